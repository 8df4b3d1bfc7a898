using Azure;
using Azure.Data.Tables;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Functions.Azure;

/// <summary>The rows of table <c>exposure</c>, to and from what they stand for.</summary>
internal static class ExposureRows
{
    public const string State = nameof(StoredEntity.State);
    private const string Revision = nameof(Fence.Revision);

    /// <summary>Everything that one change writes but its messages: the state first, since its fence decides for all.</summary>
    public static IEnumerable<TableTransactionAction> Actions(EntityChange change, string partition, Fence fence)
    {
        var state = new TableEntity(partition, TableKeys.State(change.Entity)) { [Revision] = fence.Revision + 1 };
        BinaryProperty.Write(state, State, change.State);
        yield return fence.IsNew
            ? new(TableTransactionActionType.Add, state)
            : new(TableTransactionActionType.UpdateReplace, state, fence.Tag);

        if (change.Index is { } index)
        {
            yield return Upsert(IndexRow(index, partition));
        }
        else if (change.WasIndexed)
        {
            yield return new(TableTransactionActionType.Delete, new TableEntity(partition, TableKeys.Index(change.Entity)), ETag.All);
        }

        foreach (var row in HistoryRows.Write(change.History, partition))
        {
            yield return Upsert(row);
        }
    }

    public static StoredEntity ReadState(EntityId entity, TableEntity row) =>
        new(entity, BinaryProperty.Read(row, State), new Fence(row.GetInt64(Revision) ?? 0, row.ETag).ToString());

    /// <exception cref="InvalidDataException">The row was damaged since.</exception>
    public static IndexEntry ReadIndex(TableEntity row) => SoundRow.Read(row, Index);

    private static IndexEntry Index(TableEntity row) => new(
        TableKeys.ReadEntity(row.PartitionKey, row.RowKey),
        row.GetDateTimeOffset(nameof(IndexEntry.DueAt)) ?? default,
        row.GetString(nameof(IndexEntry.Policy)) ?? "",
        BinaryProperty.Read(row, nameof(IndexEntry.Body)));

    /// <summary>About how many bytes a change puts on the wire before encoding.</summary>
    public static int Size(EntityChange change) => 512 + change.State.Length + (change.Index?.Body.Length ?? 0)
        + change.History.Sum(static entry => entry.Detail.Length + 512) + change.Outbox.Sum(static message => message.Body.Length + OutboxRows.MessageOverhead);

    private static TableEntity IndexRow(IndexEntry index, string partition)
    {
        var row = new TableEntity(partition, TableKeys.Index(index.Entity)) { [nameof(IndexEntry.DueAt)] = index.DueAt, [nameof(IndexEntry.Policy)] = index.Policy };
        BinaryProperty.Write(row, nameof(IndexEntry.Body), index.Body);
        return row;
    }

    private static TableTransactionAction Upsert(TableEntity row) => new(TableTransactionActionType.UpsertReplace, row);
}
