using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ExposurePipeline.Local.Telemetry;

/// <summary>
/// Finds and moves event times in telemetry of the formats this pipeline reads. It works on text, not on a parsed document, so that corrupt
/// records keep every other byte. Texts are taken as Latin-1, which maps each byte to one character and back.
/// </summary>
public static partial class EventTimes
{
    /// <summary>The newest event time; null when none is found.</summary>
    public static DateTimeOffset? Newest(ReadOnlySpan<byte> body)
    {
        DateTimeOffset? newest = null;
        foreach (var match in All(Encoding.Latin1.GetString(body)))
        {
            if (Read(match.Groups["at"].Value) is { } at && !(at < newest))
                newest = at;
        }

        return newest;
    }

    /// <summary>The body with every event time moved by the same span.</summary>
    public static ReadOnlyMemory<byte> Shift(ReadOnlySpan<byte> body, TimeSpan by)
    {
        var text = Encoding.Latin1.GetString(body);
        var moved = Iso.Replace(text, match => Moved(match, by));
        moved = JsonEpoch.Replace(moved, match => Moved(match, by));
        return Encoding.Latin1.GetBytes(NmapEpoch.Replace(moved, match => Moved(match, by)));
    }

    private static IEnumerable<Match> All(string text) => Iso.Matches(text).Concat(JsonEpoch.Matches(text)).Concat(NmapEpoch.Matches(text));

    private static string Moved(Match match, TimeSpan by)
    {
        var group = match.Groups["at"];
        if (Read(group.Value) is not { } at)
            return match.Value;
        var start = group.Index - match.Index;
        return string.Concat(match.ValueSpan[..start], Write(at + by, group.Value), match.ValueSpan[(start + group.Length)..]);
    }

    private static DateTimeOffset? Read(string text)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return DateTimeOffset.FromUnixTimeSeconds(seconds);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
    }

    private static string Write(DateTimeOffset at, string before) => before.Contains('T', StringComparison.Ordinal)
        ? at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture)
        : at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    // Defender: the event's own time and the envelope's two.
    [GeneratedRegex("""(?<!\\)"(?:Timestamp|time|_TimeReceivedBySvc)"\s*:\s*"(?<at>\d{4}-\d\d-\d\dT[0-9:.+Z-]+)""" + "\"")]
    private static partial Regex Iso { get; }

    // masscan: seconds as text or number.
    [GeneratedRegex("""(?<!\\)"timestamp"\s*:\s*"?(?<at>\d{10})\b""")]
    private static partial Regex JsonEpoch { get; }

    // nmap: of the run, of a host, and of its end.
    [GeneratedRegex("""\s(?:start|starttime|endtime|time)="(?<at>\d{10})""" + "\"")]
    private static partial Regex NmapEpoch { get; }
}
