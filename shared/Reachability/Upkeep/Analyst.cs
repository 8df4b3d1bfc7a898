using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Joining;
using ExposurePipeline.Reachability.Ports;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Upkeep;

/// <summary>
/// Judges what changed and tells what became different of what is kept. In an order that may be left at any point: the log names what is
/// about to be judged, so that every copy judges it too; what differs from what is kept is told and then kept; marks go last. Whoever comes
/// next finds either the marks, or verdicts that say the same.
/// </summary>
public sealed class Analyst(Replicas replicas, IResourceStore resources, IAnalysisStore analyses, IObservationHub observations)
{
    /// <summary>Marks that are taken at once: bounds memory, the log's entries and how long a single rule change waits behind a snapshot.</summary>
    public const int Portion = 1000;

    private const int Verdicts = 200;

    /// <summary>Analyses a tenant until nothing is marked, or the time is over.</summary>
    /// <param name="due">The tenant, as it was listed.</param>
    /// <param name="until">When to leave the rest to the next run, UTC.</param>
    /// <param name="cancellation">Ends it; what was done stays.</param>
    public Task<Analysed> RunAsync(DueTenant due, DateTimeOffset until, CancellationToken cancellation) =>
        replicas.UseAsync(due.Tenant, replica => AnalyseAsync(due, replica, until, cancellation), cancellation);

    private async Task<Analysed> AnalyseAsync(DueTenant due, Replica replica, DateTimeOffset until, CancellationToken cancellation)
    {
        var done = Analysed.Nothing;
        IReadOnlyList<ResourceMark> marks;
        do
        {
            marks = await resources.ListMarksAsync(due.Tenant, Portion, cancellation);
            if (!await TakeAsync(due.Tenant, replica, marks, cancellation))
            {
                return done; // somebody else analyses this tenant: what he wrote is read first
            }

            done += await TellAsync(due.Tenant, replica, cancellation);
            await resources.RemoveMarksAsync(due.Tenant, marks, cancellation);
            var now = replicas.Clock.GetUtcNow();
            done += new Analysed(0, 0, [.. marks.Select(mark => now - mark.Enqueued)]);
        }
        while (marks.Count >= Portion && replicas.Clock.GetUtcNow() < until);

        if (marks.Count < Portion && replica.Untold.Count == 0)
        {
            var told = await RemindAsync(due, replica, cancellation);
            await analyses.SettleAsync(due, Earliest(replica.Assessment.Due, told + replica.Reminding), told, replica.InternetKey, cancellation);
        }

        return done;
    }

    // What addresses are told they forget when the window is over; devices keep what they were told until they are told otherwise.
    private async Task<DateTimeOffset> RemindAsync(DueTenant due, Replica replica, CancellationToken cancellation)
    {
        var now = replicas.Clock.GetUtcNow();
        if (due.Told is not { } told || now < told + replica.Reminding)
        {
            return due.Told ?? now; // everything is told for the first time
        }

        foreach (var portion in replica.Assessment.Verdicts.Chunk(Verdicts))
        {
            var reminders = portion.SelectMany(verdict => AssetObservations.Of(due.Tenant, new(verdict.Asset, null, verdict), replica.Internet, now));
            await observations.SendAsync([.. reminders.Where(static each => each.Entity.Kind is EntityKind.Address)], cancellation);
        }

        return now;
    }

    private static DateTimeOffset Earliest(DateTimeOffset? one, DateTimeOffset other) => one < other ? one.Value : other;

    private async Task<bool> TakeAsync(TenantId tenant, Replica replica, IReadOnlyList<ResourceMark> marks, CancellationToken cancellation)
    {
        ResourceKey[] marked = [.. marks.Select(static mark => mark.Resource)];
        replica.Advance(await resources.ReadAsync(tenant, marked, cancellation), replicas.Clock.GetUtcNow());
        if (marked.Length == 0)
        {
            return true;
        }

        if (await analyses.AppendAsync(tenant, replica.End, marked, cancellation) is not { } end)
        {
            return false;
        }

        replica.End = end;
        return true;
    }

    private async Task<Analysed> TellAsync(TenantId tenant, Replica replica, CancellationToken cancellation)
    {
        var comparison = await Comparison.ReadAsync(analyses, tenant, replica, cancellation);
        var done = new Analysed(replica.Untold.Count, 0, []);
        foreach (var portion in replica.Untold.ToArray().Chunk(Verdicts))
        {
            var at = replicas.Clock.GetUtcNow();
            var news = portion.Select(asset => comparison.News(asset, at)).OfType<VerdictNews>().ToList();
            await observations.SendAsync([.. news.SelectMany(static each => each.Observations)], cancellation);
            var conflicts = news.Count == 0 ? [] : await analyses.SaveVerdictsAsync(tenant, [.. news.Select(static each => each.Edit)], cancellation);
            replica.Told(portion.Where(asset => !conflicts.Contains(ResourceKey.Of(asset))));
            done += new Analysed(0, news.Count - conflicts.Count, []);
        }

        return done;
    }
}
