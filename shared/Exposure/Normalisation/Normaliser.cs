using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Decoding;
using ExposurePipeline.Exposure.Normalisation.Rows;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation;

/// <summary>Turns a batch of raw events, in any mix of formats, into observations. Never throws on input.</summary>
public static class Normaliser
{
    /// <summary>Reads every event and combines what they say per entity; the order of the batch does not matter.</summary>
    /// <param name="batch">Events as delivered.</param>
    /// <param name="policies">The operators' choices, tenant by tenant.</param>
    /// <param name="now">The clock, UTC: event times far from it are refused.</param>
    public static NormalisedBatch Normalise(IReadOnlyList<RawEvent> batch, PolicyBook policies, DateTimeOffset now)
    {
        var sink = new RecordSink(policies.Deployment.Resolution);
        Read(batch, policies, now, sink);
        return sink.Finish();
    }

    /// <summary>Reads every event and writes what it says of connections as rows, before it is judged whether they come from the internet.</summary>
    /// <param name="batch">Events as delivered.</param>
    /// <param name="policies">The operators' choices: how far a clock may be wrong, and which side of a connection is one's own.</param>
    /// <param name="now">The clock, UTC.</param>
    /// <param name="journal">Where the rows go.</param>
    /// <returns>The books: what is rejected here is set aside by <see cref="Normalise"/>.</returns>
    public static Tally Journal(IReadOnlyList<RawEvent> batch, PolicyBook policies, DateTimeOffset now, INetworkEventJournal journal)
    {
        var sink = new RecordSink(policies.Deployment.Resolution) { Journal = journal };
        Read(batch, policies, now, sink);
        return sink.Finish().Tally;
    }

    private static void Read(IReadOnlyList<RawEvent> batch, PolicyBook policies, DateTimeOffset now, RecordSink sink)
    {
        var contexts = new TenantContexts(policies, now);
        foreach (var raw in batch)
        {
            Read(raw, contexts.Begin(raw), sink);
        }
    }

    private static void Read(RawEvent raw, ReadingContext context, RecordSink sink)
    {
        var body = BodyText.Decode(raw.Body);
        sink.Begin(raw, body.Bytes);
        if (raw.Tenant is { } tenant && !TenantId.TryCreate(tenant.Value, out _))
        {
            sink.RejectEvent(RejectionReason.InvalidIdentifier, $"property {RawEvent.TenantProperty}: 1 to {TenantId.MaxLength} characters are expected");
            return;
        }

        if (body.Fault is null || !body.Bytes.IsEmpty)
        {
            Read(raw, body.Bytes, context, sink);
        }

        if (body.Fault is { } fault)
        {
            sink.RejectEvent(fault.Reason, fault.Detail);
        }
    }

    // A reader's limit is one of what a hub delivers; what decoding may make of it has a limit of its own.
    private static void Read(RawEvent raw, ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink)
    {
        if (ReaderOf(raw, body.Span, sink) is not { } reader || (body.IsEmpty && reader.MayBeEmpty))
        {
            return;
        }

        if (raw.Body.Length > reader.MaxBytes)
        {
            sink.RejectEvent(RejectionReason.TooLarge, $"{raw.Body.Length} bytes; {reader.Format} takes {reader.MaxBytes}");
            return;
        }

        Read(reader, body, context, sink);
    }

    /// <summary>Lets a reader read. No reader is to throw; should one, the batch would be repeated for ever and hold up its partition.</summary>
    internal static void Read(IEventReader reader, ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink)
    {
        try
        {
            reader.Read(body, context, sink);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException) // counted, named and set aside whole; fuzzing fails on it
        {
            sink.Break($"{reader.Format}: {fault.GetType().Name}, {fault.Message}");
        }
    }

    private static IEventReader? ReaderOf(RawEvent raw, ReadOnlySpan<byte> body, RecordSink sink)
    {
        var named = string.IsNullOrWhiteSpace(raw.Format) ? null : EventReaders.Named(raw.Format);
        if (body.IsEmpty && named is not { MayBeEmpty: true })
        {
            sink.RejectEvent(RejectionReason.Empty, "no bytes");
            return null;
        }

        if (named is null && !string.IsNullOrWhiteSpace(raw.Format))
        {
            sink.RejectEvent(RejectionReason.UnknownFormat, $"no reader is called '{raw.Format[..Math.Min(raw.Format.Length, 64)]}'");
            return null;
        }

        var reader = named ?? EventReaders.For(body);
        if (reader is null)
        {
            var (reason, detail) = Unrecognised.Explain(body);
            sink.RejectEvent(reason, detail);
        }

        return reader;
    }
}
