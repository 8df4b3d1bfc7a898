namespace ExposurePipeline.Reachability.Resources;

/// <summary>What a snapshot or an event says about one resource, before its body is understood.</summary>
/// <param name="Id">Which.</param>
/// <param name="Type">The cloud's own name of the type, in its own spelling: <c>Microsoft.Network/networkInterfaces</c>, <c>AWS::EC2::Instance</c>, <c>compute.googleapis.com/Instance</c>.</param>
/// <param name="Kind">Whether there is a body.</param>
/// <param name="Version">When it became so, by the cloud's clock; null where the source does not say: then it counts as older than anything that does.</param>
/// <param name="Body">The cloud's own body; missing unless <paramref name="Kind"/> is <see cref="ChangeKind.Present"/>.</param>
public sealed record ResourceChange(ResourceId Id, string Type, ChangeKind Kind, DateTimeOffset? Version, Body Body);

/// <summary>Kinds of changes.</summary>
public enum ChangeKind
{
    /// <summary>It exists, with this body.</summary>
    Present,

    /// <summary>It was deleted.</summary>
    Deleted,

    /// <summary>It exists or changed, and its body was not told: verdicts that depend on it are unknown until it is read.</summary>
    Unread,
}
