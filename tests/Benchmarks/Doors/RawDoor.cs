using System.CommandLine;
using ExposurePipeline.Functions;
using ExposurePipeline.Functions.Settings;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ExposurePipeline.Benchmarks.Doors;

/// <summary>The function app's composition with <see cref="RawConnections"/> as its only function, in a process of its own.</summary>
internal static class RawDoor
{
    public const string Name = "raw-door";

    /// <summary>The command by which the benchmark starts it.</summary>
    public static Command Create()
    {
        var command = new Command(Name, "Used by front-door.") { Hidden = true };
        command.SetAction(static (_, cancellation) => RunAsync(cancellation));
        return command;
    }

    private static Task RunAsync(CancellationToken cancellation)
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        if (!AppSettings.TryRead(builder.Configuration, out var settings, out var problem))
        {
            throw new InvalidOperationException(problem);
        }

        builder.Services.AddSingleton(settings).AddSingleton(TimeProvider.System).AddTelemetry(settings).AddTables(settings).AddNormalisation(settings);
        return builder.Build().RunAsync(cancellation);
    }
}
