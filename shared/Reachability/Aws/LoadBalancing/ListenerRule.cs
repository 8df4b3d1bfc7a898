using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Aws.Network;
using ExposurePipeline.Reachability.Resources;
using static ExposurePipeline.Reachability.Aws.Documents.AwsId;

namespace ExposurePipeline.Reachability.Aws.LoadBalancing;

/// <summary>A rule of an application load balancer's listener. Host, path and header are the client's choice; only its address is not.</summary>
/// <param name="Id">Its ARN.</param>
/// <param name="Listener">The listener, by the ARN that the rule's own begins with.</param>
/// <param name="IsDefault">Whether it repeats the listener's default action.</param>
/// <param name="Sources">Clients it is for.</param>
/// <param name="TargetGroups">Where it forwards to.</param>
public sealed record ListenerRule(ResourceId Id, ResourceId Listener, bool IsDefault, SourceSet Sources, IReadOnlyList<ResourceId> TargetGroups) : Resource(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => TargetGroups.Append(Listener);

    /// <summary>Reads <c>describe-rules</c>.</summary>
    public static ListenerRule Read(ResourceChange change)
    {
        var asked = change.Body["Conditions"].Items.Where(static item => item["Field"].Text is "source-ip").Select(static item => Cidr.ReadAll(Blocks(item))).ToArray();
        return new(
            change.Id,
            ListenerOf(change.Id.Text),
            change.Body["IsDefault"].Flag ?? false,
            asked.Aggregate(SourceSet.All, static (all, blocks) => all.Intersect(SourceSet.Of(blocks.Ranges))),
            Forwarding.TargetGroups(change.Body["Actions"]))
        {
            Problems = [.. asked.SelectMany(static blocks => blocks.Unread).Select(text => $"{change.Id}: '{text}' is no address block.")],
        };
    }

    // arn:…:listener-rule/app/name/balancer/listener/rule belongs to arn:…:listener/app/name/balancer/listener.
    private static ResourceId ListenerOf(string arn) =>
        Of(arn[..Math.Max(0, arn.LastIndexOf('/'))].Replace(":listener-rule/", ":listener/", StringComparison.Ordinal));

    private static IEnumerable<string> Blocks(Body condition) => condition["SourceIpConfig"]["Values"].Texts.Concat(condition["Values"].Texts);
}
