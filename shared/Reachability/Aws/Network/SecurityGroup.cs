using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Resources;
using static ExposurePipeline.Reachability.Aws.Documents.AwsId;

namespace ExposurePipeline.Reachability.Aws.Network;

/// <summary>A security group: it allows, never denies, and lets answers out by itself.</summary>
/// <param name="Id">Its id, <c>sg-…</c>.</param>
/// <param name="Vpc">Its VPC.</param>
/// <param name="Inbound">What it lets in.</param>
/// <param name="Outbound">What it lets its members open.</param>
public sealed record SecurityGroup(ResourceId Id, ResourceId? Vpc, IReadOnlyList<GroupRule> Inbound, IReadOnlyList<GroupRule> Outbound) : Resource(Id)
{
    private RuleList? forInternet;

    /// <summary>Reads <c>describe-security-groups</c> or AWS Config.</summary>
    public static SecurityGroup Read(ResourceChange change)
    {
        var (inbound, outbound) = (Rules(change.Body["IpPermissions"], GroupRule.Untold), Rules(change.Body["IpPermissionsEgress"], GroupRule.Everything));
        return new(change.Id, In(change.Body["VpcId"]), inbound, outbound)
        {
            Name = change.Body["GroupName"].Text ?? "",
            Problems = [.. inbound.SelectMany(permission => permission.Problems).Select(problem => $"{change.Id}, IpPermissions: {problem}.")],
        };
    }

    /// <summary>The rules, for one sender; for the internet they are the same for every member.</summary>
    public RuleList RulesFor(Caller caller, IEstate estate) =>
        !ReferenceEquals(caller, Caller.Internet) || Inbound.Any(static permission => permission.PrefixLists.Count > 0)
            ? ListOf(Id.Text, Inbound.Select(permission => permission.For(Id, caller, estate)))
            : forInternet ??= ListOf(Id.Text, Inbound.Select(permission => permission.For(Id, caller, estate)));

    /// <summary>Rules of one or several groups: what any of them allows is let in.</summary>
    internal static RuleList ListOf(string name, IEnumerable<Rule> rules) => new(name, rules, new("no rule", allows: false, FlowSet.All));

    private static IReadOnlyList<GroupRule> Rules(Body list, GroupRule untold) => list.Exists ? [.. list.Items.Select(GroupRule.Read)] : [untold];
}
