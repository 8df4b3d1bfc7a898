using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Gcp.Network;
using ExposurePipeline.Reachability.Gcp.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.LoadBalancing;

/// <summary>A Cloud Armor security policy.</summary>
/// <remarks>Source: "Security policy overview": the first matching rule by priority decides; rules in preview do nothing; the default rule is the last.</remarks>
/// <param name="Id">Its name.</param>
/// <param name="Rules">Its rules as one list, over clients as they are outside.</param>
public sealed record SecurityPolicy(ResourceId Id, RuleList Rules) : Resource(Id)
{
    /// <summary>Reads a policy.</summary>
    public static SecurityPolicy Read(ResourceChange change)
    {
        var problems = new List<string>();
        var rules = change.Body["rules"].Items
            .Where(static rule => rule["preview"].Flag is not true)
            .OrderBy(static rule => rule["priority"].Number ?? long.MaxValue)
            .SelectMany(rule => RulesOf(rule, change.Id.Last(), problems))
            .ToArray();
        return new(change.Id, new(change.Id.Text, rules, new("no rule", allows: true, FlowSet.All))) { Name = change.Body["name"].Text ?? "", Problems = problems };
    }

    private static Rule[] RulesOf(Body rule, string policy, List<string> problems)
    {
        var name = $"{policy}/{rule["priority"].Text}";
        var (certain, possible) = ClientsOf(rule["match"], name, problems);
        return rule["action"].Text switch
        {
            "allow" => [new(name, Allows: true, certain, possible)],
            { } deny when deny.StartsWith("deny", StringComparison.Ordinal) => [new(name, Allows: false, certain, possible)],
            "throttle" or "rate_based_ban" => [new(name, Allows: true, certain, possible)], // A client below the rate gets through.
            _ => [new(name, Allows: false, FlowSet.Empty, possible), new(name, Allows: true, FlowSet.Empty, possible)],
        };
    }

    private static Reach ClientsOf(Body match, string name, List<string> problems)
    {
        var list = match["config"]["srcIpRanges"];
        if (!list.Items.Any() || match["expr"].Exists)
        {
            return Reach.Unknown; // An expression may ask for anything that a request says.
        }

        if (list.Texts.Contains("*"))
        {
            return Reach.Everything;
        }

        var (known, isWhole) = Ranges.Read(list, name, problems);
        var certain = known.On(NumberRange.AllProtocols, NumberRange.AllPorts);
        return new(certain, isWhole ? certain : FlowSet.All);
    }
}
