using Azure;
using Azure.Data.Tables;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Intake;
using ExposurePipeline.Reachability.Ports;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Commits what is news of one partition's resources, each with its mark.</summary>
internal sealed class ResourceCommit(TableClient table, TransactionGate gate, TenantId tenant, DateTimeOffset at)
{
    private const int ReadsAtOnce = 16;
    private const int RowOverhead = 2048;
    private const int MostRaces = 10;

    /// <summary>Reads, decides, writes; what another writer changed meanwhile is read and decided again.</summary>
    /// <exception cref="TableTransactionFailedException">Storage fails, or the race is lost again and again.</exception>
    public async Task<SavedResources> RunAsync(IReadOnlyList<ResourceEdit> edits, CancellationToken cancellation)
    {
        var (written, conflicts) = (0, 0);
        var left = edits;
        for (var race = 1; left.Count > 0; race++)
        {
            var writes = await DecideAsync(left, cancellation);
            var lost = new List<ResourceEdit>();
            foreach (var pack in TransactionPacks.Of(writes, static _ => 2, static write => RowOverhead + write.Size))
            {
                var isKept = await TryAsync(pack, mayLose: race < MostRaces, cancellation);
                written += isKept ? pack.Count : 0;
                lost.AddRange(isKept ? [] : pack.Select(static write => write.Edit));
            }

            conflicts += lost.Count;
            left = lost;
        }

        return new(written, edits.Count - written, conflicts);
    }

    private async Task<List<Write>> DecideAsync(IReadOnlyList<ResourceEdit> edits, CancellationToken cancellation)
    {
        var writes = new Write?[edits.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(edits.Index(), options, async (item, token) => writes[item.Index] = await DecideAsync(item.Item, token));
        return [.. writes.OfType<Write>()];
    }

    private async Task<Write?> DecideAsync(ResourceEdit edit, CancellationToken cancellation)
    {
        var key = ResourceKey.Of(edit.Change.Id);
        var found = await table.GetEntityIfExistsAsync<TableEntity>(ResourceKeys.Partition(tenant, key), ResourceKeys.Resources + key, ResourceRows.State, cancellation);
        KeptResource? kept = found.HasValue ? SoundRow.Read(found.Value!, ResourceRows.ReadState) : null;
        return edit.IsCopyOf(kept) ? await ContradictAsync(edit, key, cancellation)
            : !edit.IsNewsTo(kept) ? null
            : !edit.IsMaterialTo(kept) ? new(edit, [new(TableTransactionActionType.UpdateMerge, ResourceRows.Later(tenant, edit), found.Value!.ETag)])
            : new(edit, [Put(ResourceRows.Create(tenant, edit, at), found.HasValue ? found.Value!.ETag : null), Mark(key, edit.Told.Enqueued)]);
    }

    // Rare enough to read the body for: a source tells the same version twice, and not the same of it.
    private async Task<Write?> ContradictAsync(ResourceEdit copy, ResourceKey key, CancellationToken cancellation)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(ResourceKeys.Partition(tenant, key), ResourceKeys.Resources + key, cancellationToken: cancellation);
        return row is { HasValue: true, Value: { } kept }
            && copy.Contradicts(SoundRow.Read(kept, ResourceRows.Read)) is { } problem
            && ResourceRows.Contradicted(kept, copy, problem) is { } both
            ? new(copy, [new(TableTransactionActionType.UpdateMerge, both, kept.ETag), Mark(key, copy.Told.Enqueued)])
            : null;
    }

    private static TableTransactionAction Put(TableEntity row, ETag? known) =>
        known is { } version ? new(TableTransactionActionType.UpdateReplace, row, version) : new(TableTransactionActionType.Add, row);

    private TableTransactionAction Mark(ResourceKey key, DateTimeOffset enqueued) => new(
        TableTransactionActionType.UpsertReplace,
        new TableEntity(ResourceKeys.Partition(tenant, key), ResourceKeys.Marks + key) { [nameof(ResourceMark.Enqueued)] = enqueued });

    private async Task<bool> TryAsync(List<Write> pack, bool mayLose, CancellationToken cancellation)
    {
        try
        {
            await gate.SubmitAsync(table, pack.SelectMany(static write => write.Actions), cancellation);
            return true;
        }
        catch (TableTransactionFailedException fault) when (mayLose && fault.Status is 404 or 409 or 412 && fault.ErrorCode is not ("TableNotFound" or "TableBeingDeleted"))
        {
            return false;
        }
    }

    private sealed record Write(ResourceEdit Edit, TableTransactionAction[] Actions)
    {
        public int Size => Math.Min(Edit.Body.Length, PackedBytes.MaxBytes); // at most: what is packed is rarely a third of it
    }
}
