using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Defender;

/// <summary>Looks for the category and action of a record without reading its tokens: nine records in ten end here.</summary>
internal static class NoiseProbe
{
    // Without the quote before them: a search for two quotes at a distance would stop everywhere.
    private static ReadOnlySpan<byte> CategoryKey => "category\""u8;

    private static ReadOnlySpan<byte> UsualNetworkEvents => ":\"AdvancedHunting-DeviceNetworkEvents\""u8;

    private static ReadOnlySpan<byte> ActionKey => "ActionType\""u8;

    /// <summary>
    /// The rule that certainly filters the record. Null where a category or action is read, unknown, missing or written in any unusual way:
    /// then the full reading decides. A quoted key cannot occur inside a JSON string, where its quotes would be escaped.
    /// </summary>
    public static string? Find(ReadOnlySpan<byte> record)
    {
        var rest = After(CategoryKey, record);
        if (rest.StartsWith(UsualNetworkEvents))
        {
            return IsNoise(rest[UsualNetworkEvents.Length..]) ? FilterRule.ActionNotInbound : null;
        }

        return TryText(rest, out var category) && DefenderTables.TryTable(category, out var table) && HuntingTables.Unread.Contains(table)
            && rest.IndexOf(CategoryKey) < 0 ? FilterRule.CategoryNotRead : null;
    }

    // An action that stands there twice counts by rules that only the full reading knows.
    private static bool IsNoise(ReadOnlySpan<byte> afterCategory)
    {
        var rest = After(ActionKey, afterCategory);
        return TryText(rest, out var action) && NetworkActions.Noise.Contains(action) && rest.IndexOf(ActionKey) < 0;
    }

    // Empty where the key stands nowhere, or first as the end of another one.
    private static ReadOnlySpan<byte> After(ReadOnlySpan<byte> key, ReadOnlySpan<byte> json)
    {
        var at = json.IndexOf(key);
        return at > 0 && json[at - 1] == '"' ? json[(at + key.Length)..] : default;
    }

    private static bool TryText(ReadOnlySpan<byte> afterKey, out ReadOnlySpan<byte> value)
    {
        value = default;
        var at = JsonScan.SkipSpace(afterKey, 0);
        at = at < afterKey.Length && afterKey[at] == ':' ? JsonScan.SkipSpace(afterKey, at + 1) : afterKey.Length;
        if (at >= afterKey.Length || afterKey[at] != '"')
        {
            return false;
        }

        var text = afterKey[(at + 1)..];
        var end = text.IndexOfAny((byte)'"', (byte)'\\');
        value = end < 0 ? default : text[..end];
        return end > 0 && text[end] == '"';
    }
}
