using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Services.Storage;

/// <summary>The IAM policy of a bucket, which comes apart from its body.</summary>
/// <param name="Id">The bucket's name with <c>/iamPolicy</c>.</param>
/// <param name="Grants">
/// Whether everyone is given a permission on it other than to create or list buckets: certainly by a role of Cloud Storage, perhaps by a role whose
/// permissions are not in the policy.
/// </param>
public sealed record BucketPolicy(ResourceId Id, PublicAccess Grants) : Resource(Id)
{
    /// <summary>The type under which IAM policies are told.</summary>
    public const string Type = "iam.googleapis.com/Policy";

    private const string Suffix = "/iamPolicy";
    private const string Prefix = "//storage.googleapis.com/";

    /// <summary>Where the policy of a bucket is found.</summary>
    public static ResourceId IdOf(ResourceId bucket) => bucket with { Text = bucket.Text + Suffix };

    /// <summary>Whether a policy is that of a bucket.</summary>
    public static bool IsOfBucket(ResourceId id) => id.Text.StartsWith(Prefix, StringComparison.Ordinal) && id.Text.EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>Whether a member, or an entity of an access list, is everyone or everyone who signs in to Google.</summary>
    public static bool IsEveryone(string? member) => member is "allUsers" or "allAuthenticatedUsers";

    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => [Id with { Text = Id.Text[..^Suffix.Length] }];

    /// <summary>Reads a policy.</summary>
    public static BucketPolicy Read(ResourceChange change) => new(change.Id, change.Body["bindings"].Items
        .Where(static binding => binding["members"].Texts.Any(IsEveryone))
        .Select(static binding => Granted(binding["role"].Text ?? "", binding["condition"].Exists))
        .Aggregate(PublicAccess.No, static (most, next) => next > most ? next : most));

    // Every predefined role of Cloud Storage has more than to create and list buckets ("IAM roles for Cloud Storage"). A custom role, or another
    // service's, may have no permission of storage at all.
    private static PublicAccess Granted(string role, bool hasCondition) =>
        role.StartsWith("roles/storage.", StringComparison.Ordinal) && !hasCondition ? PublicAccess.Yes : PublicAccess.Unknown;
}
