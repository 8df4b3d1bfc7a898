using System.Runtime.CompilerServices;
using Microsoft.ApplicationInsights.WorkerService;
using Microsoft.Extensions.DependencyInjection;

namespace ExposurePipeline.Functions.Telemetry;

/// <summary>Application Insights, where it is configured; where it is not, none of its assemblies is loaded, which start-up time shows.</summary>
internal static class ApplicationInsights
{
    /// <summary>Adds the SDK and the bridges to it, unless <paramref name="connectionString"/> is null.</summary>
    public static IServiceCollection AddApplicationInsights(this IServiceCollection services, string? connectionString) =>
        connectionString is null ? services : Add(services, connectionString);

    // Kept out of line: compiling the caller must not load the SDK.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IServiceCollection Add(IServiceCollection services, string connectionString) => services
        .AddApplicationInsightsTelemetryWorkerService(options => Configure(options, connectionString))
        .AddHostedService<TraceBridge>()
        .AddHostedService<MetricBridge>();

    private static void Configure(ApplicationInsightsServiceOptions options, string connectionString)
    {
        options.ConnectionString = connectionString;
        options.EnablePerformanceCounterCollectionModule = false; // the platform reports processor and memory
        options.EnableEventCounterCollectionModule = false;
    }
}
