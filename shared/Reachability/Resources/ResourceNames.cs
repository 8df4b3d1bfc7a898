using ExposurePipeline.Reachability.Aws.Documents;
using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Gcp.Documents;

namespace ExposurePipeline.Reachability.Resources;

/// <summary>Which resource people mean.</summary>
public static class ResourceNames
{
    /// <summary>What a text may mean, the likeliest first: an ARM id in any case, a URL or name of Google's, an id of AWS, or an ARN of what others know by its id.</summary>
    public static IEnumerable<ResourceId> Of(string text) =>
        text.Trim() is not { Length: > 0 } name ? []
        : IsArm(name) ? ((ResourceId?[])[ArmId.Of(name)]).OfType<ResourceId>()
        : GcpName.Of(name) is { } google ? [google]
        : Amazon(name);

    private static bool IsArm(string name) => ArmId.IsResource(name) || name.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase);

    // Others refer to most load balancers by ARN, to instances and buckets by what ends theirs.
    private static IEnumerable<ResourceId> Amazon(string name) =>
        name.StartsWith("arn:", StringComparison.OrdinalIgnoreCase) ? [AwsId.Of(name), AwsId.Of(name[(name.LastIndexOfAny(['/', ':']) + 1)..])] : [AwsId.Of(name)];
}
