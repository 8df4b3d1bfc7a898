using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Aggregation;

/// <summary>Other writers kept changing the same entities; what was left undone is safe to do again, as nothing is lost or counted twice.</summary>
/// <param name="entities">The entities that lost every race; at least one.</param>
/// <param name="attempts">How often each was tried.</param>
public sealed class ContentionException(IReadOnlyCollection<EntityId> entities, int attempts)
    : Exception($"{entities.Count} entities were changed by another writer in each of {attempts} attempts, {entities.First()} among them.");
