using System.Buffers;
using Microsoft.Azure.Functions.Worker.Payload;

namespace ExposurePipeline.Tests.AzureSdk.Worker;

/// <summary>What came out of a payload.</summary>
internal static class Decoded
{
    public static readonly TriggerShape BinaryBatch = new("events", EventEncoding.Binary, Batched: true, Events: true);
    public static readonly TriggerShape TextBatch = BinaryBatch with { Encoding = EventEncoding.Text };
    public static readonly TriggerShape One = BinaryBatch with { Batched = false };

    /// <summary>The events, or <see langword="null"/> where the payload was refused.</summary>
    public static byte[][]? Events(byte[] payload, TriggerShape shape)
    {
        using var envelope = Open(payload);
        return envelope.TryRead(shape, out _)
            ? [.. Enumerable.Range(0, envelope.EventCount).Select(index => envelope[index].ToArray())]
            : null;
    }

    /// <summary>An envelope over a copy in rented memory, longer than the payload, as at run time.</summary>
    public static Envelope Open(byte[] payload)
    {
        var rented = ArrayPool<byte>.Shared.Rent(payload.Length + 1);
        rented.AsSpan().Fill((byte)'"'); // what an earlier request may have left behind
        payload.CopyTo(rented, 0);
        return new(rented, payload.Length);
    }
}
