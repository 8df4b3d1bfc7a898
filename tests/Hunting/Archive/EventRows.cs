using ExposurePipeline.Hunting.Tables;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Tests.Hunting.Archive;

/// <summary>Rows of DeviceNetworkEvents, the same for the same numbers: row n is always the same.</summary>
internal static class EventRows
{
    public static readonly DateTime Noon = new(2026, 3, 1, 12, 0, 0);
    private static readonly Schema Stored = DeviceNetworkEventsTable.Stored;
    private static readonly string[] Actions = ["ConnectionSuccess", "InboundConnectionAccepted", "ConnectionFailed", "ListeningConnectionCreated"];
    private static readonly string[] Commands = ["svchost.exe -k netsvcs", "\"C:\\Program Files\\app\\app.exe\" --serve", "powershell.exe -enc ZQBjAGgAbwA=", "", "Größe-日本語 🛰 ſtart"];

    /// <summary>The rows of those numbers.</summary>
    public static Batch Of(IEnumerable<int> numbers, int devices = 7)
    {
        var rows = new TableBuilder(Stored);
        foreach (var number in numbers)
        {
            Add(rows, number, devices);
        }

        return rows.Build();
    }

    private static void Add(TableBuilder rows, int number, int devices)
    {
        var drawn = new Random(number);
        rows.Add(At("Timestamp"), Noon.AddTicks((number * 10_000_000L) + drawn.Next(10_000_000)));
        rows.Add(At("DeviceId"), $"{drawn.Next(devices):x40}");
        rows.Add(At("DeviceName"), $"host{drawn.Next(devices)}.contoso.com");
        rows.Add(At("ActionType"), Actions[drawn.Next(Actions.Length)]);
        rows.Add(At("RemoteIP"), drawn.Next(10) == 0 ? "2001:db8::1" : $"{drawn.Next(256)}.{drawn.Next(256)}.{drawn.Next(256)}.{drawn.Next(256)}");
        if (drawn.Next(4) > 0)
        {
            rows.Add(At("RemotePort"), drawn.Next(1, 65536));
        }

        rows.Add(At("LocalPort"), drawn.Next(3) == 0 ? 443 : 3389);
        rows.Add(At("InitiatingProcessCommandLine"), Commands[drawn.Next(Commands.Length)]);
        rows.Add(At("ReportId"), (long)number);
        if (drawn.Next(3) > 0)
        {
            rows.Add(At("IsInitiatingProcessRemoteSession"), drawn.Next(2) == 0);
        }

        rows.Add(At(DeviceNetworkEventsTable.IngestionTime), Noon.AddSeconds(number + 5));
        rows.EndRow();
    }

    private static int At(string column) => Stored.IndexOf(column);
}
