using Azure;
using Azure.Data.Tables;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Commits the changes of entities that share a partition, in one transaction if none of them conflicts.</summary>
internal sealed class ChangeCommit(Outbox outbox, TransactionGate gate, StateCache? cache)
{
    // So many stale entities in one partition: another instance writes there, and trying them one after another would take a transaction each.
    private const int Abandoned = 3;

    private readonly List<EntityId> conflicts = [];
    private int transactions;

    /// <summary>A conflicting entity is left out and the others are tried again, so one stale reader does not hold up its neighbours.</summary>
    public async Task<SaveResult> RunAsync(TableClient table, List<EntityWrite> writes, CancellationToken cancellation)
    {
        while (writes.Count > 0)
        {
            transactions++;
            var pack = outbox.Pack(writes);
            if (await TryAsync(table, pack, cancellation) is not { } failed)
            {
                return new(pack.Messages, conflicts, transactions);
            }

            Exclude(writes, pack, failed);
        }

        return new([], conflicts, transactions);
    }

    // The index of the failed action, or null when all was committed. An unknown outcome, such as a time-out after which the service
    // went on, surfaces here too: the client's own repetition then meets its own write, and a reload finds nothing left to do.
    private async Task<int?> TryAsync(TableClient table, ChangePack pack, CancellationToken cancellation)
    {
        try
        {
            Remember(pack.Writes, await gate.SubmitAsync(table, pack.Actions, cancellation));
            return null;
        }
        catch (TableTransactionFailedException fault) when (IsConflict(fault) && fault.FailedTransactionActionIndex < pack.Actions.Count)
        {
            return fault.FailedTransactionActionIndex;
        }
        catch
        {
            outbox.Return(pack.Sent);
            throw;
        }
    }

    private static bool IsConflict(TableTransactionFailedException fault) =>
        fault.Status is 404 or 409 or 412 && fault.ErrorCode is not ("TableNotFound" or "TableBeingDeleted");

    private void Remember(IReadOnlyList<EntityWrite> writes, IReadOnlyList<Response> responses)
    {
        var (stored, action) = (new List<StoredEntity>(writes.Count), 0);
        foreach (var write in writes)
        {
            stored.Add(write.Stored(responses[action]));
            action += write.Actions.Count;
        }

        cache?.Of(writes[0].Partition).Put(stored);
    }

    private void Exclude(List<EntityWrite> writes, ChangePack pack, int failed)
    {
        if (pack.EntityOf(failed) is not { } conflict)
        {
            pack.Forget(failed);
        }
        else if (!conflict.Write.Forget(conflict.Action))
        {
            Conflict(writes, conflict.Write);
        }

        outbox.Return(pack.Sent);
    }

    private void Conflict(List<EntityWrite> writes, EntityWrite write)
    {
        conflicts.Add(write.Change.Entity);
        writes.Remove(write);
        cache?.Of(write.Partition).Evict(write.Change.Entity);
        if (conflicts.Count == Abandoned && cache is not null)
        {
            cache.Of(write.Partition).Clear();
            conflicts.AddRange(writes.Select(static each => each.Change.Entity));
            writes.Clear();
        }
    }
}
