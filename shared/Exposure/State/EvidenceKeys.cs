using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Exposure.State;

/// <summary>The order of evidence keys: by reason, transport, local endpoint, public endpoint; an unknown endpoint comes first.</summary>
public static class EvidenceKeys
{
    /// <summary>Negative, zero or positive, as <see cref="IComparable{T}.CompareTo"/>.</summary>
    public static int Compare(EvidenceKey left, EvidenceKey right) =>
        left.Reason != right.Reason ? left.Reason.CompareTo(right.Reason)
        : left.Transport != right.Transport ? left.Transport.CompareTo(right.Transport)
        : Nullable.Compare(left.Local, right.Local) is var local && local != 0 ? local
        : Nullable.Compare(left.Public, right.Public);
}
