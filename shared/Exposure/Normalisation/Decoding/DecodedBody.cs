using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Exposure.Normalisation.Decoding;

/// <summary>The body of an event as readers take it: UTF-8 without a byte-order mark.</summary>
/// <param name="Bytes">What could be decoded; a part of the event's own bytes where nothing had to be.</param>
/// <param name="Fault">Why something is missing; null when nothing is.</param>
public readonly record struct DecodedBody(ReadOnlyMemory<byte> Bytes, BodyFault? Fault = null)
{
    internal static DecodedBody Unusable(RejectionReason reason, string detail) => new(default, new(reason, detail));
}

/// <summary>Why a body, or its end, could not be decoded.</summary>
/// <param name="Reason"><see cref="RejectionReason.Truncated"/> when what came before is whole.</param>
/// <param name="Detail">What is wrong.</param>
public readonly record struct BodyFault(RejectionReason Reason, string Detail);
