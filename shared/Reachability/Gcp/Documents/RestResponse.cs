using ExposurePipeline.Reachability.Gcp.Compute;
using ExposurePipeline.Reachability.Gcp.LoadBalancing;
using ExposurePipeline.Reachability.Gcp.Network;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Documents;

/// <summary>What the services' own APIs answer: one resource, a list, or a list by zones and regions.</summary>
/// <remarks>Source: the Compute Engine API's reference (get, list, aggregatedList, listInstances, getEffectiveFirewalls). Answers tell no time.</remarks>
internal static class RestResponse
{
    /// <summary>What an answer tells; nothing when it is none.</summary>
    public static IEnumerable<ResourceChange> Changes(Body body) =>
        MemberListOf(body) is { } members ? [members]
        : body["firewalls"].IsArray ? EffectiveFirewalls(body)
        : body["items"] is { IsArray: true } items ? items.Items.SelectMany(Single)
        : body["items"] is { IsObject: true } scopes ? scopes.Members.SelectMany(static scope => scope.Value.Members).Where(static list => list.Value.IsArray).SelectMany(static list => list.Value.Items).SelectMany(Single)
        : body["clusters"] is { IsArray: true } clusters ? clusters.Items.SelectMany(Single)
        : Single(body);

    private static IEnumerable<ResourceChange> Single(Body body) =>
        GcpName.Of(body["selfLink"].Text) is { } id && id.Collection() is { Length: > 1 } collection && collection != "operations" ? [new(id, TypeOf(id), ChangeKind.Present, null, body)]
        : GcpName.Of(body["selfLink"].Text) is { } bucket && bucket.Text.StartsWith("//storage.", StringComparison.Ordinal) ? [new(bucket, "storage.googleapis.com/Bucket", ChangeKind.Present, null, body)]
        : [];

    // The answer does not say of which network it is; the rules in it do.
    private static IEnumerable<ResourceChange> EffectiveFirewalls(Body body)
    {
        var rules = body["firewalls"].Items.ToArray();
        var network = rules.Select(static rule => GcpName.Of(rule["network"].Text)).FirstOrDefault(static named => named is not null);
        var all = rules.SelectMany(Single);
        return network is { } known && body["firewallPolicys"].Items.Any()
            ? all.Append(new(known.EffectivePolicies, EffectivePolicies.Type, ChangeKind.Present, null, body))
            : all;
    }

    // Of a list of members, the list has the group's name and its items have none.
    private static ResourceChange? MemberListOf(Body body)
    {
        var type = body["kind"].Text switch
        {
            "compute#instanceGroupsListInstances" or "compute#regionInstanceGroupsListInstances" => Membership.Type,
            "compute#networkEndpointGroupsListNetworkEndpoints" => NetworkEndpoints.Type,
            _ => null,
        };
        var name = GcpName.Of(body["selfLink"].Text) ?? GcpName.Of(body["id"].Text);
        return type is null || name is not { } named ? null : new(ListOf(named), type, ChangeKind.Present, null, body);
    }

    // The list's link may or may not end in its method's name.
    private static ResourceId ListOf(ResourceId named) => named.Last() is "listInstances" or "listNetworkEndpoints" ? named
        : named.Below(named.Collection() == "instanceGroups" ? "listInstances" : "listNetworkEndpoints");

    private static string TypeOf(ResourceId id)
    {
        var collection = id.Collection();
        var singular = collection.EndsWith("ies", StringComparison.Ordinal) ? $"{collection[..^3]}y" : collection[..^1];
        var service = id.Text.Split('/')[2];
        return $"{(service == "cloudsql.googleapis.com" ? "sqladmin.googleapis.com" : service)}/{char.ToUpperInvariant(singular[0])}{singular[1..]}";
    }
}
