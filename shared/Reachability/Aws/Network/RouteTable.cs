using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Resources;
using static ExposurePipeline.Reachability.Aws.Documents.AwsId;

namespace ExposurePipeline.Reachability.Aws.Network;

/// <summary>A route table. Answers to the internet leave by it, so that it decides which clients are reached both ways.</summary>
/// <param name="Id">Its id, <c>rtb-…</c>.</param>
/// <param name="Vpc">Its VPC.</param>
/// <param name="IsMain">Whether it serves every subnet of its VPC that no other table names.</param>
/// <param name="Subnets">The subnets it is associated with.</param>
/// <param name="Gateways">The gateways whose inbound traffic it directs.</param>
/// <param name="Routes">Its routes.</param>
public sealed record RouteTable(
    ResourceId Id, ResourceId? Vpc, bool IsMain, IReadOnlyList<ResourceId> Subnets, IReadOnlyList<ResourceId> Gateways, IReadOnlyList<Route> Routes) : Resource(Id)
{
    private RuleList? known;

    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Vpc is { } vpc ? Subnets.Concat(Gateways).Append(vpc) : Subnets.Concat(Gateways);

    /// <summary>The internet gateways that it leads to.</summary>
    public IEnumerable<ResourceId> InternetGateways => Routes.Select(static route => route.InternetGateway).OfType<ResourceId>().Distinct();

    /// <summary>Reads <c>describe-route-tables</c> or AWS Config.</summary>
    public static RouteTable Read(ResourceChange change)
    {
        var associations = change.Body["Associations"].Items.Where(static item => item["AssociationState"]["State"].Text is null or "associated").ToArray();
        var routes = change.Body["Routes"].Items.Select(Route.Read).ToArray();
        return new(
            change.Id,
            In(change.Body["VpcId"]),
            Array.Exists(associations, static item => item["Main"].Flag is true),
            [.. associations.Select(static item => In(item["SubnetId"])).OfType<ResourceId>()],
            [.. associations.Select(static item => In(item["GatewayId"])).OfType<ResourceId>()],
            routes)
        {
            Problems = [.. routes.Where(static route => route.Block is null && route.PrefixList is null).Select(route => $"{change.Id}: the destination of the route to {route.Target} is not understood.")],
        };
    }

    /// <summary>The tables that claim a subnet: those associated with it, else the main table of its own VPC. One, unless the copies contradict each other.</summary>
    public static IReadOnlyList<RouteTable> Of(VpcPlace place, IEstate estate)
    {
        RouteTable[] associated = place.Subnet is { } subnet ? [.. estate.Naming<RouteTable>(subnet)] : [];
        return associated.Length > 0 || place.Vpc is not { } vpc ? associated : [.. estate.Naming<RouteTable>(vpc).Where(table => table.IsMain && table.Vpc == vpc)];
    }

    /// <summary>Which clients are answered through an internet gateway: the longest prefix that matches decides.</summary>
    /// <remarks>At equal length: local, static, static by prefix list, propagated (VPC User Guide, Route priority).</remarks>
    public RuleList ToInternet(IEstate estate) => Routes.Any(static route => route.Block is null) ? ListOf(estate) : known ??= ListOf(null);

    /// <summary>Where traffic to an address of the VPC is sent, of a table that directs a gateway's inbound traffic.</summary>
    internal Route? Towards(IpAddress address) => Routes
        .Where(route => route.Block is { } block && block.Contains(address))
        .MaxBy(static route => route.Block?.PrefixLength);

    private RuleList ListOf(IEstate? estate) => new(
        Id.Text,
        from route in Routes
        from ranked in route.Rules(estate)
        orderby ranked.Length descending, route.IsLocal ? 0 : route.IsPropagated ? 3 : route.Block is null ? 2 : 1
        select ranked.Rule,
        new("no route", allows: false, FlowSet.All));
}
