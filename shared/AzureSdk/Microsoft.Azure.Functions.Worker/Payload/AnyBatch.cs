using System.Buffers.Text;

namespace Microsoft.Azure.Functions.Worker.Payload;

/// <summary>Reads an array of events in every documented spelling.</summary>
/// <remarks>Strings, inline JSON values (no <c>dataType</c>), <c>null</c> (an empty event, so that positions still match the metadata's arrays).</remarks>
internal static class AnyBatch
{
    /// <summary>Decodes the JSON <paramref name="text"/>; a text that is no array is a batch of one event.</summary>
    /// <param name="text">JSON, no longer inside a string.</param>
    /// <param name="encoding">What a string stands for.</param>
    /// <param name="destination">At least as long as <paramref name="text"/>.</param>
    /// <param name="events">Receives the events.</param>
    public static bool TryDecode(ReadOnlySpan<byte> text, EventEncoding encoding, Span<byte> destination, ref EventList events)
    {
        var cursor = new JsonCursor(text);
        cursor.SkipWhitespace();
        var onlyStrings = true;
        var read = cursor.Current == '['
            ? TryReadArray(ref cursor, text, destination, ref events, ref onlyStrings)
            : TryReadEvent(ref cursor, text, destination, ref events, ref onlyStrings);
        cursor.SkipWhitespace();
        if (!read || !cursor.AtEnd)
            return false;
        if (encoding == EventEncoding.Binary && onlyStrings)
            TryDecodeBase64(destination, ref events);
        return true;
    }

    /// <summary>Decodes each event from base64 in its place, if every one of them is base64.</summary>
    public static bool TryDecodeBase64(Span<byte> buffer, ref EventList events)
    {
        foreach (var item in events.Items)
        {
            if (!Base64.IsValid(item.Of(buffer)))
                return false;
        }

        for (var index = 0; index < events.Count; index++)
        {
            var item = events[index];
            Base64.DecodeFromUtf8InPlace(buffer.Slice(item.Start, item.Length), out var length);
            events[index] = item with { Length = length };
        }

        return true;
    }

    private static bool TryReadArray(
        ref JsonCursor cursor, ReadOnlySpan<byte> text, Span<byte> destination, ref EventList events, ref bool onlyStrings)
    {
        cursor.TryRead('[');
        if (cursor.TryRead(']'))
            return true;
        do
        {
            if (!TryReadEvent(ref cursor, text, destination, ref events, ref onlyStrings))
                return false;
        }
        while (cursor.TryRead(','));
        return cursor.TryRead(']');
    }

    private static bool TryReadEvent(
        ref JsonCursor cursor, ReadOnlySpan<byte> text, Span<byte> destination, ref EventList events, ref bool onlyStrings)
    {
        if (!cursor.TrySkipValue(out var value))
            return false;
        var raw = value.Of(text);
        var written = 0;
        if (raw[0] == '"')
        {
            if (!JsonText.TryUnescape(raw[1..^1], destination[events.Used..], out written))
                return false;
        }
        else if (!raw.SequenceEqual("null"u8))
        {
            onlyStrings = false;
            raw.CopyTo(destination[events.Used..]);
            written = raw.Length;
        }

        events.Append(written);
        return true;
    }
}
