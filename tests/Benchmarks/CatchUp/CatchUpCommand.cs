using System.CommandLine;

namespace ExposurePipeline.Benchmarks.CatchUp;

/// <summary>Command <c>catch-up</c>.</summary>
internal static class CatchUpCommand
{
    public static Command Create()
    {
        var events = new Option<int>("--events") { Description = "Records that wait in the hub; 3,000,000 take 6 GB of disk for a while.", DefaultValueFactory = static _ => 600_000 };
        var door = new Option<int>("--front-door") { Description = "Events per second of the front door, as command front-door measures it; the goal is a share of it." };
        var command = new Command("catch-up", "After an outage of the function app: how fast it drains what waited in the hub, and whether the tag changes are the same as without the outage.") { events, door };
        command.SetAction(parsed => CatchUpRun.RunAsync(parsed.GetValue(events), parsed.GetValue(door)));
        return command;
    }
}
