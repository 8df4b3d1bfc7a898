using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Scans;

/// <summary>
/// One line of grepable output: fields apart by tabs, each a name and a colon. <c>Ports</c> holds
/// <c>port/state/protocol/owner/service/RPC/version/</c>, apart by commas; a slash inside a value is written as <c>|</c>.
/// </summary>
internal static class GrepableHost
{
    private const int Values = 7;

    /// <summary>Whether a line is one; masscan puts the time of the answer first.</summary>
    public static bool IsOne(ReadOnlySpan<byte> line) => line.StartsWith("Host: "u8) || (line.StartsWith("Timestamp: "u8) && line.IndexOf("\tHost: "u8) > 0);

    /// <summary>Reads one record a port.</summary>
    public static void Read(string line, RecordPlace place, NmapTextRun run, RecordSink sink)
    {
        var fields = line.Split('\t');
        if (Field(fields, "Ports: ") is not { } ports)
        {
            sink.Next(place.Start, place.Length);
            sink.Filter(Field(fields, "Status: ") is "Down" ? FilterRule.NoPorts : FilterRule.KindNotRead); // its state, or a banner of a port told before
            return;
        }

        var host = Field(fields, "Host: ")!.Split(' ')[0];
        var time = Field(fields, "Timestamp: ") is { } stamp ? NmapTextRun.Epoch(stamp) : run.Time;
        foreach (var port in ports.Split("/, ")) // a version may hold commas, but no slash
        {
            sink.Next(place.Start, place.Length);
            Conclude(port.Split('/'), host, time, run, sink);
        }
    }

    private static void Conclude(string[] port, string host, DateTimeOffset? time, NmapTextRun run, RecordSink sink)
    {
        if (port.Length < Values)
        {
            sink.Reject(RejectionReason.Truncated, $"port '{string.Join('/', port)}' of {Shorten(host)} without its {Values} values");
        }
        else if (port[1] != "open")
        {
            sink.Filter(FilterRule.PortNotOpen);
        }
        else if (!IpAddress.TryParse(host.Split('%')[0], out var address))
        {
            sink.Reject(RejectionReason.InvalidField, $"host '{Shorten(host)}' is no address");
        }
        else
        {
            run.Conclude(address, time, port[2], port[0].Trim(), Service(port), sink);
        }
    }

    // Without a version the name is a guess from the port number; a question mark says so.
    private static string? Service(string[] port) =>
        port[6].Length > 0 && port[4].Length > 0 && !port[4].EndsWith('?') ? port[4].Replace('|', '/') : null;

    private static string Shorten(string text) => text.Length > 64 ? text[..64] : text;

    private static string? Field(string[] fields, string name) =>
        Array.Find(fields, field => field.StartsWith(name, StringComparison.Ordinal)) is { } found ? found[name.Length..].TrimEnd() : null;
}
