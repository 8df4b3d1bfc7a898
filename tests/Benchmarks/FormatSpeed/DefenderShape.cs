using System.Text.Json;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Benchmarks.FormatSpeed;

/// <summary>Defender's network events, against which the other formats are measured: one in eight is an accepted connection.</summary>
internal static class DefenderShape
{
    private static readonly ExcludedProcesses Excluded = new(ExposurePolicy.Default.ExcludedProcesses);

    public static Shape Create(int records, bool isQuiet) => new(
        "Defender network events", records, Packing.Lines(new Telemetry(Math.Max(1, records / 20), Connections.Newest).Records(records).Where(record => !isQuiet || !IsAccepted(record))), "JsonDocument", Read, "it is the measure");

    private static bool IsAccepted(byte[] record) => record.AsSpan().IndexOf("InboundConnectionAccepted"u8) >= 0;

    private static void Read(byte[] body, Reached into)
    {
        foreach (var range in body.AsSpan().Split((byte)'\n'))
        {
            if (body.AsMemory(range) is { IsEmpty: false } line)
            {
                using var document = JsonDocument.Parse(line);
                Add(into, document.RootElement.GetProperty("properties"));
            }
        }
    }

    private static void Add(Reached into, JsonElement row)
    {
        string Text(string name) => row.GetProperty(name).GetString()!;
        if (Text("ActionType") == "InboundConnectionAccepted" && IpAddress.TryParse(Text("RemoteIP"), out var remote) && AddressSpace.IsGlobal(remote)
            && IpAddress.TryParse(Text("LocalIP"), out var local) && remote != local && !Excluded.Match(Text("InitiatingProcessCommandLine")))
        {
            into.Add(Text("DeviceId"), row.GetProperty("LocalPort").GetUInt16(), remote, row.GetProperty("Timestamp").GetDateTimeOffset());
        }
    }
}
