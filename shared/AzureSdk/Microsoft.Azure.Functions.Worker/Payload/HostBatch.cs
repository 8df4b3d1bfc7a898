namespace Microsoft.Azure.Functions.Worker.Payload;

/// <summary>Reads the form the host really sends for a binary batch: a JSON string that holds a compact array of base64 strings.</summary>
/// <remarks>Events are found by a vectorised search and decoded where they lie, as a batch of megabytes is held once. Any other spelling is left to <see cref="AnyBatch"/>.</remarks>
internal static class HostBatch
{
    /// <summary>Decodes the value under the cursor in its place and moves the cursor behind it; on failure cursor and bytes are as they were.</summary>
    /// <param name="body">The request body.</param>
    /// <param name="cursor">Stands on the value.</param>
    /// <param name="events">Receives the events.</param>
    public static bool TryDecode(Span<byte> body, ref JsonCursor cursor, ref EventList events)
    {
        ReadOnlySpan<byte> rest = body[cursor.Position..];
        if (!TryLocate(ref rest, body.Length, ref events) || !AnyBatch.TryDecodeBase64(body, ref events))
            return false;
        cursor.Position = body.Length - rest.Length;
        return true;
    }

    private static bool TryLocate(ref ReadOnlySpan<byte> rest, int length, ref EventList events)
    {
        if (!TryStep(ref rest, "\"["u8))
            return false;
        var ended = TryStep(ref rest, "]\""u8);
        while (!ended)
        {
            if (!TryStep(ref rest, "\\\""u8) || rest.IndexOf((byte)'\\') is var content && content < 0)
                return false;
            events.Add(new(length - rest.Length, content));
            rest = rest[content..];
            if (!TryStep(ref rest, "\\\""u8))
                return false;
            ended = TryStep(ref rest, "]\""u8);
            if (!ended && !TryStep(ref rest, ","u8))
                return false;
        }

        return true;
    }

    private static bool TryStep(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> expected)
    {
        if (!rest.StartsWith(expected))
            return false;
        rest = rest[expected.Length..];
        return true;
    }
}
