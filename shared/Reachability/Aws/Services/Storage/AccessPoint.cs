using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Services.Storage;

/// <summary>An S3 access point, of one region or of several: another way into buckets, with a policy and a block of its own.</summary>
/// <remarks>
/// Sources: S3 User Guide, "Creating access points restricted to a virtual private cloud" (the network origin is <c>VPC</c> where there is a VPC
/// configuration, else <c>Internet</c>; S3 rejects what comes from elsewhere), "Blocking public access" (the settings of access point, bucket and account all
/// count), "Permissions" of Multi-Region Access Points (the bucket's policy has to permit the same).
/// </remarks>
/// <param name="Id">Its ARN; of one of several regions, its alias.</param>
/// <param name="Buckets">The buckets behind it.</param>
/// <param name="IsOfInternet">Whether it takes requests from outside of a VPC.</param>
/// <param name="Block">What it blocks of public access.</param>
/// <param name="HasPublicPolicy">Whether its policy lets everyone in; null where that was not read, or another statement of it may keep them out.</param>
public sealed record AccessPoint(ResourceId Id, IReadOnlyList<ResourceId> Buckets, bool IsOfInternet, PublicAccessBlock Block, bool? HasPublicPolicy) : Resource(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Buckets;

    /// <summary>Reads <c>get-access-point</c>, <c>get-multi-region-access-point</c>, the configuration of an item of AWS Config; each with its policy where a collector put it there.</summary>
    public static AccessPoint Read(ResourceChange change)
    {
        var body = change.Body;
        var block = body["PublicAccessBlockConfiguration"] is { IsObject: true } single ? single : body["PublicAccessBlock"];
        return new(change.Id,
            [.. body["Regions"].Items.Append(body).Select(static place => place["Bucket"].Text).OfType<string>().Select(BucketOf).Distinct()],
            body["NetworkOrigin"].Text is not "VPC" && !body["VpcConfiguration"]["VpcId"].Exists,
            block.IsObject ? PublicAccessBlock.Read(block) : PublicAccessBlock.Unread,
            PublicOf(body))
        {
            Name = body["Name"].Text ?? "",
        };
    }

    /// <summary>Whether anyone gets to a bucket through it; null where that was not read.</summary>
    /// <param name="bucket">What bucket and account block.</param>
    public bool? LetsEveryoneIn(PublicAccessBlock bucket) => IsOfInternet & HasPublicPolicy & !Block.With(bucket).RestrictsPolicies;

    private static ResourceId BucketOf(string name) => new(Cloud.Aws, name.StartsWith("arn:", StringComparison.Ordinal) ? name : $"arn:aws:s3:::{name}");

    private static bool? PublicOf(Body body)
    {
        var text = body["Policy"].Decoded["Established"] is { Exists: true } established ? established["Policy"] : body["Policy"];
        var policy = text.Decoded["Policy"] is { Exists: true } inner ? inner.Decoded : text.Decoded;
        return !policy["Statement"].Exists ? body["PolicyStatus"]["IsPublic"].Flag
            : PolicyStatement.ReadAll(policy) is var statements && !statements.Any(static statement => statement.IsPublic) ? false
            : statements.Any(static statement => !statement.Allows && statement.IsForEveryone) ? null
            : true;
    }
}
