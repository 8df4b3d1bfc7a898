using System.CommandLine;

namespace ExposurePipeline.Benchmarks.Storage;

/// <summary>Command <c>storage</c>.</summary>
internal static class StorageCommand
{
    public static Command Create()
    {
        var thousands = new Option<int>("--thousands") { Description = "Thousands of events in each stream.", DefaultValueFactory = static _ => 300 };
        var devices = new Option<int>("--devices") { Description = "Size of the fleet.", DefaultValueFactory = static _ => 50_000 };
        var command = new Command("storage", "Table requests per 1,000 events, counted on the wire, for streams of new and of known devices; bytes of cache per device; the bill per billion events.") { thousands, devices };
        command.SetAction(parsed => StorageRun.RunAsync(parsed.GetValue(thousands), parsed.GetValue(devices)));
        return command;
    }
}
