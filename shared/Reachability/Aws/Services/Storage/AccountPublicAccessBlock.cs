using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Services.Storage;

/// <summary>What an account blocks of public access, for all its buckets.</summary>
/// <param name="Id">Named after the account.</param>
/// <param name="Block">The settings.</param>
public sealed record AccountPublicAccessBlock(ResourceId Id, PublicAccessBlock Block) : Resource(Id)
{
    /// <summary>Where the settings of an account are found.</summary>
    /// <param name="account">The account's number.</param>
    public static ResourceId IdOf(string account) => new(Cloud.Aws, $"s3-public-access-block/{account}");

    /// <summary>Reads a body: the configuration, bare or as <c>get-public-access-block</c> answers.</summary>
    public static AccountPublicAccessBlock Read(ResourceChange change) =>
        new(change.Id, PublicAccessBlock.Read(change.Body["PublicAccessBlockConfiguration"] is { Exists: true } inner ? inner : change.Body));
}
