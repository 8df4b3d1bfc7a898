using System.Text;

namespace ExposurePipeline.Exposure.Normalisation.Sensors;

/// <summary>
/// Tells by its bytes that a record is of a kind that is not read, as most are: alerts, name resolutions, statistics. What is dropped as noise is
/// checked no further than where it ends.
/// </summary>
internal static class EveKind
{
    private static ReadOnlySpan<byte> Member => "\"event_type\":\""u8;

    /// <summary>False when it is a kind that is read, and wherever the bytes alone do not tell: then the record is read.</summary>
    /// <param name="record">An object.</param>
    public static bool IsOther(ReadOnlySpan<byte> record)
    {
        // Without a brace before it the member is the object's own; in a text its quotes would be escaped.
        var at = record.IndexOf(Member);
        if (at < 0 || record[1..at].Contains((byte)'{') || record[(at + Member.Length)..].IndexOf("event_type"u8) >= 0)
        {
            return false;
        }

        var kind = record[(at + Member.Length)..];
        kind = kind[..Math.Max(0, kind.IndexOf((byte)'"'))];
        return kind.Length > 1 && !kind.Contains((byte)'\\') && !Ascii.EqualsIgnoreCase(kind, "flow"u8) && !Ascii.EqualsIgnoreCase(kind, "netflow"u8);
    }
}
