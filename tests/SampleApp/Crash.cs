using Microsoft.Extensions.Hosting;

namespace ExposurePipeline.Tests.SampleApp;

/// <summary>A background service that dies soon after the start.</summary>
public sealed class Crash : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        throw new InvalidOperationException("The background service died.");
    }
}
