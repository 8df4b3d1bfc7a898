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

    /// <summary>Everything that one change writes: the state first, since its fence decides for all.</summary>
    public static IEnumerable<TableTransactionAction> Actions(EntityChange change, string partition, Fence fence)
    {
        var state = new TableEntity(partition, TableKeys.State(change.Entity)) { [Revision] = fence.Revision + 1 };
        BinaryProperty.Write(state, State, change.State);
        yield return fence.IsNew
            ? new(TableTransactionActionType.Add, state)
            : new(TableTransactionActionType.UpdateReplace, state, fence.Tag);

        if (change.Flagged is { } flagged)
        {
            yield return Upsert(FlagRow(flagged, partition));
        }
        else if (change.WasFlagged)
        {
            yield return new(TableTransactionActionType.Delete, new TableEntity(partition, TableKeys.Flag(change.Entity)), ETag.All);
        }

        foreach (var transition in change.History)
        {
            yield return Upsert(HistoryRow(transition, partition));
        }

        foreach (var row in OutboxRows.Write(OutboxRows.Place(change, partition, fence.Revision + 1)))
        {
            yield return Upsert(row);
        }
    }

    public static StoredEntity ReadState(EntityId entity, TableEntity row) =>
        new(entity, BinaryProperty.Read(row, State), new Fence(row.GetInt64(Revision) ?? 0, row.ETag).ToString());

    public static FlaggedDevice ReadFlag(TableEntity row) => new(
        TableKeys.ReadEntity(row.PartitionKey, row.RowKey),
        row.GetDateTimeOffset(nameof(FlaggedDevice.ExpiresAt)) ?? default,
        BinaryProperty.Read(row, nameof(FlaggedDevice.Machine)));

    public static Transition ReadHistory(TableEntity row) => new(
        TableKeys.ReadEntity(row.PartitionKey, row.RowKey),
        row.GetDateTimeOffset(nameof(Transition.At)) ?? default,
        row.GetInt32(nameof(Transition.Episode)) ?? 0,
        row.GetString(nameof(Transition.Change)) ?? "",
        [.. (row.GetString(nameof(Transition.Reasons)) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<Reason>)]);

    /// <summary>About how many bytes a change puts on the wire before encoding.</summary>
    public static int Size(EntityChange change) => 512 + change.State.Length + (change.Flagged?.Machine.Length ?? 0)
        + (change.History.Count * 512) + change.Outbox.Sum(static message => message.Body.Length + 1024);

    private static TableEntity FlagRow(FlaggedDevice flagged, string partition)
    {
        var row = new TableEntity(partition, TableKeys.Flag(flagged.Device)) { [nameof(FlaggedDevice.ExpiresAt)] = flagged.ExpiresAt };
        BinaryProperty.Write(row, nameof(FlaggedDevice.Machine), flagged.Machine);
        return row;
    }

    private static TableEntity HistoryRow(Transition transition, string partition) => new(partition, TableKeys.HistoryRow(transition))
    {
        [nameof(Transition.At)] = transition.At,
        [nameof(Transition.Episode)] = transition.Episode,
        [nameof(Transition.Change)] = transition.Change,
        [nameof(Transition.Reasons)] = string.Join(',', transition.Reasons),
    };

    private static TableTransactionAction Upsert(TableEntity row) => new(TableTransactionActionType.UpsertReplace, row);
}
