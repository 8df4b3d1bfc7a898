using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Services.Containers;

/// <summary>Google Kubernetes Engine: the control plane, by address and by name.</summary>
public sealed class GkeAnalysis() : ServiceAnalysis<KubernetesCluster>(new(Cloud.Gcp, "Containers", "GCP GKE", "container.googleapis.com/Cluster"))
{
    private const string Networks = "authorised networks";

    /// <inheritdoc/>
    protected override Verdict Judge(KubernetesCluster service, IEstate estate, DateTimeOffset at, InternetSources internet) =>
        new(service.Id, [ByAddress(service, internet), .. service.DnsEndpoint is { } name ? new[] { ByName(service, name, internet) } : []], []);

    private static Path ByAddress(KubernetesCluster cluster, InternetSources internet)
    {
        var id = cluster.Id.Text;
        var way = new ServiceEndpoint(id, cluster.Address, ServiceEndpoint.TcpV4(443)).From(internet.Strangers);
        if (cluster.IsPrivate is { } because)
        {
            return way.Closed(id, "control plane", because).Build();
        }

        if (cluster.Authorised is null)
        {
            return way.By(id, $"{Networks}: none are set, so that everyone is served").Build();
        }

        if (cluster.AdmitsGoogleCloud)
        {
            way.By(id, $"{Networks}: public addresses of Google Cloud, of any customer, are served too; they are not the internet");
        }

        return way.Through(cluster.Authorised, id, Networks).Build();
    }

    // "About control plane access": any network that reaches Google's APIs reaches it, and IAM guards it; authorised networks do not.
    private static Path ByName(KubernetesCluster cluster, string name, InternetSources internet) =>
        new ServiceEndpoint(cluster.Id.Text, name.Length == 0 ? null : name, ServiceEndpoint.Tcp(443)).From(internet.Strangers)
            .By(cluster.Id.Text, "DNS-based endpoint: allowExternalTraffic is on").Build();
}
