using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Analysis;

/// <summary>A verdict that became different.</summary>
/// <param name="Asset">Whose.</param>
/// <param name="Before">Null for an asset that was not known.</param>
/// <param name="After">Null for an asset that is gone.</param>
public sealed record VerdictChange(ResourceId Asset, Verdict? Before, Verdict? After);
