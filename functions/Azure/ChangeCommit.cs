using Azure;
using Azure.Data.Tables;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Commits the changes of entities that share a partition, in one transaction if none of them conflicts.</summary>
internal sealed class ChangeCommit(TableClient table, TransactionGate gate, StateCache? cache)
{
    private readonly List<OutboxRow> committed = [];
    private readonly List<EntityId> conflicts = [];
    private int transactions;

    /// <summary>A conflicting entity is left out and the others are tried again, so one stale reader does not hold up its neighbours.</summary>
    public async Task<SaveResult> RunAsync(List<EntityWrite> writes, CancellationToken cancellation)
    {
        while (writes.Count > 0)
        {
            transactions++;
            if (await TryAsync(writes, cancellation) is not { } failed)
            {
                break;
            }

            Exclude(writes, failed);
        }

        return new(committed, conflicts, transactions);
    }

    // The index of the failed action, or null when all was committed. An unknown outcome, such as a time-out after which the service
    // went on, surfaces here too: the client's own repetition then meets its own write, and a reload finds nothing left to do.
    private async Task<int?> TryAsync(List<EntityWrite> writes, CancellationToken cancellation)
    {
        try
        {
            Remember(writes, await gate.SubmitAsync(table, writes.SelectMany(static write => write.Actions), cancellation));
            return null;
        }
        catch (TableTransactionFailedException fault) when (IsConflict(fault) && fault.FailedTransactionActionIndex < writes.Sum(static write => write.Actions.Count))
        {
            return fault.FailedTransactionActionIndex;
        }
    }

    private static bool IsConflict(TableTransactionFailedException fault) =>
        fault.Status is 404 or 409 or 412 && fault.ErrorCode is not ("TableNotFound" or "TableBeingDeleted");

    private void Remember(List<EntityWrite> writes, IReadOnlyList<Response> responses)
    {
        var action = 0;
        foreach (var write in writes)
        {
            cache?.Put(write.Stored(responses[action]));
            committed.AddRange(write.Committed);
            action += write.Actions.Count;
        }
    }

    private void Exclude(List<EntityWrite> writes, int failed)
    {
        foreach (var write in writes)
        {
            if (failed < write.Actions.Count)
            {
                if (!write.Forget(failed))
                {
                    Conflict(writes, write);
                }

                return;
            }

            failed -= write.Actions.Count;
        }
    }

    private void Conflict(List<EntityWrite> writes, EntityWrite write)
    {
        conflicts.Add(write.Change.Entity);
        cache?.Evict(write.Change.Entity);
        writes.Remove(write);
    }
}
