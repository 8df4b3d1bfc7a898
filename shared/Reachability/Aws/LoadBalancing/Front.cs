using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.LoadBalancing;

/// <summary>What forwards to a target group: a listener by its default action, or by a rule.</summary>
/// <param name="Listener">The listener.</param>
/// <param name="Rule">The rule; null for the default action.</param>
internal sealed record Front(Listener Listener, ListenerRule? Rule)
{
    /// <summary>Everything that forwards to a group.</summary>
    public static IEnumerable<Front> Of(ResourceId targetGroup, IEstate estate) =>
        estate.Naming<Listener>(targetGroup).Select(static listener => new Front(listener, null))
            .Concat(estate.Naming<ListenerRule>(targetGroup)
                .Where(static rule => !rule.IsDefault)
                .Select(rule => estate.Find<Listener>(rule.Listener) is { } listener ? new Front(listener, rule) : null)
                .OfType<Front>());
}
