using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services.Containers;

/// <summary>An AKS cluster: its API server.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Host">Host name of the API server.</param>
/// <param name="Access">Whether it faces the internet, where that is set apart from <paramref name="IsPrivate"/>.</param>
/// <param name="IsPrivate">Whether its API server has a private address only; null where the value is not known.</param>
/// <param name="IsStopped">Whether it was stopped: then nothing listens.</param>
/// <param name="Authorised">Whom the API server serves; null for all.</param>
public sealed record ManagedCluster(ResourceId Id, string? Host, PublicNetworkAccess Access, bool? IsPrivate, bool IsStopped, RuleList? Authorised) : Resource(Id)
{
    // "Use API server authorized IP ranges": set so, only the cluster's own outbound address is served.
    private const string OnlyOutbound = "0.0.0.0/32";

    /// <summary>Reads a body.</summary>
    public static ManagedCluster Read(ResourceChange change)
    {
        var properties = change.Body.Properties;
        var (profile, access) = (properties["apiServerAccessProfile"], properties["publicNetworkAccess"]);
        // API version 2019-02-01 had the ranges beside the profile.
        var ranges = (profile["authorizedIPRanges"].Exists ? profile["authorizedIPRanges"] : properties["apiServerAuthorizedIPRanges"]).Items.ToArray();
        var entries = ranges.Where(static range => range.Text != OnlyOutbound).Select(static range => Admission.Of(range.Text ?? range.ToString())).ToArray();
        var stopped = "Stopped".Equals(properties["powerState"]["code"].Text, StringComparison.OrdinalIgnoreCase);
        return new(change.Id, properties["fqdn"].Text, PublicNetworkAccessSetting.Read(access), IsOn(profile["enablePrivateCluster"]), stopped,
            ranges.Length == 0 ? null : Admission.Only("authorized IP ranges", entries))
        {
            Name = change.Name(),
            Problems = [.. PublicNetworkAccessSetting.Problems(access), .. entries.Select(static entry => entry.Problem).OfType<string>()],
        };
    }

    // Public is the default ("Create a private Azure Kubernetes Service cluster").
    private static bool? IsOn(Body flag) => flag.Exists ? flag.Flag : false;
}
