using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Connections;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation;

/// <summary>What a batch says about one entity, joined as it arrives.</summary>
internal sealed class EntityDraft(TimeSpan resolution, RemoteSets remotes)
{
    private const int MostSearched = 8; // beyond it an index pays

    private readonly List<JoinedObservation> _observations = [];
    private Dictionary<Observation, JoinedObservation>? _index;
    private DateTimeOffset _enqueued = DateTimeOffset.MaxValue;
    private string? _traceParent;

    public void Add(RawEvent source, ReadOnlySpan<Observation> observations)
    {
        foreach (var observation in observations)
        {
            if (Find(observation) is { } joined)
            {
                joined.Add(observation, resolution);
            }
            else
            {
                Keep(observation);
            }
        }

        Remember(source);
    }

    /// <summary>The same of a connection, which becomes an object only when it is the first of its kind.</summary>
    public void Add(RawEvent source, in AcceptedConnection connection)
    {
        if (_index is not null)
        {
            Add(source, [connection.ToEvidence()]);
            return;
        }

        foreach (var joined in _observations)
        {
            if (joined.TryAdd(connection, resolution))
            {
                Remember(source);
                return;
            }
        }

        Keep(connection.ToEvidence());
        Remember(source);
    }

    public EntityObservations Finish(EntityId entity)
    {
        var observations = new Observation[_observations.Count];
        for (var i = 0; i < observations.Length; i++)
        {
            observations[i] = _observations[i].Finish();
        }

        return new(entity, observations, _enqueued, _traceParent);
    }

    private JoinedObservation? Find(Observation observation)
    {
        if (_index is not null)
        {
            return _index.GetValueOrDefault(observation);
        }

        foreach (var joined in _observations)
        {
            if (SameSubject.Comparer.Equals(joined.First, observation))
            {
                return joined;
            }
        }

        return null;
    }

    private void Keep(Observation observation)
    {
        _observations.Add(new(observation, remotes));
        if (_index is not null)
        {
            _index.Add(observation, _observations[^1]);
        }
        else if (_observations.Count > MostSearched)
        {
            _index = _observations.ToDictionary(static joined => joined.First, SameSubject.Comparer);
        }
    }

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
