using System.Text;

namespace Microsoft.Azure.Functions.Worker.Payload;

/// <summary>
/// The host's request body, read in one pass: events are decoded where they are met, everything else is only located.
/// Rented memory goes back on <see cref="Dispose"/>; until then events and values may be read.
/// </summary>
internal sealed class Envelope(byte[] body, int length) : IDisposable
{
    private delegate bool Member(Envelope envelope, ref JsonCursor cursor, Segment name, TriggerShape shape, ref bool found);

    // Empty while the events lie in the body, where the host's usual spelling is decoded.
    private byte[] elsewhere = [];
    private EventList events = new();
    private bool disposed;

    /// <summary>The trigger's value as JSON, where it is not events.</summary>
    public Segment Value { get; private set; }

    /// <summary>The object <c>Metadata</c>, braces included; empty where it is absent.</summary>
    public Segment Metadata { get; private set; }

    public int EventCount => events.Count;

    public ReadOnlySpan<byte> Body => body.AsSpan(0, length);

    public bool IsDisposed => disposed;

    /// <summary>The bytes of an event; valid until <see cref="Dispose"/>.</summary>
    public ReadOnlyMemory<byte> this[int index] => (elsewhere.Length > 0 ? elsewhere : body).AsMemory(events[index].Start, events[index].Length);

    /// <summary>Reads the body.</summary>
    /// <param name="shape">What is expected in <c>Data</c>.</param>
    /// <param name="error">What is wrong and at which byte.</param>
    public bool TryRead(TriggerShape shape, out string error)
    {
        var cursor = new JsonCursor(Body);
        if (Body.StartsWith(Encoding.UTF8.Preamble))
            cursor.Position = Encoding.UTF8.Preamble.Length;
        var found = false;
        var read = TryReadObject(ref cursor, shape, ReadEnvelopeMember, ref found);
        cursor.SkipWhitespace();
        error = !read || !cursor.AtEnd ? $"The payload is not the host's JSON at byte {cursor.Position} of {length}."
            : !found ? $"The payload has no Data.{shape.Binding}."
            : string.Empty;
        return error.Length == 0;
    }

    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        events.Dispose();
        Return(ref elsewhere);
        Return(ref body);
    }

    private static bool ReadEnvelopeMember(Envelope envelope, ref JsonCursor cursor, Segment name, TriggerShape shape, ref bool found)
    {
        if (Ascii.EqualsIgnoreCase(name.Of(envelope.Body), "Data"u8))
            return envelope.TryReadObject(ref cursor, shape, ReadDataMember, ref found);
        var skipped = cursor.TrySkipValue(out var value);
        if (Ascii.EqualsIgnoreCase(name.Of(envelope.Body), "Metadata"u8))
            envelope.Metadata = value;
        return skipped;
    }

    private static bool ReadDataMember(Envelope envelope, ref JsonCursor cursor, Segment name, TriggerShape shape, ref bool found)
    {
        if (found || !name.Of(envelope.Body).SequenceEqual(shape.BindingUtf8))
            return cursor.TrySkipValue(out _);
        found = true;
        return shape.Events ? envelope.TryReadEvents(ref cursor, shape) : envelope.TryKeepValue(ref cursor);
    }

    private bool TryReadObject(ref JsonCursor cursor, TriggerShape shape, Member read, ref bool found)
    {
        if (!cursor.TryRead('{'))
            return false;
        if (cursor.TryRead('}'))
            return true;
        do
        {
            if (!cursor.TryReadString(out var name) || !cursor.TryRead(':'))
                return false;
            cursor.SkipWhitespace();
            if (!read(this, ref cursor, name, shape, ref found))
                return false;
        }
        while (cursor.TryRead(','));
        return cursor.TryRead('}');
    }

    private bool TryKeepValue(ref JsonCursor cursor)
    {
        var skipped = cursor.TrySkipValue(out var value);
        Value = value;
        return skipped;
    }

    private bool TryReadEvents(ref JsonCursor cursor, TriggerShape shape)
    {
        if (shape is { Batched: true, Encoding: EventEncoding.Binary } && HostBatch.TryDecode(body.AsSpan(0, length), ref cursor, ref events))
            return true;
        events.Clear();
        elsewhere = PayloadBuffers.Rent(length);
        return cursor.TrySkipValue(out var value) && EventsValue.TryRead(value.Of(Body), shape, elsewhere, ref events);
    }

    private static void Return(ref byte[] rented)
    {
        if (rented.Length > 0)
            PayloadBuffers.Return(rented);
        rented = [];
    }
}
