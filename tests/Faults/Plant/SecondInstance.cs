using ExposurePipeline.Local.Broker;
using ExposurePipeline.Local.Dispatch;
using ExposurePipeline.Local.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExposurePipeline.Tests.Faults.Plant;

/// <summary>A second function app that owns every partition beside the first: same storage, same events, timers of its own.</summary>
internal static class SecondInstance
{
    private static readonly HubDescription[] Hubs = [new("connections", 4, ["archive"]), new("scans", 2, []), new("inventory", 2, []), new("observations", 4, []), new("resources", 2, [])];

    /// <summary>Starts it at the present ends of the partitions; disposing of it kills the app.</summary>
    public static Task<FunctionsHost> StartAsync(Rig rig) => FunctionsHost.StartAsync(
        new FunctionsHostOptions
        {
            AppFolder = RepositoryFolder.FunctionApp,
            Settings = new(rig.Disturbed),
            TimerStatusPath = Path.Combine(rig.State, "second-timers.json"),
            RestartLimit = 0,
        },
        new FollowedLog(rig.Database, Hubs, FollowedLog.Ends(rig.Database)), NullLoggerFactory.Instance, CancellationToken.None);
}
