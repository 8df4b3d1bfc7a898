using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Aggregation;

/// <summary>A batch as one occasion per entity: a hundred events about a device cost one decision and one write.</summary>
internal static class Occasions
{
    public static Dictionary<EntityId, Occasion> Of(IReadOnlyList<EntityObservations> batch, PolicyBook policies, DateTimeOffset now) =>
        batch.GroupBy(o => o.Entity).ToDictionary(g => g.Key, g => new Occasion(
            [.. g.SelectMany(o => o.Observations)], g.Min(o => o.Enqueued), g.Select(o => o.TraceParent).FirstOrDefault(t => t is not null), now,
            policies.For(g.Key.Tenant)));
}
