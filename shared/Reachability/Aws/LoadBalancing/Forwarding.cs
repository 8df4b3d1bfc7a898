using ExposurePipeline.Reachability.Resources;
using static ExposurePipeline.Reachability.Aws.Documents.AwsId;

namespace ExposurePipeline.Reachability.Aws.LoadBalancing;

/// <summary>The target groups that a listener's or a rule's actions forward to.</summary>
internal static class Forwarding
{
    /// <summary>Each group once; a redirect, a fixed response or a sign-in leads to none.</summary>
    public static IReadOnlyList<ResourceId> TargetGroups(Body actions) =>
    [
        .. actions.Items
            .SelectMany(static action => AllIn(action["ForwardConfig"]["TargetGroups"], "TargetGroupArn").Concat(AllIn(action["TargetGroupArn"])))
            .Distinct(),
    ];
}
