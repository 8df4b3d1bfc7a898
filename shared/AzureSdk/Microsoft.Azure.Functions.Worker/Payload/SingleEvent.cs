namespace Microsoft.Azure.Functions.Worker.Payload;

/// <summary>Reads the value of a trigger with <c>cardinality: one</c>.</summary>
internal static class SingleEvent
{
    /// <summary>
    /// A plain string is base64 (the host does not encode bytes twice), a string within a string is text, anything else is the JSON as it stands.
    /// </summary>
    /// <param name="value">The JSON value as it arrived.</param>
    /// <param name="encoding">What a plain string stands for.</param>
    /// <param name="scratch">At least as long as <paramref name="value"/>.</param>
    /// <param name="destination">At least as long as <paramref name="value"/>.</param>
    /// <param name="events">Receives the event; none for <c>null</c>.</param>
    public static bool TryDecode(
        ReadOnlySpan<byte> value, EventEncoding encoding, Span<byte> scratch, Span<byte> destination, ref EventList events)
    {
        if (value.SequenceEqual("null"u8))
            return true;
        if (value[0] != '"')
            return Append(value, destination, ref events);
        if (!JsonText.TryUnescape(value[1..^1], scratch, out var length))
            return false;
        ReadOnlySpan<byte> text = scratch[..length];
        if (IsString(text, out var content))
            return TryAppendUnescaped(content.Of(text), destination, ref events);
        Append(text, destination, ref events);
        if (encoding == EventEncoding.Binary)
            AnyBatch.TryDecodeBase64(destination, ref events);
        return true;
    }

    // White space behind a JSON string is part of no text.
    private static bool IsString(ReadOnlySpan<byte> text, out Segment content)
    {
        var cursor = new JsonCursor(text);
        var isRead = cursor.TryReadString(out content) && content.Start == 1;
        cursor.SkipWhitespace();
        return isRead && cursor.AtEnd;
    }

    private static bool Append(ReadOnlySpan<byte> bytes, Span<byte> destination, ref EventList events)
    {
        bytes.CopyTo(destination[events.Used..]);
        events.Append(bytes.Length);
        return true;
    }

    private static bool TryAppendUnescaped(ReadOnlySpan<byte> content, Span<byte> destination, ref EventList events)
    {
        if (!JsonText.TryUnescape(content, destination[events.Used..], out var written))
            return false;
        events.Append(written);
        return true;
    }
}
