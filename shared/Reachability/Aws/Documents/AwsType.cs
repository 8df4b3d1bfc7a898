using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Documents;

/// <summary>How one type of resource comes in AWS's documents.</summary>
/// <param name="Name">As AWS Config and CloudFormation name it.</param>
/// <param name="List">The member of a <c>describe-*</c> answer that lists such resources.</param>
/// <param name="Ids">Members of a body that may hold its id, the best first.</param>
/// <param name="Marks">Members any of which tells a body of this type from others that merely mention the id.</param>
internal sealed record AwsType(string Name, string List, string[] Ids, params string[] Marks)
{
    /// <summary>Where the body holds a bare name: what makes it unique among all resources.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Where several bodies bear the id of one resource: what tells this one from the resource itself.</summary>
    public string Suffix { get; init; } = "";

    /// <summary>The member that tells versions of one resource apart; null where there is only one.</summary>
    public string? Version { get; init; }

    /// <summary>Whether AWS Config's <c>resourceId</c> is another id than the one that others refer to, so that the ARN is used.</summary>
    public bool ByArn { get; init; }

    /// <summary>The id that a body tells; null when it tells none.</summary>
    public ResourceId? IdOf(Body body) => Ids.Select(name => body[name].Text).FirstOrDefault(static text => text is { Length: > 0 }) is { } id ? Named(id, Version is null ? "" : $":{body[Version].Text}") : null;

    /// <summary>The id that the envelope of a configuration item tells.</summary>
    public ResourceId? IdOfItem(Body item) => ((ByArn ? item["arn"].Text : null) ?? item["resourceId"].Text) is { Length: > 0 } id ? Named(id) : null;

    /// <summary>Whether a body stands for itself as one of these.</summary>
    public bool Describes(Body body) => IdOf(body) is not null && Array.Exists(Marks, mark => body[mark].Exists);

    private ResourceId Named(string id, string version = "") => AwsId.Of($"{(id.StartsWith("arn:", StringComparison.Ordinal) ? "" : Prefix)}{id}{version}{Suffix}");
}
