using System.Buffers;

namespace Microsoft.Azure.Functions.Worker.Payload;

/// <summary>Reads the value of an event trigger: first as the host writes it, else in any documented spelling.</summary>
internal static class EventsValue
{
    /// <summary>Decodes the value under the cursor, which moves behind it.</summary>
    /// <param name="body">The request body.</param>
    /// <param name="cursor">Stands on the value.</param>
    /// <param name="shape">What is expected.</param>
    /// <param name="destination">As long as <paramref name="body"/>: no spelling is shorter than what it stands for.</param>
    /// <param name="events">Receives the events.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> body, ref JsonCursor cursor, TriggerShape shape, Span<byte> destination, ref EventList events)
    {
        var position = cursor.Position;
        if (shape is { Batched: true, Encoding: EventEncoding.Binary } && HostBatch.TryDecode(body, ref position, destination, ref events))
        {
            cursor.Position = position;
            return true;
        }

        events.Clear();
        return cursor.TrySkipValue(out var value) && TryReadAny(value.Of(body), shape, destination, ref events);
    }

    private static bool TryReadAny(ReadOnlySpan<byte> value, TriggerShape shape, Span<byte> destination, ref EventList events)
    {
        var scratch = ArrayPool<byte>.Shared.Rent(value.Length);
        try
        {
            return shape.Batched && TryOpenArray(value, scratch, out var array)
                ? AnyBatch.TryDecode(array, shape.Encoding, destination, ref events)
                : SingleEvent.TryDecode(value, shape.Encoding, scratch, destination, ref events);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }

    private static bool TryOpenArray(ReadOnlySpan<byte> value, Span<byte> scratch, out ReadOnlySpan<byte> array)
    {
        array = value;
        if (value[0] == '"' && JsonText.TryUnescape(value[1..^1], scratch, out var written))
            array = scratch[..written];
        return array.TrimStart(" \t\r\n"u8).StartsWith((byte)'[');
    }
}
