using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>Which device received the probe that an answer answers. Only scanners that operators have named are looked for.</summary>
internal sealed class ProbeMatching(AddressState state, ExposurePolicy policy)
{
    /// <summary>The only device that the probe of this port reached on the same port; null when none or several.</summary>
    public ProbeKey? OnSamePort(Port port, Sighting answered) => Only(Near(port.Transport, answered).Where(p => p.Local.Port == port.Number));

    /// <summary>
    /// The only device that a probe reached on another port, as behind a translation, given that this is the only answer whose probe is
    /// missing and this the only probe whose answer is missing; null otherwise.
    /// </summary>
    public ProbeKey? OnOtherPort(Port port, Sighting answered, IReadOnlyCollection<Port> unexplained)
    {
        var probe = Only(Near(port.Transport, answered).Where(p => !IsExplained(p)));
        return probe is { } found && unexplained.Count(other => IsNear(found, other)) == 1 ? found : null;
    }

    private ProbeKey? Only(IEnumerable<ProbeKey> probes)
    {
        var found = probes.Take(2).ToList();
        return found.Count == 1 && !state.Probes.IsFull ? found[0] : null;
    }

    private IEnumerable<ProbeKey> Near(Transport transport, Sighting answered) => state.Probes.Items
        .Where(p => p.Key.Transport == transport && IsNear(p.Value, answered)).Select(p => p.Key);

    private bool IsExplained(ProbeKey probe) =>
        state.Answers.TryGet(new(probe.Transport, probe.Local.Port), out var answer) && state.Probes.TryGet(probe, out var seen) && IsNear(seen, answer.Seen);

    private bool IsNear(ProbeKey probe, Port port) =>
        port.Transport == probe.Transport && state.Answers.TryGet(port, out var answer) && state.Probes.TryGet(probe, out var seen) && IsNear(seen, answer.Seen);

    // Firsts are exact; lasts are the first moment of their slot.
    private bool IsNear(Sighting probe, Sighting answered) =>
        (probe.First - answered.First).Duration() <= policy.ProbeWindow
        || (probe.Last - answered.Last).Duration() <= policy.ProbeWindow + policy.Resolution;
}
