using Azure;
using Azure.Data.Tables;
using ExposurePipeline.Exposure.Ports;

namespace ExposurePipeline.Functions.Azure;

/// <summary>One entity's part in a transaction: all but its messages, which share rows with its neighbours'.</summary>
internal sealed class EntityWrite(EntityChange change, string partition)
{
    private readonly Fence fence = Fence.Parse(change.ExpectedVersion);
    private List<TableTransactionAction>? actions;

    public EntityChange Change { get; } = change;

    public string Partition { get; } = partition;

    public List<TableTransactionAction> Actions => actions ??= [.. ExposureRows.Actions(Change, Partition, fence)];

    public int Size { get; } = ExposureRows.Size(change);

    /// <summary>Packs changes into transactions, partition by partition.</summary>
    /// <exception cref="ArgumentException">A change needs more operations than a transaction holds.</exception>
    public static IEnumerable<List<EntityWrite>> Pack(IEnumerable<EntityChange> changes, int buckets) => changes
        .Select(change => new EntityWrite(change, TableKeys.Partition(change.Entity, buckets)))
        .GroupBy(static write => write.Partition)
        .SelectMany(static group => TransactionPacks.Of(
            group, TransactionPacks.MaxOperations - ChangePack.Reserved, TransactionPacks.MaxBytes, static write => write.Operations, static write => write.Size));

    private int Operations => Actions.Count <= TransactionPacks.MaxOperations - ChangePack.Reserved
        ? Actions.Count
        : throw new ArgumentException($"{Change.Entity} changes {Actions.Count} rows; a transaction holds {TransactionPacks.MaxOperations - ChangePack.Reserved} beside its messages.");

    /// <summary>What is stored now that the service answered.</summary>
    public StoredEntity Stored(Response state) => new(Change.Entity, Change.State, fence.Next(state.Headers.ETag ?? ETag.All).ToString());

    /// <summary>Leaves out the deletion of an index row that somebody deleted by hand; false where the action is none.</summary>
    public bool Forget(int action) => Actions[action].ActionType is TableTransactionActionType.Delete && Actions.Remove(Actions[action]);
}
