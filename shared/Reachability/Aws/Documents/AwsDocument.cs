using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Documents;

/// <summary>Takes AWS's documents out of their envelopes, down to one change a resource.</summary>
internal static class AwsDocument
{
    // Lists of answers, each with the id of what was asked for beside the answer.
    private static readonly string[] Answers = ["LoadBalancerListeners", "LoadBalancerTargetHealth"];

    private static readonly string[] Items = ["configurationItems", "baseConfigurationItems", "Results"];

    /// <summary>Lists that may be told in parts.</summary>
    public static IReadOnlyCollection<string> Lists { get; } = [.. Items, .. Answers, "Records", "Reservations", .. AwsTypes.All.Select(static type => type.List)];

    /// <summary>Every resource a document tells of.</summary>
    public static IEnumerable<ResourceChange> Changes(Body any)
    {
        var document = any.Decoded;
        return document.IsArray ? document.Items.SelectMany(Changes)
            : !document.IsObject ? []
            : Inner(document) is { Exists: true } inner ? Changes(inner)
            : document["resourceType"].Exists ? Single(ConfigItem.Read(document))
            : Alone(document) ?? Listed(document);
    }

    // EventBridge, SNS, the event of a Config rule, a Lambda's batch of any of them, and recorded answers.
    private static Body Inner(Body document) =>
        document["configurationItem"] is { Exists: true } item ? item
        // Only where a notification was too big for its channel: it has no configuration, so that the change is told and unread.
        : document["configurationItemSummary"] is { Exists: true } summary ? summary
        : document["invokingEvent"] is { Exists: true } invoking ? invoking
        : document["detail"] is { IsObject: true } detail && document["source"].Text is "aws.config" ? detail
        : document["Message"] is { Exists: true } message && document["TopicArn"].Exists ? message
        : document["Sns"] is { IsObject: true } notification ? notification
        : document["body"] is { Exists: true } queued && document["eventSourceARN"].Exists ? queued
        : document["Records"] is { IsArray: true } records ? records
        : document["data"] is { IsObject: true } data && document["status_code"].Exists ? data
        : Body.Missing;

    private static IEnumerable<ResourceChange> Listed(Body document) =>
        Items.Concat(Answers).SelectMany(name => document[name] is { IsArray: true } list ? list.Items.SelectMany(Changes) : [])
            .Concat(document["Reservations"].Items.SelectMany(Listed))
            .Concat(AwsTypes.All.Where(static type => !Answers.Contains(type.List)).SelectMany(type => OfType(document[type.List], type)));

    private static IEnumerable<ResourceChange> OfType(Body list, AwsType type) => list.Items
        .Where(static body => body.IsObject)
        .SelectMany(body => Single(Present(body, type)).Concat(Nested(body, type)));

    // Collectors keep the answer about a balancer's listeners in the balancer that they asked for.
    private static IEnumerable<ResourceChange> Nested(Body body, AwsType type) =>
        type.List is "LoadBalancers" ? OfType(body["Listeners"], AwsTypes.ByName["AWS::ElasticLoadBalancingV2::Listener"]) : [];

    // A body that stands alone is no answer: the groups and interfaces in it are mentions.
    private static IEnumerable<ResourceChange>? Alone(Body body)
    {
        // Results of an advanced query have the configuration without its envelope.
        var bare = body["configuration"].Decoded is { IsObject: true } configuration ? configuration : body;
        return AwsTypes.All.FirstOrDefault(type => type.Describes(bare)) is { } type ? Single(Present(bare, type)).Concat(Nested(bare, type)) : null;
    }

    private static ResourceChange? Present(Body body, AwsType type) =>
        type.IdOf(body) is { } id ? new(id, type.Name, ChangeKind.Present, null, body) : null;

    private static IEnumerable<ResourceChange> Single(ResourceChange? change) => change is null ? [] : [change];
}
