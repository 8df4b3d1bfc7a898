using System.Text;
using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Defender;

/// <summary>Looks for the action of a record without reading its tokens: nine records in ten end here.</summary>
internal static class ActionProbe
{
    private static ReadOnlySpan<byte> Key => "\"ActionType\""u8;

    /// <summary>
    /// Whether the record certainly has an action and none that is read. Where an action is written in any unusual way the answer is no,
    /// and the full reading decides. A quoted key cannot occur inside a JSON string, where its quotes would be escaped.
    /// </summary>
    public static bool IsNoise(ReadOnlySpan<byte> record)
    {
        var isNoise = false;
        while (record.IndexOf(Key) is var at and >= 0)
        {
            record = record[(at + Key.Length)..];
            if (!TryAction(record, out var action) || IsRead(action))
            {
                return false;
            }

            isNoise = true;
        }

        return isNoise;
    }

    /// <summary>Whether an action type bears on exposure from the internet.</summary>
    public static bool IsRead(ReadOnlySpan<byte> action) =>
        Ascii.EqualsIgnoreCase(action, DefenderTables.Accepted)
        || Ascii.EqualsIgnoreCase(action, DefenderTables.Scanned)
        || Ascii.EqualsIgnoreCase(action, DefenderTables.Listening);

    private static bool TryAction(ReadOnlySpan<byte> afterKey, out ReadOnlySpan<byte> action)
    {
        action = default;
        var at = JsonScan.SkipSpace(afterKey, 0);
        at = at < afterKey.Length && afterKey[at] == ':' ? JsonScan.SkipSpace(afterKey, at + 1) : afterKey.Length;
        if (at >= afterKey.Length || afterKey[at] != '"')
        {
            return false;
        }

        var text = afterKey[(at + 1)..];
        var end = text.IndexOfAny((byte)'"', (byte)'\\');
        action = end < 0 ? default : text[..end];
        return end > 0 && text[end] == '"';
    }
}
