using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Network;

/// <summary>A firewall policy's rules for one interface.</summary>
internal static class PolicyEvaluation
{
    /// <summary>The rules that decide, in order. What <c>goto_next</c> matches is taken from the rules after it: the next policy decides.</summary>
    public static IEnumerable<Rule> Rules(FirewallPolicy policy, GuardedInterface here, IEstate estate)
    {
        var passedOn = Reach.None;
        foreach (var rule in policy.Rules.Where(here.MayBeTargetOf))
        {
            var match = rule.IsTied ? Match(rule, here, estate) with { Certain = FlowSet.Empty } : Match(rule, here, estate);
            var left = new Reach(match.Certain.Except(passedOn.Possible), match.Possible.Except(passedOn.Certain));
            if (rule.Action == "goto_next")
            {
                passedOn = passedOn.Union(left);
            }
            else
            {
                foreach (var decided in Decided(rule, left))
                {
                    yield return decided;
                }
            }
        }
    }

    // Deep inspection lets through or drops by what is inside; either is possible, and nothing after it is asked.
    private static Rule[] Decided(PolicyRule rule, Reach match) => rule.Action switch
    {
        "allow" or "deny" => [new(rule.Name, rule.Action == "allow", match.Certain, match.Possible)],
        _ => [new(rule.Name, Allows: false, FlowSet.Empty, match.Possible), new(rule.Name, Allows: true, FlowSet.Empty, match.Possible)],
    };

    private static Reach Match(PolicyRule rule, GuardedInterface here, IEstate estate)
    {
        var match = here.At(rule.Destinations, rule.Match.With([.. rule.AddressGroups.Select(group => estate.Find<AddressGroup>(group))]));
        return rule.Context switch
        {
            null => rule.IsRestrictedUnseen ? match with { Certain = FlowSet.Empty } : match,
            "INTERNET" when here.IsFromInternet => rule.IsRestrictedUnseen ? match with { Certain = FlowSet.Empty } : match,
            _ when here.IsFromInternet => Reach.None,
            _ => match with { Certain = FlowSet.Empty }, // Which context a load balancer's proxy belongs to is not documented for every kind.
        };
    }
}
