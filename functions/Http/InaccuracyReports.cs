using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Flow;

namespace ExposurePipeline.Functions.Http;

/// <summary>The reports about devices: asked for, made and reviewed; each answer is what is stored.</summary>
/// <param name="inventory">Tells what is stored.</param>
/// <param name="decrees">Changes it.</param>
public sealed class InaccuracyReports(MachineInventory inventory, DecreeHop decrees)
{
    private static readonly ApiError UnknownMachine = ApiError.NotFound("No machine with this id is known.", "id");

    /// <summary>All of a device, newest first; null when nothing was ever heard of it.</summary>
    public async Task<IReadOnlyList<InaccuracyReportView>?> ListAsync(TenantId tenant, string id, CancellationToken cancellation) =>
        (await inventory.FindAsync(tenant, id, cancellation))?.InaccuracyReports;

    /// <summary>One of them, or what is unknown: it or its device.</summary>
    internal async Task<(InaccuracyReportView? Report, ApiError? Error)> FindAsync(TenantId tenant, string id, string report, CancellationToken cancellation) =>
        await ListAsync(tenant, id, cancellation) is not { } all ? (null, UnknownMachine)
        : Find(all, report) is { } found ? (found, null)
        : (null, ApiError.NotFound("No report with this id is known of the machine.", "reportId"));

    /// <summary>Makes a report; one that was made before stays as it is, with what was decided on it.</summary>
    internal async Task<(InaccuracyReportView? Report, bool IsNew, ApiError? Error)> AddAsync(Visitor visitor, string id, InaccuracyRequest asked, CancellationToken cancellation)
    {
        if (await ListAsync(visitor.Tenant, id, cancellation) is not { } known)
        {
            return (null, false, UnknownMachine);
        }

        var device = EntityId.Of(visitor.Tenant, new DeviceId(id));
        var report = asked.Of(device, Author(visitor), decrees.Clock.GetUtcNow());
        if (Find(known, report.Report) is { } existing)
        {
            return (existing, false, null);
        }

        if (known.Count < DisputeBound.Capacity)
        {
            await decrees.RunAsync(device, report, cancellation);
            known = await ListAsync(visitor.Tenant, id, cancellation) ?? [];
        }

        // Of two that are made at once, the last place is one's only.
        return Find(known, report.Report) is { } kept ? (kept, true, null)
            : (null, false, ApiError.Conflict($"The machine has {DisputeBound.Capacity} reports already, and no more are kept; they end 30 days after their last change.", "id"));
    }

    /// <summary>Decides on a report; a later decision replaces an earlier one.</summary>
    internal async Task<(InaccuracyReportView? Report, ApiError? Error)> ReviewAsync(
        Visitor visitor, string id, string report, ReviewRequest asked, CancellationToken cancellation)
    {
        var (found, error) = await FindAsync(visitor.Tenant, id, report, cancellation);
        if (found is null)
        {
            return (null, error);
        }

        var at = After(found.ReviewedAt, decrees.Clock.GetUtcNow());
        var review = new InaccuracyReviewed(report, asked.Until is not null, asked.Until, asked.Comment, Author(visitor), at);
        await decrees.RunAsync(EntityId.Of(visitor.Tenant, new DeviceId(id)), review, cancellation);
        return await FindAsync(visitor.Tenant, id, report, cancellation);
    }

    // What is decided last counts, by whichever instance's clock.
    private static DateTimeOffset After(DateTime? last, DateTimeOffset now) =>
        last is { } known && new DateTimeOffset(known, TimeSpan.Zero) is var before && before >= now ? before.AddTicks(1) : now;

    private static InaccuracyReportView? Find(IReadOnlyList<InaccuracyReportView> all, string report) => all.FirstOrDefault(each => each.Id == report);

    private static string Author(Visitor visitor) => visitor.Name.Length <= 128 ? visitor.Name : visitor.Name[..128];
}
