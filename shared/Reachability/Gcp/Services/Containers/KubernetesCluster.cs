using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Services.Containers;

/// <summary>A GKE cluster: its control plane, which has an endpoint by address and one by name.</summary>
/// <param name="Id">Its full resource name.</param>
/// <param name="Address">Public address of the control plane.</param>
/// <param name="IsPrivate">Why the address is a private one; null where it is public.</param>
/// <param name="Authorised">Whom the public address serves; null for all.</param>
/// <param name="AdmitsGoogleCloud">Whether the public addresses of Google Cloud, of any customer, are served besides.</param>
/// <param name="DnsEndpoint">The endpoint by name, where it takes traffic from outside; else null.</param>
public sealed record KubernetesCluster(ResourceId Id, string? Address, string? IsPrivate, RuleList? Authorised, bool AdmitsGoogleCloud, string? DnsEndpoint) : Resource(Id)
{
    /// <summary>Reads a body of the Kubernetes Engine API.</summary>
    public static KubernetesCluster Read(ResourceChange change)
    {
        var (body, endpoints) = (change.Body, change.Body["controlPlaneEndpointsConfig"]);
        var byAddress = endpoints["ipEndpointsConfig"];
        // The newer place of the list repeats the older; a cluster has either or both.
        var networks = byAddress["authorizedNetworksConfig"] is { Exists: true } newer ? newer : body["masterAuthorizedNetworksConfig"];
        var entries = networks["cidrBlocks"].Items.Select(static block => Admission.Of(block["cidrBlock"].Text ?? block.ToString(), block["displayName"].Text)).ToArray();
        return new(change.Id, PublicAddress(body, byAddress), PrivateBecause(body["privateClusterConfig"], byAddress),
            networks["enabled"].Flag is true ? Admission.Only("authorised networks", entries) : null, networks["gcpPublicCidrsAccessEnabled"].Flag is true, ByName(endpoints["dnsEndpointConfig"]))
        {
            Name = body["name"].Text ?? "",
            Problems = [.. entries.Select(static entry => entry.Problem).OfType<string>()],
        };
    }

    private static string? PublicAddress(Body body, Body byAddress) =>
        byAddress["publicEndpoint"].Text ?? body["privateClusterConfig"]["publicEndpoint"].Text ?? body["endpoint"].Text;

    // A control plane is public unless something says otherwise ("About network isolation in GKE"); private nodes alone do not.
    private static string? PrivateBecause(Body older, Body byAddress) =>
        older["enablePrivateEndpoint"].Flag is true ? "enablePrivateEndpoint is on: the control plane has a private address only."
        : byAddress["enabled"] is { Exists: true, Flag: false } ? "Access by address is off."
        : byAddress["enablePublicEndpoint"] is { Exists: true, Flag: false } ? "enablePublicEndpoint is off: the control plane has a private address only."
        : null;

    // Off unless it says otherwise.
    private static string? ByName(Body dns) => dns["allowExternalTraffic"].Flag is true ? dns["endpoint"].Text ?? "" : null;
}
