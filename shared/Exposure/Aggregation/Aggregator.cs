using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Aggregation;

/// <summary>Applies observations to stored entities: load, decide, save; lost races again.</summary>
/// <param name="store">Where entities are kept.</param>
/// <param name="policies">The choices of each tenant's operator.</param>
public sealed class Aggregator(IExposureStore store, IPolicies policies)
{
    /// <summary>How often a batch is tried before its remaining conflicts are the host's to retry.</summary>
    public const int Attempts = 8;

    /// <summary>How many due entities are decided on and saved together.</summary>
    public const int ExpiryBatch = 200;

    private readonly HistoryPruning _pruning = new(store);

    /// <summary>Applies a batch. What it commits is to be sent next; see <see cref="OutboxDispatch"/>.</summary>
    /// <exception cref="ContentionException">Some entities lost every race; the others are done, and the whole batch may be repeated.</exception>
    public async Task<Aggregated> ApplyAsync(IReadOnlyList<EntityObservations> batch, DateTimeOffset now, CancellationToken cancellation) =>
        await DecideAsync(Occasions.Of(batch, await policies.GetAsync(cancellation), now), cancellation);

    /// <summary>Decides again where time alone, or another policy, changes the answer, and removes at most once an hour history that is too old.</summary>
    /// <exception cref="ContentionException">Some devices lost every race; the next round finds them again.</exception>
    public async Task<Expired> ExpireAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var book = await policies.GetAsync(cancellation);
        var total = Aggregated.Nothing;
        var due = store.ListIndexAsync(EntityKind.Device, null, cancellation).Concat(store.ListIndexAsync(EntityKind.Address, null, cancellation))
            .Where(row => row.IsDue(now, book.For(row.Entity.Tenant))).Select(row => row.Entity);
        await foreach (var entities in due.Chunk(ExpiryBatch).WithCancellation(cancellation))
        {
            total = total.And(await DecideAsync(entities.ToDictionary(each => each, each => new Occasion([], null, null, now, book.For(each.Tenant))), cancellation));
        }

        return new(total, await _pruning.RunAsync(now, book.Deployment.History, cancellation));
    }

    private async Task<Aggregated> DecideAsync(Dictionary<EntityId, Occasion> occasions, CancellationToken cancellation)
    {
        var total = Aggregated.Nothing;
        IReadOnlyCollection<EntityId> open = occasions.Keys;
        for (var attempt = 0; open.Count > 0; attempt++)
        {
            if (attempt == Attempts)
            {
                throw new ContentionException(open, Attempts);
            }

            var (done, conflicts) = await TryAsync(open, occasions, cancellation);
            total = total.And(done);
            open = conflicts;
        }

        return total;
    }

    private async Task<(Aggregated Done, IReadOnlyList<EntityId> Conflicts)> TryAsync(
        IReadOnlyCollection<EntityId> open, Dictionary<EntityId, Occasion> occasions, CancellationToken cancellation)
    {
        var decided = (await store.LoadAsync(open, cancellation)).Select(stored => (Stored: stored, Decision: Decider.Decide(stored, occasions[stored.Entity]))).ToList();
        var changes = decided.Where(d => d.Decision.IsMaterial).Select(d => d.Decision.On(d.Stored)).ToList();
        var saved = changes.Count == 0 ? new SaveResult([], [], 0) : await store.SaveAsync(changes, cancellation);
        var written = changes.ExceptBy(saved.Conflicts, c => c.Entity).ToList();
        return (new(
            saved.Committed, decided.Count - saved.Conflicts.Count, written.Count, decided.Count - changes.Count,
            written.Sum(c => c.History.Count(h => h.Kind is "added" or "removed")), saved.Conflicts.Count, saved.Transactions), saved.Conflicts);
    }
}
