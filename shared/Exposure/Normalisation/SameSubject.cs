using System.Diagnostics.CodeAnalysis;
using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Exposure.Normalisation;

/// <summary>Whether two observations of one entity differ only in when, or from where, something was seen.</summary>
internal sealed class SameSubject : IEqualityComparer<Observation>
{
    public static SameSubject Comparer { get; } = new();

    public bool Equals(Observation? x, Observation? y) => (x, y) switch
    {
        (EvidenceSeen a, EvidenceSeen b) => a.Key == b.Key && a.Rule == b.Rule && a.Process == b.Process && a.Scanner == b.Scanner && a.Source == b.Source,
        (ListenerSeen a, ListenerSeen b) => a.Transport == b.Transport && a.Local == b.Local && a.Process == b.Process,
        (AddressSeen a, AddressSeen b) => a.Address == b.Address && a.Relation == b.Relation,
        (PortAnswered a, PortAnswered b) => a with { Seen = b.Seen } == b,
        (DeviceMerged a, DeviceMerged b) => a.Survivor == b.Survivor,
        (DeviceBehind a, DeviceBehind b) => a.Device == b.Device && a.Relation == b.Relation,
        (ProfileSeen, ProfileSeen) => true,
        _ => false,
    };

    public int GetHashCode([DisallowNull] Observation observation) => observation switch
    {
        EvidenceSeen evidence => HashCode.Combine(evidence.Key),
        ListenerSeen listener => HashCode.Combine(listener.Local),
        AddressSeen address => HashCode.Combine(address.Address),
        PortAnswered answer => answer.Port,
        _ => 0,
    };
}
