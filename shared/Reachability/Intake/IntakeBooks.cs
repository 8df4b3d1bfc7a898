using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Intake;

/// <summary>What became of each resource of a batch.</summary>
internal sealed class IntakeBooks
{
    private readonly List<ToldResource> told = [];
    private readonly List<RejectedEvent> rejected = [];
    private readonly Dictionary<string, int> filtered = [];
    private RawEvent current = null!;
    private TenantId tenant;

    /// <summary>What follows is of this event.</summary>
    public void Begin(RawEvent raw, TenantId of) => (current, tenant) = (raw, of);

    public void Keep(ResourceChange change, Resource? understood) =>
        told.Add(new(tenant, change, current.Enqueued) { Name = understood?.Name ?? "", Problems = understood?.Problems ?? [] });

    public void Filter(string rule) => filtered[rule] = filtered.GetValueOrDefault(rule) + 1;

    public void Reject(Rejection why) => rejected.Add(new(current.Position, why, current.Body, current.Enqueued)
    {
        Format = current.Format,
        Tenant = current.Tenant,
        Properties = current.Properties,
    });

    public IntakeBatch Close() => new(told, rejected, new(
        told.Count + filtered.Values.Sum() + rejected.Count,
        told.Count,
        filtered,
        rejected.GroupBy(static each => each.Rejection.Reason).ToDictionary(static reason => reason.Key, static reason => reason.Count())));
}
