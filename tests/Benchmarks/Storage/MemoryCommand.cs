using System.CommandLine;

namespace ExposurePipeline.Benchmarks.Storage;

/// <summary>Command <c>memory</c>.</summary>
internal static class MemoryCommand
{
    public static Command Create()
    {
        var devices = new Option<int>("--devices") { Description = "Size of the fleet.", DefaultValueFactory = static _ => 50_000 };
        var rate = new Option<int>("--rate") { Description = "Records per second at the steady rate.", DefaultValueFactory = static _ => 10_000 };
        var seconds = new Option<int>("--seconds") { Description = "How long records are sent at it.", DefaultValueFactory = static _ => 10 };
        var command = new Command("memory", "Table requests at a steady rate, and resident memory of the function app with a fleet; the cache alone with a million devices.") { devices, rate, seconds };
        command.SetAction(parsed => MemoryRun.RunAsync(parsed.GetValue(devices), parsed.GetValue(rate), parsed.GetValue(seconds)));
        return command;
    }
}
