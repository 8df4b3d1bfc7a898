using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Services.Containers;

/// <summary>An EKS cluster: its API server.</summary>
/// <param name="Id">Its ARN.</param>
/// <param name="Host">Host name of the API server.</param>
/// <param name="HasPublicEndpoint">Whether the API server faces the internet; null where it was not told, or is not known.</param>
/// <param name="HasIPv6">Whether the cluster is of the IPv6 family, whose endpoints have both.</param>
/// <param name="Admitted">Whom the public endpoint serves; null for all.</param>
public sealed record KubernetesCluster(ResourceId Id, string? Host, bool? HasPublicEndpoint, bool HasIPv6, RuleList? Admitted) : Resource(Id)
{
    /// <summary>Reads a body.</summary>
    public static KubernetesCluster Read(ResourceChange change)
    {
        var (body, network) = (change.Body, change.Body["resourcesVpcConfig"]);
        // Without a range, everyone is served: the default is 0.0.0.0/0 ("Cluster API server endpoint").
        var entries = network["publicAccessCidrs"].Texts.Select(static range => Admission.Of(range)).ToArray();
        return new(change.Id, HostOf(body["endpoint"].Text), IsOn(network), "ipv6".Equals(body["kubernetesNetworkConfig"]["ipFamily"].Text, StringComparison.OrdinalIgnoreCase),
            entries.Length == 0 ? null : Admission.Only("public access CIDRs", entries))
        {
            Name = body["name"].Text ?? "",
            Problems = [.. entries.Select(static entry => entry.Problem).OfType<string>()],
        };
    }

    // On is the default of a cluster that was made without saying; a body without the network's part tells nothing.
    private static bool? IsOn(Body network) => !network.IsObject ? null : network["endpointPublicAccess"] is { Exists: true } flag ? flag.Flag : true;

    private static string? HostOf(string? endpoint) => Uri.TryCreate(endpoint, UriKind.Absolute, out var url) ? url.Host : endpoint;
}
