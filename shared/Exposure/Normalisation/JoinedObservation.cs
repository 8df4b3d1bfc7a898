using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Connections;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation;

/// <summary>Several observations of one subject as one. The order in which they are added does not matter.</summary>
/// <param name="first">The first of them.</param>
/// <param name="sets">Where the batch keeps remote addresses.</param>
internal sealed class JoinedObservation(Observation first, RemoteSets sets)
{
    /// <summary>Most remote addresses that leave a batch in one evidence: those whose stable hash is smallest, whatever their order.</summary>
    public const int MaxRemotes = 1024;

    private Observation _joined = first;
    private RemoteSet _remotes; // empty while there is one observation only
    private Sighting? _seen; // of connections that joined; the evidence itself is written once, at the end

    /// <summary>The first of them: what all have in common.</summary>
    public Observation First { get; } = first;

    /// <summary>Adds a connection; false when it is about another subject.</summary>
    public bool TryAdd(in AcceptedConnection connection, TimeSpan resolution)
    {
        if (_joined is not EvidenceSeen evidence || !connection.IsSeenIn(evidence))
        {
            return false;
        }

        _seen = (_seen ?? evidence.Seen).Join(Sighting.At(connection.Time), resolution);
        Begin(evidence.Remotes);
        sets.Add(ref _remotes, connection.Remote);
        return true;
    }

    public void Add(Observation other, TimeSpan resolution) => _joined = (Settled(), other) switch
    {
        (EvidenceSeen a, EvidenceSeen b) => Join(a, b, resolution),
        (ListenerSeen a, ListenerSeen b) => a with { Seen = a.Seen.Join(b.Seen, resolution) },
        (AddressSeen a, AddressSeen b) => a with { Seen = a.Seen.Join(b.Seen, resolution) },
        (PortAnswered a, PortAnswered b) => a with { Seen = a.Seen.Join(b.Seen, resolution) },
        (ConnectionAccepted a, ConnectionAccepted b) => Join(a, b, resolution),
        (ProbeReceived a, ProbeReceived b) => a with { Seen = a.Seen.Join(b.Seen, resolution) },
        (PortForwarded a, PortForwarded b) => a with { Seen = a.Seen.Join(b.Seen, resolution) },
        (DeviceMerged a, DeviceMerged b) => a.At >= b.At ? a : b,
        (DeviceOffboarded a, DeviceOffboarded b) => a.At >= b.At ? a : b,
        (ProfileSeen a, ProfileSeen b) => Newer(a, b),
        (FirewallSeen a, FirewallSeen b) => Newer(a, b),
        _ => _joined, // signals between entities are never the result of reading
    };

    public Observation Finish() => Settled() switch
    {
        EvidenceSeen evidence when _remotes.Count > 0 => evidence with { Remotes = Remotes() },
        ConnectionAccepted connection when _remotes.Count > 0 => connection with { Remotes = Remotes() },
        _ => _joined,
    };

    private Observation Settled()
    {
        if (_seen is { } seen && _joined is EvidenceSeen evidence)
        {
            _joined = seen == evidence.Seen ? evidence : evidence with { Seen = seen };
            _seen = null;
        }

        return _joined;
    }

    private EvidenceSeen Join(EvidenceSeen a, EvidenceSeen b, TimeSpan resolution)
    {
        Begin(a.Remotes);
        AddAll(b.Remotes);
        var seen = a.Seen.Join(b.Seen, resolution);
        return seen == a.Seen ? a : a with { Seen = seen };
    }

    private ConnectionAccepted Join(ConnectionAccepted a, ConnectionAccepted b, TimeSpan resolution)
    {
        Begin(a.Remotes);
        AddAll(b.Remotes);
        return a with { Seen = a.Seen.Join(b.Seen, resolution) };
    }

    private void Begin(IReadOnlyCollection<IpAddress> first)
    {
        if (_remotes.Count == 0)
        {
            AddAll(first);
        }
    }

    private void AddAll(IReadOnlyCollection<IpAddress> remotes)
    {
        foreach (var remote in remotes)
        {
            sets.Add(ref _remotes, remote);
        }
    }

    private IpAddress[] Remotes()
    {
        var remotes = sets.ToArray(_remotes);
        return remotes.Length <= MaxRemotes ? remotes : [.. remotes.OrderBy(StableHash.Of).ThenBy(address => address).Take(MaxRemotes)];
    }

    // Two different reports of one moment: the higher report number, then any fixed order, decides.
    private static ProfileSeen Newer(ProfileSeen a, ProfileSeen b)
    {
        var order = a.At.CompareTo(b.At);
        order = order != 0 ? order : Nullable.Compare(a.Profile.ReportId, b.Profile.ReportId);
        return (order != 0 ? order : string.CompareOrdinal(Text(a.Profile), Text(b.Profile))) >= 0 ? a : b;
    }

    // Two different snapshots of one moment: any fixed order decides.
    private static FirewallSeen Newer(FirewallSeen a, FirewallSeen b)
    {
        var order = a.At.CompareTo(b.At);
        return (order != 0 ? order : string.CompareOrdinal(string.Join('\n', a.Rules), string.Join('\n', b.Rules))) >= 0 ? a : b;
    }

    private static string Text(DeviceProfile profile) => $"{profile with { Tags = [] }}{string.Join('\n', profile.Tags)}";
}
