using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Services.Storage;

/// <summary>A Cloud Storage bucket.</summary>
/// <param name="Id">Its full resource name.</param>
/// <param name="PreventsPublicAccess">Whether it enforces public access prevention.</param>
/// <param name="IsGrantedToAll">Whether its access lists name everyone; null where they count and were not read.</param>
/// <param name="IpFilter">Whom its IP filter lets in; null without one.</param>
public sealed record Bucket(ResourceId Id, bool PreventsPublicAccess, bool? IsGrantedToAll, RuleList? IpFilter) : Resource(Id)
{
    /// <summary>Reads a body of the Cloud Storage API.</summary>
    public static Bucket Read(ResourceChange change)
    {
        var (body, access) = (change.Body, change.Body["iamConfiguration"]);
        var entries = body["ipFilter"]["publicNetworkSource"]["allowedIpCidrRanges"].Texts.Select(static range => Admission.Of(range)).ToArray();
        var isFiltered = "Enabled".Equals(body["ipFilter"]["mode"].Text, StringComparison.OrdinalIgnoreCase);
        return new(change.Id, access["publicAccessPrevention"].Text is "enforced", GrantsOf(body, access), isFiltered ? Admission.Only("IP filter", entries) : null)
        {
            Name = body["name"].Text ?? change.Id.Text[(change.Id.Text.LastIndexOf('/') + 1)..],
            Problems = isFiltered ? [.. entries.Select(static entry => entry.Problem).OfType<string>()] : [],
        };
    }

    // Lists count unless access is uniform, and are told only when asked for (projection=full).
    private static bool? GrantsOf(Body body, Body access) =>
        (access["uniformBucketLevelAccess"] is { Exists: true } uniform ? uniform : access["bucketPolicyOnly"])["enabled"].Flag is true ? false
        : body["acl"].IsArray || body["defaultObjectAcl"].IsArray ? body["acl"].Items.Concat(body["defaultObjectAcl"].Items).Any(static grant => BucketPolicy.IsEveryone(grant["entity"].Text))
        : null;
}
