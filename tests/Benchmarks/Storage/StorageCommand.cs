using System.CommandLine;

namespace ExposurePipeline.Benchmarks.Storage;

/// <summary>Command <c>storage</c>.</summary>
internal static class StorageCommand
{
    // A million events of the reference stream concern 50,000 devices: of a thousand events 43 concern one not seen before.
    private const int DevicesPerThousand = 50;

    public static Command Create()
    {
        var thousands = new Option<int>("--thousands") { Description = "Thousands of events in each stream.", DefaultValueFactory = static _ => 300 };
        var command = new Command("storage", "Table requests per 1,000 events, counted on the wire, for streams of new and of known devices; bytes of cache per device; the bill per billion events.") { thousands };
        command.SetAction(parsed => StorageRun.RunAsync(parsed.GetValue(thousands), parsed.GetValue(thousands) * DevicesPerThousand));
        return command;
    }
}
