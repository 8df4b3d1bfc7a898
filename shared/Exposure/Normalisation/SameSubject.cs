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
        (ConnectionAccepted a, ConnectionAccepted b) => a.Transport == b.Transport && a.Port == b.Port && a.Source == b.Source,
        (ProbeReceived a, ProbeReceived b) => a.Transport == b.Transport && a.Local == b.Local,
        (PortForwarded a, PortForwarded b) => a.Path == b.Path && a.Address == b.Address,
        (ProfileSeen, ProfileSeen) or (FirewallSeen, FirewallSeen) or (DeviceOffboarded, DeviceOffboarded) => true,
        _ => false,
    };

    public int GetHashCode([DisallowNull] Observation observation) => observation switch
    {
        EvidenceSeen evidence => HashCode.Combine(evidence.Key),
        ListenerSeen listener => HashCode.Combine(listener.Local),
        AddressSeen address => HashCode.Combine(address.Address),
        PortAnswered answer => answer.Port,
        ConnectionAccepted connection => connection.Port,
        ProbeReceived probe => HashCode.Combine(probe.Local),
        PortForwarded forwarded => HashCode.Combine(forwarded.Path),
        _ => 0,
    };
}
