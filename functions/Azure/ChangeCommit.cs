using Azure;
using Azure.Data.Tables;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Commits the changes of entities that share a partition, in one transaction if none of them conflicts.</summary>
internal sealed class ChangeCommit(Outbox outbox, TransactionGate gate, StateCache? cache)
{
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
        var action = 0;
        foreach (var write in writes)
        {
            cache?.Put(write.Stored(responses[action]));
            action += write.Actions.Count;
        }
    }

    private void Exclude(List<EntityWrite> writes, ChangePack pack, int failed)
    {
        if (pack.EntityOf(failed) is not { } conflict)
        {
            pack.Forget(failed);
        }
        else if (!conflict.Write.Forget(conflict.Action))
        {
            conflicts.Add(conflict.Write.Change.Entity);
            cache?.Evict(conflict.Write.Change.Entity);
            writes.Remove(conflict.Write);
        }

        outbox.Return(pack.Sent);
    }
}
