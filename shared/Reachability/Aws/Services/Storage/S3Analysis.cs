using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Services.Storage;

/// <summary>
/// Amazon S3. The endpoint is everyone's; what keeps addresses away from a bucket is a Deny of its policy. Apart from that: whether it answers without
/// anyone signing in.
/// </summary>
public sealed class S3Analysis() : ServiceAnalysis<Bucket>(new(Cloud.Aws, "Storage", "AWS S3 buckets", "AWS::S3::Bucket"))
{
    private const string What = "bucket policy";

    /// <inheritdoc/>
    protected override Verdict Judge(Bucket service, IEstate estate, DateTimeOffset at, InternetSources internet)
    {
        var id = service.Id.Text;
        // Dual-stack endpoints exist for every bucket ("Using Amazon S3 dual-stack endpoints").
        var way = new ServiceEndpoint(id, $"{service.Name}.s3.amazonaws.com", ServiceEndpoint.Tcp(80, 443)).From(internet.Strangers);
        _ = service.Policy is { } policy ? way.Through(Denials(policy), id, What) : way.Unread(id, What, $"The policy of {id} was not read.");
        var path = way.Build();
        return new(service.Id, [path], []) { Access = AccessTo(service, estate, path.Reach, internet), Exposed = ExposedBy(service.Policy) };
    }

    private static RuleList Denials(IReadOnlyList<PolicyStatement> policy) => new(What, policy
        .Where(static statement => !statement.Allows && statement.IsForEveryone && statement.IsForAllRequests)
        .Select(static statement => (statement.Id, Met: statement.Conditions.Aggregate(Reach.Everything, static (met, condition) => met.Intersect(condition.Met))))
        .Select(static denial => new Rule(denial.Id, Allows: false, denial.Met.Certain, denial.Met.Possible)), new("no statement denies it", allows: true, FlowSet.All));

    // The published rule: exposed unless a condition on addresses stands in the policy.
    private static VerdictStatus ExposedBy(IReadOnlyList<PolicyStatement>? policy) =>
        policy is null ? VerdictStatus.Unknown
        : policy.Any(static statement => statement.HasIpCondition) ? VerdictStatus.NotReachable
        : VerdictStatus.Reachable;

    private static PublicAccess AccessTo(Bucket bucket, IEstate estate, Reach reach, InternetSources internet)
    {
        var account = bucket.Account is { } number ? estate.Find<AccountPublicAccessBlock>(AccountPublicAccessBlock.IdOf(number)) : null;
        var block = bucket.Block.With(account?.Block ?? PublicAccessBlock.Unread);
        var isPublicByPolicy = bucket.Policy?.Any(static statement => statement.IsPublic) & !block.RestrictsPolicies;
        var isPublicByList = bucket.IsGrantedToAll & !block.IgnoresAcls;
        return (isPublicByPolicy | isPublicByList | IsPublicByAccessPoint(bucket, block, estate)) switch
        {
            false => PublicAccess.No,
            _ when !IsForMany(reach.Possible, internet) => PublicAccess.No,
            true when IsForMany(reach.Certain, internet) => PublicAccess.Yes,
            _ => PublicAccess.Unknown,
        };
    }

    // What an access point permits holds only where the bucket's policy permits the same, or leaves it to access points.
    private static bool? IsPublicByAccessPoint(Bucket bucket, PublicAccessBlock block, IEstate estate) =>
        estate.Naming<AccessPoint>(bucket.Id).Aggregate((bool?)false, (any, point) => any | point.LetsEveryoneIn(block))
            & bucket.Policy?.Any(static statement => statement.LeavesToAccessPoints);

    // A policy that denies all but an office's addresses makes nothing public.
    private static bool IsForMany(FlowSet reach, InternetSources internet) => reach.Boxes.Any(box => internet.IsWide(box.Family, box.Sources));
}
