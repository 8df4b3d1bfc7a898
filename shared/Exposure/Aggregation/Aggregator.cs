using System.Runtime.CompilerServices;
using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
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
    private readonly Agenda _agenda = new();

    /// <summary>Applies a batch. What it commits is to be sent next; see <see cref="OutboxDispatch"/>.</summary>
    /// <exception cref="ContentionException">Some entities lost every race; the others are done, and the whole batch may be repeated.</exception>
    public async Task<Aggregated> ApplyAsync(IReadOnlyList<EntityObservations> batch, DateTimeOffset now, CancellationToken cancellation) =>
        await DecideAsync(Occasions.Of(batch, await policies.GetAsync(cancellation), now), cancellation);

    /// <summary>The next moment at which time alone changes an answer, as far as this process knows; null when nothing is due within a minute.</summary>
    public DateTimeOffset? NextDue => _agenda.Next;

    /// <summary>
    /// Decides again where time alone, or another policy, changes the answer, and removes at most once an hour history that is too old.
    /// Reads the index once a minute; between, what is due is known, and asking is cheap.
    /// </summary>
    /// <exception cref="ContentionException">Some devices lost every race; the next round finds them again.</exception>
    public async Task<Expired> ExpireAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var book = await policies.GetAsync(cancellation);
        var total = _agenda.IsStale(now) ? await ReadDueAsync(now, book, cancellation) : await DecideKnownAsync(now, book, cancellation);
        return new(total, await _pruning.RunAsync(now, book.Deployment.History, cancellation));
    }

    private async Task<Aggregated> DecideKnownAsync(DateTimeOffset now, PolicyBook book, CancellationToken cancellation)
    {
        var total = Aggregated.Nothing;
        foreach (var entities in _agenda.Due(now).Chunk(ExpiryBatch))
        {
            total = total.And(await DecideDueAsync(entities, now, book, cancellation));
        }

        return total;
    }

    private async Task<Aggregated> ReadDueAsync(DateTimeOffset now, PolicyBook book, CancellationToken cancellation)
    {
        var (total, complete) = (Aggregated.Nothing, false);
        _agenda.Begin(now);
        try
        {
            await foreach (var entities in IndexedDueAsync(now, book, cancellation).Chunk(ExpiryBatch).WithCancellation(cancellation))
            {
                total = total.And(await DecideDueAsync(entities, now, book, cancellation));
            }

            complete = true;
            return total;
        }
        finally
        {
            if (!complete)
            {
                _agenda.Forget();
            }
        }
    }

    private async IAsyncEnumerable<EntityId> IndexedDueAsync(DateTimeOffset now, PolicyBook book, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in store.ListIndexAsync(null, null, cancellation))
        {
            if (row.IsDue(now, book.For(row.Entity.Tenant)))
            {
                yield return row.Entity;
            }
            else
            {
                _agenda.Note(row.Entity, row.DueAt);
            }
        }
    }

    private async Task<Aggregated> DecideDueAsync(EntityId[] entities, DateTimeOffset now, PolicyBook book, CancellationToken cancellation)
    {
        var total = await DecideAsync(entities.ToDictionary(each => each, each => new Occasion([], null, null, now, book.For(each.Tenant))), cancellation);
        _agenda.Settle(entities, now);
        return total;
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
        written.ForEach(c => _agenda.Note(c.Entity, c.Index?.DueAt));
        return (new(
            saved.Committed, decided.Count - saved.Conflicts.Count, written.Count, decided.Count - changes.Count,
            written.Sum(c => c.History.Count(h => h.Kind is "added" or "removed")), saved.Conflicts.Count, saved.Transactions), saved.Conflicts);
    }
}
