using System.Runtime.InteropServices;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Connections;
using ExposurePipeline.Exposure.Normalisation.Rows;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation;

/// <summary>Takes what a reader finds, record by record, and keeps the books of the batch.</summary>
/// <param name="resolution">See <see cref="Policy.ExposurePolicy.Resolution"/>.</param>
public sealed class RecordSink(TimeSpan resolution)
{
    /// <summary>How many records of one event are set aside one by one; what follows is counted, and set aside with the whole event.</summary>
    public const int MaxRejectionsPerEvent = 100;

    private readonly Dictionary<EntityId, EntityDraft> _entities = [];
    private readonly Dictionary<string, int> _filtered = [];
    private readonly Dictionary<RejectionReason, int> _rejectedByReason = [];
    private readonly List<RejectedEvent> _rejected = [];
    private readonly RemoteSets _remotes = RemoteSets.Rent();
    private RawEvent _event = null!;
    private ReadOnlyMemory<byte> _body;
    private (int Start, int Length) _record;
    private int _index;
    private int _rejectedOfEvent;
    private int _read;
    private int _observed;

    /// <summary>Takes what readers understand as rows too; null where nobody keeps them.</summary>
    internal INetworkEventJournal? Journal { get; init; }

    /// <summary>Starts an event.</summary>
    /// <param name="raw">The event as delivered.</param>
    /// <param name="body">The decoded bytes that the reader sees; positions count here, and records are kept as slices of them.</param>
    internal void Begin(RawEvent raw, ReadOnlyMemory<byte> body) => (_event, _body, _index, _rejectedOfEvent) = (raw, body, -1, 0);

    /// <summary>Starts the next record, found at these bytes of the body.</summary>
    public void Next(int start, int length)
    {
        _read++;
        _index++;
        _record = (start, length);
    }

    /// <summary>The current record turned out to be only this long.</summary>
    public void Limit(int length) => _record = (_record.Start, length);

    /// <summary>Starts the next record of a format whose records are not separate bytes.</summary>
    public void Next() => Next(0, _body.Length);

    /// <summary>Concludes the record: it says this about an entity.</summary>
    public void Observe(EntityId entity, params ReadOnlySpan<Observation> observations)
    {
        _observed++;
        Draft(entity).Add(_event, observations);
    }

    /// <summary>Concludes the record: a stranger connected to this device.</summary>
    internal void Observe(EntityId device, in AcceptedConnection connection)
    {
        _observed++;
        Draft(device).Add(_event, connection);
    }

    /// <summary>Concludes the record: it became a row, and nothing else is asked of it.</summary>
    internal void Keep() => _observed++;

    /// <summary>Concludes the record: it is sound and says nothing about exposure.</summary>
    /// <param name="rule">One of <see cref="FilterRule"/>.</param>
    public void Filter(string rule) => CollectionsMarshal.GetValueRefOrAddDefault(_filtered, rule, out _)++;

    /// <summary>Concludes the record: it cannot be used.</summary>
    public void Reject(RejectionReason reason, string detail) => Reject(reason, detail, _index);

    /// <summary>Concludes the event as a whole, which is kept as it was delivered: no record of it can be used, or its end is missing.</summary>
    internal void RejectEvent(RejectionReason reason, string detail)
    {
        Next();
        Reject(reason, detail, -1);
    }

    /// <summary>Concludes the event, and the record that was under way, since its reader failed; what it had concluded stays.</summary>
    internal void Break(string detail)
    {
        if (_read == _observed + _filtered.Values.Sum() + _rejectedByReason.Values.Sum())
        {
            Next();
        }

        Reject(RejectionReason.ReaderFault, detail, -1);
    }

    /// <summary>Everything that was taken, combined; the sink takes nothing afterwards.</summary>
    internal NormalisedBatch Finish()
    {
        EntityObservations[] entities = [.. _entities.Select(entity => entity.Value.Finish(entity.Key))];
        _entities.Clear();
        _remotes.Return();
        return new(entities, _rejected, new(_read, _observed, _filtered, _rejectedByReason));
    }

    private EntityDraft Draft(EntityId entity)
    {
        ref var draft = ref CollectionsMarshal.GetValueRefOrAddDefault(_entities, entity, out _);
        return draft ??= new(resolution, _remotes);
    }

    private void Reject(RejectionReason reason, string detail, int record)
    {
        _rejectedByReason[reason] = _rejectedByReason.GetValueOrDefault(reason) + 1;
        _rejectedOfEvent++;
        if (_rejectedOfEvent < MaxRejectionsPerEvent)
        {
            var place = record < 0 ? "" : $"; record at byte {_record.Start}";
            SetAside(new(reason, detail + place, record), record < 0 ? _event.Body : _body.Slice(_record.Start, _record.Length));
        }
        else if (_rejectedOfEvent == MaxRejectionsPerEvent)
        {
            SetAside(new(reason, $"{detail}; record at byte {_record.Start}; further records of this event are only counted", -1), _event.Body);
        }
    }

    private void SetAside(Rejection rejection, ReadOnlyMemory<byte> body) =>
        _rejected.Add(new(_event.Position, rejection, body, _event.Enqueued) { Format = _event.Format, Tenant = _event.Tenant, Properties = _event.Properties });
}
