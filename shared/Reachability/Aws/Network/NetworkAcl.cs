using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Resources;
using static ExposurePipeline.Reachability.Aws.Documents.AwsId;

namespace ExposurePipeline.Reachability.Aws.Network;

/// <summary>A network ACL: what may enter a subnet and what may leave it. It keeps no state, so answers need a rule of their own.</summary>
/// <param name="Id">Its id, <c>acl-…</c>.</param>
/// <param name="Vpc">Its VPC.</param>
/// <param name="IsDefault">Whether it serves every subnet of the VPC that no other ACL names.</param>
/// <param name="Subnets">The subnets it is associated with.</param>
/// <param name="Inbound">What enters.</param>
/// <param name="Outbound">What leaves: whom it is for stands where inbound lists have whom it is from.</param>
/// <param name="Answers">Which flows that entered are answered: see <see cref="AnsweredFlows"/>.</param>
public sealed record NetworkAcl(ResourceId Id, ResourceId? Vpc, bool IsDefault, IReadOnlyList<ResourceId> Subnets, RuleList Inbound, RuleList Outbound, RuleList Answers) : Resource(Id)
{
    private RuleList? answersIn;

    /// <summary>To whom traffic that leaves is answered: answers enter by the inbound entries.</summary>
    public RuleList AnswersIn => answersIn ??= AnsweredFlows.Of(Inbound);

    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Vpc is { } vpc ? Subnets.Append(vpc) : Subnets;

    /// <summary>Reads <c>describe-network-acls</c> or AWS Config.</summary>
    public static NetworkAcl Read(ResourceChange change)
    {
        var entries = AclEntry.ReadAll(change.Body["Entries"]).ToArray();
        var outbound = ListOf($"{change.Id} outbound", entries, isEgress: true);
        return new(
            change.Id,
            In(change.Body["VpcId"]),
            change.Body["IsDefault"].Flag ?? false,
            [.. AllIn(change.Body["Associations"], "SubnetId")],
            ListOf($"{change.Id} inbound", entries, isEgress: false),
            outbound,
            AnsweredFlows.Of(outbound))
        {
            Problems = [.. entries.SelectMany(static entry => entry.Problems).Select(problem => $"{change.Id}, {problem}.")],
        };
    }

    /// <summary>The ACLs that claim a subnet: those associated with it, else the default of its VPC. One, unless the copies contradict each other.</summary>
    public static IReadOnlyList<NetworkAcl> Of(VpcPlace place, IEstate estate)
    {
        NetworkAcl[] associated = place.Subnet is { } subnet ? [.. estate.Naming<NetworkAcl>(subnet)] : [];
        return associated.Length > 0 || place.Vpc is not { } vpc ? associated : [.. estate.Naming<NetworkAcl>(vpc).Where(acl => acl.IsDefault && acl.Vpc == vpc)];
    }

    private static RuleList ListOf(string name, IEnumerable<AclEntry> entries, bool isEgress) =>
        new(name, AclEntry.InOrder(entries.Where(entry => entry.IsEgress == isEgress)), new("*", allows: false, FlowSet.All));
}
