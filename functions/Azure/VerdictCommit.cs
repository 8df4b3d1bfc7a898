using Azure;
using Azure.Data.Tables;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Ports;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Commits the verdicts of one partition; one that another writer changed meanwhile is left out, and holds up no other.</summary>
internal sealed class VerdictCommit(TableClient table, TransactionGate gate, TenantId tenant)
{
    private const int RowOverhead = 4096;

    private readonly List<ResourceKey> conflicts = [];

    /// <summary>Returns the conflicts.</summary>
    public async Task<IReadOnlyList<ResourceKey>> RunAsync(IEnumerable<VerdictEdit> edits, CancellationToken cancellation)
    {
        foreach (var pack in TransactionPacks.Of(edits, static _ => 1, static edit => RowOverhead + (edit.Verdict?.View.Length ?? 0)))
        {
            while (pack.Count > 0 && await TryAsync(pack, cancellation) is { } failed)
            {
                conflicts.Add(pack[failed].Key);
                pack.RemoveAt(failed);
            }
        }

        return conflicts;
    }

    // The index of the failed one; null when all were committed.
    private async Task<int?> TryAsync(List<VerdictEdit> pack, CancellationToken cancellation)
    {
        try
        {
            await gate.SubmitAsync(table, pack.Select(Action), cancellation);
            return null;
        }
        catch (TableTransactionFailedException fault) when (
            fault.Status is 404 or 409 or 412 && fault.ErrorCode is not ("TableNotFound" or "TableBeingDeleted") && fault.FailedTransactionActionIndex < pack.Count)
        {
            return fault.FailedTransactionActionIndex;
        }
    }

    private TableTransactionAction Action(VerdictEdit edit) => (edit.Verdict, edit.Expected) switch
    {
        (null, { } version) => new(TableTransactionActionType.Delete, new TableEntity(ResourceKeys.Partition(tenant, edit.Key), ResourceKeys.Verdicts + edit.Key), new ETag(version)),
        ({ } verdict, null) => new(TableTransactionActionType.Add, VerdictRows.Create(tenant, edit.Key, verdict)),
        ({ } verdict, { } version) => new(TableTransactionActionType.UpdateReplace, VerdictRows.Create(tenant, edit.Key, verdict), new ETag(version)),
        _ => throw new ArgumentException($"{edit.Key} has no verdict, neither now nor before."),
    };
}
