using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.State;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>
/// A state as observations again: applied to an empty state they give the same one. Left out are the profile and the offboarding, which
/// are the device's that ends and not its heir's, and evidence beyond the bound, of which only the sightings by reason are known.
/// </summary>
public static class Retelling
{
    /// <summary>Observations per signal; keeps its body below the 64 KiB of an outbox row.</summary>
    public const int SignalSize = 16;

    /// <summary>All that is worth retelling, in portions of at most <see cref="SignalSize"/>.</summary>
    public static IEnumerable<List<Observation>> Of(DeviceState state, TimeSpan resolution) =>
        state.Evidence.Items.SelectMany(e => Of(e.Key, e.Value, resolution))
            .Concat(state.Listeners.Items.SelectMany(l => Of(l.Key, l.Value, resolution)))
            .Concat(state.Addresses.Items.Select(a => new AddressSeen(a.Key.Address, a.Key.Relation, a.Value)))
            .Concat(state.Probes.Items.Select(p => new ProbeReceived(p.Key.Transport, p.Key.Local, p.Value)))
            .Concat(state.Forwards.Items.Select(f => new PortForwarded(f.Key.Path, f.Key.Address, f.Value)))
            .Concat(state.Firewall is { } firewall ? [new FirewallSeen(firewall.Value.Rules, firewall.At, firewall.Value.Source)] : [])
            .Concat(state.Configuration is { } configuration ? [configuration.Value] : [])
            .Concat(state.Disputes.Items.SelectMany(d => new Observation?[] { d.Value.Report?.Value, d.Value.Review?.Value }.OfType<Observation>()))
            .Chunk(SignalSize).Select(chunk => chunk.ToList());

    private static IEnumerable<Observation> Of(EvidenceKey key, Evidence e, TimeSpan resolution)
    {
        var (remotes, rules, scanners, sources) = (e.Remotes.Items.ToList(), e.Rules.Items.ToList(), e.Scanners.Items.ToList(), e.Sources.Items.ToList());
        var paths = e.Paths.Items.ToList();
        for (var i = 0; i < new[] { rules.Count, scanners.Count, sources.Count, paths.Count }.Max(); i++)
        {
            yield return new EvidenceSeen(
                key, e.Seen, i == 0 ? remotes : [], At(rules, i), null, scanners.Count == 0 ? null : At(scanners, i), At(sources, i))
            {
                Path = paths.Count == 0 ? null : At(paths, i),
            };
        }

        if (e.Process is { } process)
        {
            yield return new EvidenceSeen(
                key, Around(process, e.Seen, resolution), [], rules[0], process.Value, scanners.FirstOrDefault(), sources[0]);
        }
    }

    private static IEnumerable<Observation> Of(ListenerKey key, Listener listener, TimeSpan resolution)
    {
        yield return new ListenerSeen(key.Transport, key.Local, listener.Seen, null);
        if (listener.Process is { } process)
        {
            yield return new ListenerSeen(key.Transport, key.Local, Around(process, listener.Seen, resolution), process.Value);
        }
    }

    // The process was reported somewhere in the slot process.At; any moment of it inside the sighting gives the same register.
    private static Sighting Around(ProcessRegister process, Sighting seen, TimeSpan resolution) =>
        Sightings.Floor(seen.Last, resolution) == process.At ? seen : new(seen.First, process.At > seen.First ? process.At : seen.First);

    private static T At<T>(List<T> items, int index) => items[Math.Min(index, items.Count - 1)];
}
