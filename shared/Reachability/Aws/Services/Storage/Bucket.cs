using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Services.Storage;

/// <summary>An S3 bucket.</summary>
/// <param name="Id">Its ARN.</param>
/// <param name="Account">The number of its account; null where it was not told.</param>
/// <param name="Block">What it blocks of public access.</param>
/// <param name="Policy">The statements of its policy; null where the policy was not read.</param>
/// <param name="IsGrantedToAll">Whether its access list names everyone, or everyone who signs in to AWS; null where the list was not read.</param>
public sealed record Bucket(ResourceId Id, string? Account, PublicAccessBlock Block, IReadOnlyList<PolicyStatement>? Policy, bool? IsGrantedToAll) : Resource(Id)
{
    private const string Groups = "http://acs.amazonaws.com/groups/global/";

    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Account is { } account ? [AccountPublicAccessBlock.IdOf(account)] : [];

    /// <summary>
    /// Reads an item of AWS Config, which has everything; or a body that a collector put together from <c>list-buckets</c>, <c>get-bucket-policy</c>,
    /// <c>get-bucket-acl</c> and <c>get-public-access-block</c>, of which any may be absent: then it was not read.
    /// </summary>
    public static Bucket Read(ResourceChange change)
    {
        var (body, parts) = (change.Body, change.Body["supplementaryConfiguration"].Decoded);
        var isWhole = parts.IsObject;
        var account = body["awsAccountId"].Text ?? body["accountId"].Text ?? body["Owner"]["AccountId"].Text;
        var policy = PolicyOf(isWhole, isWhole ? parts["BucketPolicy"].Decoded["policyText"] : body["Policy"], out var problem);
        return new(change.Id, account, BlockOf(isWhole, isWhole ? parts : body), policy, GrantsOf(isWhole ? parts["AccessControlList"].Decoded : body))
        {
            Name = body["resourceName"].Text ?? body["Name"].Text ?? change.Id.Text[(change.Id.Text.LastIndexOf(':') + 1)..],
            Problems = problem is null ? [] : [problem],
        };
    }

    // An item without the part has no such configuration; a body without it was not asked for.
    private static PublicAccessBlock BlockOf(bool isWhole, Body parts) =>
        parts["PublicAccessBlockConfiguration"].Decoded is { IsObject: true } block
            ? PublicAccessBlock.Read(block["PublicAccessBlockConfiguration"] is { IsObject: true } inner ? inner : block)
            : isWhole ? PublicAccessBlock.Off : PublicAccessBlock.Unread;

    private static IReadOnlyList<PolicyStatement>? PolicyOf(bool isWhole, Body text, out string? problem)
    {
        var policy = text.Decoded["Policy"] is { Exists: true } inner ? inner.Decoded : text.Decoded;
        problem = text.Exists && !policy["Statement"].Exists ? "Its policy is no policy document." : null;
        return problem is not null ? null
            : policy["Statement"].Exists ? PolicyStatement.ReadAll(policy)
            : isWhole ? [] : null;
    }

    // Config spells a group by its name alone, the API by its URI.
    private static bool? GrantsOf(Body list)
    {
        var grants = list["grantList"].IsArray ? list["grantList"] : list["Grants"].IsArray ? list["Grants"] : list["Acl"]["Grants"];
        return grants.IsArray ? grants.Items.Any(static grant => IsEveryone(grant["grantee"])) : null;
    }

    private static bool IsEveryone(Body grantee) => (grantee.Text ?? grantee["URI"].Text)?.Replace(Groups, "", StringComparison.Ordinal) is "AllUsers" or "AuthenticatedUsers";
}
