using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Aws.Network;
using ExposurePipeline.Reachability.Resources;
using static ExposurePipeline.Reachability.Aws.Documents.AwsId;

namespace ExposurePipeline.Reachability.Aws.LoadBalancing;

/// <summary>A rule of an application load balancer's listener. Host, path and header are the client's choice; only its address is not.</summary>
/// <param name="Id">Its ARN.</param>
/// <param name="Listener">The listener, by the ARN that the rule's own begins with.</param>
/// <param name="IsDefault">Whether it repeats the listener's default action.</param>
/// <param name="Priority">Its place, lowest first; null where it was not told.</param>
/// <param name="Sources">Clients it is for.</param>
/// <param name="TakesEveryRequest">Whether nothing that the client chooses keeps a request from it, so that rules after it get none of its clients.</param>
/// <param name="TargetGroups">Where it forwards to.</param>
public sealed record ListenerRule(
    ResourceId Id, ResourceId Listener, bool IsDefault, long? Priority, SourceSet Sources, bool TakesEveryRequest, IReadOnlyList<ResourceId> TargetGroups) : Resource(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => TargetGroups.Append(Listener);

    /// <summary>Reads <c>describe-rules</c>.</summary>
    public static ListenerRule Read(ResourceChange change)
    {
        var asked = change.Body["Conditions"].Items.Where(IsAboutTheClient).Select(static item => Cidr.ReadAll(ValuesOf(item, "SourceIpConfig"))).ToArray();
        return new(
            change.Id,
            ListenerOf(change.Id.Text),
            change.Body["IsDefault"].Flag ?? false,
            change.Body["Priority"].Number,
            asked.Aggregate(SourceSet.All, static (all, blocks) => all.Intersect(SourceSet.Of(blocks.Ranges))),
            change.Body["Conditions"].Items.All(static item => IsAboutTheClient(item) || IsAlwaysMet(item)),
            Forwarding.TargetGroups(change.Body["Actions"]))
        {
            Problems = [.. asked.SelectMany(static blocks => blocks.Unread).Select(text => $"{change.Id}: '{text}' is no address block.")],
        };
    }

    // arn:…:listener-rule/app/name/balancer/listener/rule belongs to arn:…:listener/app/name/balancer/listener.
    private static ResourceId ListenerOf(string arn) =>
        Of(arn[..Math.Max(0, arn.LastIndexOf('/'))].Replace(":listener-rule/", ":listener/", StringComparison.Ordinal));

    private static bool IsAboutTheClient(Body condition) => condition["Field"].Text is "source-ip";

    private static bool IsAlwaysMet(Body condition) => condition["Field"].Text switch
    {
        "host-header" => ValuesOf(condition, "HostHeaderConfig").Contains("*"),
        "path-pattern" => ValuesOf(condition, "PathPatternConfig").Any(static pattern => pattern is "*" or "/*"),
        _ => false,
    };

    private static IEnumerable<string> ValuesOf(Body condition, string config) => condition[config]["Values"].Texts.Concat(condition["Values"].Texts);
}
