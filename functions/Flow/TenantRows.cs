using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Normalisation.Rows;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Hunting.Tables;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Functions.Flow;

/// <summary>The rows of one tenant in a batch of events.</summary>
/// <param name="tenant">Whose rows.</param>
public sealed class TenantRows(TenantId tenant)
{
    private readonly ArchiveColumn[] columns = [.. DeviceNetworkEventsTable.Stored.Columns.SkipLast(1).Select(static column => ArchiveColumn.Of(column.Type))];
    private readonly List<DateTime> accepted = [];
    private readonly List<long> sequences = [];
    private bool isOpen;

    /// <summary>Whose rows.</summary>
    public TenantId Tenant => tenant;

    /// <summary>How many are whole.</summary>
    public int Count { get; private set; }

    /// <summary>Each row's event, by its sequence number in the hub's partition.</summary>
    public IReadOnlyList<long> Sequences => sequences;

    /// <summary>Begins a row; one that was begun and not ended is forgotten.</summary>
    public void Begin(RawEvent source)
    {
        if (isOpen)
        {
            Forget();
        }

        isOpen = true;
        accepted.Add(source.Enqueued.UtcDateTime);
        sequences.Add(source.Position.SequenceNumber);
    }

    /// <summary>Sets a value of the row.</summary>
    public void Set(NetworkEventColumn column, ReadOnlySpan<byte> text) => columns[(int)column].Set(Count, text);

    /// <summary>Ends the row.</summary>
    public void End() => (Count, isOpen) = (Count + 1, false);

    /// <summary>The rows, in the order of <see cref="DeviceNetworkEventsTable.Stored"/>; nothing may be added afterwards.</summary>
    public Batch Build()
    {
        if (isOpen)
        {
            Forget();
        }

        return new([.. columns.Select(column => column.Build(Count)), new Column<DateTime>([.. accepted])], Count);
    }

    private void Forget()
    {
        accepted.RemoveAt(Count);
        sequences.RemoveAt(Count);
        foreach (var column in columns)
        {
            column.Cut(Count);
        }
    }
}
