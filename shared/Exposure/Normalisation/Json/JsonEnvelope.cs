namespace ExposurePipeline.Exposure.Normalisation.Json;

/// <summary>The object that wraps records: its member <c>records</c> is an array; other members may stand before and behind it.</summary>
internal static class JsonEnvelope
{
    private const int MostMembersBefore = 8;

    /// <summary>Whether an envelope begins here.</summary>
    /// <param name="body">The body.</param>
    /// <param name="at">Where an object begins.</param>
    /// <param name="isFirst">Whether it is the body's first; later ones are envelopes only if <c>records</c> is their first member.</param>
    /// <param name="inside">Where the inside of its array begins.</param>
    public static bool TryOpen(ReadOnlySpan<byte> body, int at, bool isFirst, out int inside)
    {
        inside = at + 1;
        for (var member = 0; member < (isFirst ? MostMembersBefore : 1); member++)
        {
            if (!TryKey(body, ref inside, out var isRecords) || (isRecords && body[inside] == '['))
            {
                inside++;
                return isRecords && inside <= body.Length;
            }

            if (!TrySkipScalar(body, ref inside))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>The index behind the envelope whose array was closed just before <paramref name="at"/>.</summary>
    public static int Close(ReadOnlySpan<byte> body, int at)
    {
        var rest = JsonScan.SkipSpace(body, at);
        while (rest < body.Length && body[rest] != '}')
        {
            rest = body[rest] switch
            {
                (byte)'"' => JsonScan.SkipString(body, rest),
                (byte)'{' or (byte)'[' => JsonScan.SkipContainer(body, rest, out _),
                _ => rest + 1,
            };
        }

        return Math.Min(rest + 1, body.Length);
    }

    // Leaves the index at the first byte of the value.
    private static bool TryKey(ReadOnlySpan<byte> body, ref int at, out bool isRecords)
    {
        isRecords = false;
        at = JsonScan.SkipSpace(body, at);
        if (at >= body.Length || body[at] != '"')
        {
            return false;
        }

        var end = JsonScan.SkipString(body, at);
        isRecords = body[at..end].SequenceEqual("\"records\""u8);
        at = JsonScan.SkipSpace(body, end);
        if (at >= body.Length || body[at] != ':')
        {
            return isRecords = false;
        }

        at = JsonScan.SkipSpace(body, at + 1);
        isRecords &= at < body.Length;
        return at < body.Length;
    }

    private static bool TrySkipScalar(ReadOnlySpan<byte> body, ref int at)
    {
        if (body[at] is (byte)'{' or (byte)'[')
        {
            return false;
        }

        var end = body[at] == '"' ? JsonScan.SkipString(body, at) : at;
        var comma = body[end..].IndexOfAny((byte)',', (byte)'}');
        at = end + comma + 1;
        return comma >= 0 && body[end + comma] == ',';
    }
}
