namespace Microsoft.Azure.Functions.Worker.Payload;

/// <summary>Reads the value of an event trigger in any documented spelling.</summary>
internal static class EventsValue
{
    /// <summary>Decodes a value.</summary>
    /// <param name="value">JSON as it arrived.</param>
    /// <param name="shape">What is expected.</param>
    /// <param name="destination">As long as <paramref name="value"/>: no spelling is shorter than what it stands for.</param>
    /// <param name="events">Receives the events.</param>
    public static bool TryRead(ReadOnlySpan<byte> value, TriggerShape shape, Span<byte> destination, ref EventList events)
    {
        var scratch = PayloadBuffers.Rent(value.Length);
        try
        {
            return shape.Batched && TryOpenArray(value, scratch, out var array)
                ? AnyBatch.TryDecode(array, shape.Encoding, destination, ref events)
                : SingleEvent.TryDecode(value, shape.Encoding, scratch, destination, ref events);
        }
        finally
        {
            PayloadBuffers.Return(scratch);
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
