using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation;

/// <summary>What a batch says about one entity, joined as it arrives.</summary>
internal sealed class EntityDraft(TimeSpan resolution)
{
    private readonly Dictionary<Observation, JoinedObservation> _observations = new(SameSubject.Comparer);
    private DateTimeOffset _enqueued = DateTimeOffset.MaxValue;
    private string? _traceParent;

    public void Add(RawEvent source, ReadOnlySpan<Observation> observations)
    {
        foreach (var observation in observations)
        {
            if (_observations.TryGetValue(observation, out var joined))
            {
                joined.Add(observation, resolution);
            }
            else
            {
                _observations.Add(observation, new(observation));
            }
        }

        Remember(source);
    }

    public EntityObservations Finish(EntityId entity) =>
        new(entity, [.. _observations.Values.Select(joined => joined.Finish())], _enqueued, _traceParent);

    // The oldest event's trace; among equals the smallest text, so that the order of a batch does not matter.
    private void Remember(RawEvent source)
    {
        var isOlder = source.Enqueued < _enqueued;
        if (isOlder || (source.Enqueued == _enqueued && string.CompareOrdinal(source.TraceParent, _traceParent) < 0))
        {
            (_enqueued, _traceParent) = (source.Enqueued, source.TraceParent);
        }
    }
}
