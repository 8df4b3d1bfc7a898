using System.Text;
using System.Text.RegularExpressions;

namespace ExposurePipeline.Local.Telemetry;

/// <summary>
/// Finds and moves event times in telemetry of the formats this pipeline reads. It works on text, not on a parsed document, so that corrupt
/// records keep every other byte. Texts are taken as Latin-1, which maps each byte to one character and back.
/// </summary>
/// <remarks>
/// Not known are: times in other places than <see cref="EventTimePatterns"/> says, such as columns in an order of the producer's own
/// (AWS's custom flow logs, zmap's CSV, a Zeek log whose first column is not <c>ts</c>), in texts for people, and of binary formats.
/// </remarks>
public static class EventTimes
{
    /// <summary>The newest event time; null when none is found.</summary>
    public static DateTimeOffset? Newest(ReadOnlySpan<byte> body)
    {
        var text = Encoding.Latin1.GetString(body);
        return EventTimePatterns.All.SelectMany(pattern => pattern.Matches(text)).SelectMany(Captures).Max(each => TimeText.Read(each.Value));
    }

    /// <summary>The body with every event time moved by the same span.</summary>
    public static ReadOnlyMemory<byte> Shift(ReadOnlySpan<byte> body, TimeSpan by) =>
        Encoding.Latin1.GetBytes(EventTimePatterns.All.Aggregate(Encoding.Latin1.GetString(body), (text, pattern) => pattern.Replace(text, match => Moved(match, by))));

    private static string Moved(Match match, TimeSpan by)
    {
        var moved = new StringBuilder();
        var done = match.Index;
        foreach (var each in Captures(match))
        {
            moved.Append(match.ValueSpan[(done - match.Index)..(each.Index - match.Index)]).Append(TimeText.Move(each.Value, by));
            done = each.Index + each.Length;
        }

        return moved.Append(match.ValueSpan[(done - match.Index)..]).ToString();
    }

    private static IEnumerable<Capture> Captures(Match match) => match.Groups["at"].Captures;
}
