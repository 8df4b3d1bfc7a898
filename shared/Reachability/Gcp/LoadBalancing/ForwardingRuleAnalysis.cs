using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.LoadBalancing;

/// <summary>Load balancers' frontends: whether the internet may address them. What lies behind them has verdicts of its own.</summary>
public sealed class ForwardingRuleAnalysis : IAssetAnalysis
{
    /// <inheritdoc/>
    public AssetKind Kind { get; } = new(Cloud.Gcp, "Network", "GCP forwarding rule", "compute.googleapis.com/ForwardingRule");

    /// <inheritdoc/>
    public Verdict? Analyse(Resource resource, IEstate estate, DateTimeOffset at, InternetSources internet) =>
        resource is ForwardingRule rule ? new(rule.Id, [Frontend.Enter(rule, internet.Strangers).Build()], []) : null;
}
