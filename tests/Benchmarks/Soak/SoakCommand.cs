using System.CommandLine;

namespace ExposurePipeline.Benchmarks.Soak;

/// <summary>Commands <c>soak</c> and <c>overload</c>.</summary>
internal static class SoakCommand
{
    private static readonly Option<int> Rate = new("--rate") { Description = "Records per second that can be sustained; found by stepping up when not given." };

    public static Command Create()
    {
        var minutes = new Option<double>("--minutes") { Description = "How long.", DefaultValueFactory = static _ => 2 };
        var command = new Command("soak", "Mixed traffic at the highest sustainable rate: memory, threads, handles, lag and outbox over time, and the books to the record.") { minutes, Rate };
        command.SetAction(parsed => SoakRun.RunAsync(parsed.GetValue(minutes), parsed.GetValue(Rate)));
        return command;
    }

    public static Command CreateOverload()
    {
        var seconds = new Option<int>("--seconds") { Description = "How long.", DefaultValueFactory = static _ => 60 };
        var command = new Command("overload", "Ten times what the function app can take: back-pressure, recovery, the books and the final state.") { seconds, Rate };
        command.SetAction(parsed => OverloadRun.RunAsync(parsed.GetValue(seconds), parsed.GetValue(Rate)));
        return command;
    }
}
