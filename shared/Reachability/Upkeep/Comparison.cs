using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Joining;
using ExposurePipeline.Reachability.Ports;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Upkeep;

/// <summary>A verdict that is not kept yet, and what has to be told first.</summary>
/// <param name="Edit">What has to be written.</param>
/// <param name="Observations">What has to be told: the asset's device, and the addresses that lead to it, or no longer do.</param>
internal sealed record VerdictNews(VerdictEdit Edit, IReadOnlyList<EntityObservations> Observations);

/// <summary>A copy's verdicts beside those that are kept.</summary>
internal sealed class Comparison
{
    // Above so many the verdicts are read all at once: a request brings a thousand, and a question only one.
    private const int WorthListing = 500;

    private readonly TenantId tenant;
    private readonly Replica replica;
    private readonly Dictionary<ResourceKey, KeptVerdict> kept;

    private Comparison(TenantId tenant, Replica replica, Dictionary<ResourceKey, KeptVerdict> kept) => (this.tenant, this.replica, this.kept) = (tenant, replica, kept);

    /// <summary>Reads what is kept of the copy's untold assets; of a fresh copy all, so that what is an asset no more is found too.</summary>
    public static async Task<Comparison> ReadAsync(IAnalysisStore analyses, TenantId tenant, Replica replica, CancellationToken cancellation)
    {
        if (!replica.IsFresh && replica.Untold.Count == 0)
        {
            return new(tenant, replica, []);
        }

        ResourceKey[]? asked = replica.IsFresh || replica.Untold.Count > WorthListing ? null : [.. replica.Untold.Select(ResourceKey.Of)];
        var kept = await analyses.ListVerdictsAsync(tenant, asked, cancellation).ToDictionaryAsync(static verdict => verdict.Key, cancellationToken: cancellation);
        if (replica.IsFresh)
        {
            replica.Compared(kept.Values.Where(verdict => replica.Assessment.Find(verdict.Asset) is null).Select(static verdict => verdict.Asset));
        }

        return new(tenant, replica, kept);
    }

    /// <summary>What there is to tell of an asset; null where what is kept says the same.</summary>
    public VerdictNews? News(ResourceId asset, DateTimeOffset at)
    {
        var (verdict, key) = (replica.Assessment.Find(asset), ResourceKey.Of(asset));
        var known = kept.GetValueOrDefault(key);
        if (verdict is null)
        {
            return known is null ? null : News(new(key, null, known.Version), Told(asset, null, at), known, at);
        }

        var told = Told(asset, verdict, at);
        var record = VerdictRecord.Of(verdict, told, replica.Internet, at);
        return record.Hash == known?.Hash ? null : News(new(key, record, known?.Version), told, known, at);
    }

    private static VerdictNews News(VerdictEdit edit, List<EntityObservations> told, KeptVerdict? known, DateTimeOffset at) =>
        new(edit, [.. told, .. ToldAddresses.Ended(known?.Addresses ?? default, told, at)]);

    // What was said before is kept in short only: which addresses no longer lead there is told from that.
    private List<EntityObservations> Told(ResourceId asset, Verdict? verdict, DateTimeOffset at) =>
        [.. AssetObservations.Of(tenant, new(asset, null, verdict), replica.Internet, at)];
}
