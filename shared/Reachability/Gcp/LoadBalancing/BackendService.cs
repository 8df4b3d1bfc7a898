using ExposurePipeline.Reachability.Gcp.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.LoadBalancing;

/// <summary>A backend service: which groups a load balancer sends to, and how.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Scheme">EXTERNAL, EXTERNAL_MANAGED, INTERNAL, …</param>
/// <param name="Groups">Instance groups and network endpoint groups.</param>
/// <param name="PortName">The named port of instance groups that proxies connect to.</param>
/// <param name="SecurityPolicies">Cloud Armor policies, at the edge and before the backends.</param>
/// <param name="Network">The network of a passthrough load balancer's interfaces; null where it was not told.</param>
/// <param name="AddressSelection">Which family proxies use towards backends; IPV4_ONLY where absent.</param>
public sealed record BackendService(
    ResourceId Id, string Scheme, IReadOnlyList<ResourceId> Groups, string PortName, IReadOnlyList<ResourceId> SecurityPolicies, ResourceId? Network, string AddressSelection)
    : Resource(Id)
{
    private const string DefaultPortName = "http"; // backendServices resource, portName.

    /// <summary>What stands between client and backend.</summary>
    public Proxying Proxying => (LoadBalancing.Scheme.IsExternal(Scheme), Id.Region().Length > 0, Scheme) switch
    {
        (false, _, _) => Proxying.Internal,
        (true, true, "EXTERNAL_MANAGED") => Proxying.Envoy,
        (true, true, _) => Proxying.None,
        _ => Proxying.GoogleFrontEnd,
    };

    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Groups.Concat(SecurityPolicies);

    /// <summary>Reads a backend service.</summary>
    public static BackendService Read(ResourceChange change)
    {
        var body = change.Body;
        return new(
            change.Id,
            body["loadBalancingScheme"].Text ?? "EXTERNAL",
            [.. body["backends"].Items.Select(backend => GcpName.Of(backend["group"].Text, change.Id)).OfType<ResourceId>()],
            body["portName"].Text ?? DefaultPortName,
            [.. new[] { body["edgeSecurityPolicy"], body["securityPolicy"] }.Select(policy => GcpName.Of(policy.Text, change.Id)).OfType<ResourceId>()],
            GcpName.Of(body["network"].Text, change.Id),
            body["ipAddressSelectionPolicy"].Text ?? "IPV4_ONLY")
        {
            Name = body["name"].Text ?? "",
        };
    }
}
