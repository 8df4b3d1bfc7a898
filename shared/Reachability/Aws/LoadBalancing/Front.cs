using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Filtering;
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

    /// <summary>
    /// Which clients it gets: those that an earlier rule takes with every request, it does not (Application Load Balancers, Listener rules, Rule priority).
    /// Null where no rule has a say.
    /// </summary>
    public RuleList? ClientsIn(IEstate estate)
    {
        var rules = estate.Naming<ListenerRule>(Listener.Id).Where(rule => rule.Listener == Listener.Id && !rule.IsDefault && rule != Rule).ToArray();
        var earlier = rules.Where(other => other.TakesEveryRequest && !(other.Priority > Rule?.Priority)).Select(Taking);
        return Rule is null && rules.Length == 0 ? null : new(Listener.Id.Text, Rule is null ? earlier : earlier.Append(Own(Rule)), new("default action", allows: Rule is null, FlowSet.All));
    }

    // Priorities are unique; where copies share one, or one is not told, either may come first.
    private Filtering.Rule Taking(ListenerRule earlier) => Own(earlier) with
    {
        Allows = false,
        Certain = earlier.Problems.Count == 0 && (Rule is null || earlier.Priority < Rule.Priority) ? Flows(earlier.Sources) : FlowSet.Empty,
    };

    private static Filtering.Rule Own(ListenerRule rule) => rule.Problems.Count == 0
        ? new(rule.Id.Text, allows: true, Flows(rule.Sources))
        : new(rule.Id.Text, Allows: true, FlowSet.Empty, FlowSet.All);

    private static FlowSet Flows(SourceSet clients) => clients.On(NumberRange.AllProtocols, NumberRange.AllPorts);
}
