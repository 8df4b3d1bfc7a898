using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Documents;

/// <summary>Tells Azure's surfaces apart by what they contain: events, Resource Graph tables, templates, bodies, and lists and envelopes of these.</summary>
internal static class AzureDocument
{
    /// <summary>Envelopes: <c>value</c> of ARM lists, <c>data</c> of Resource Graph, <c>body</c> of recorded responses, <c>records</c> of event hubs, <c>tables</c> of a query to Azure Monitor Logs.</summary>
    private static readonly string[] Envelopes = ["value", "data", "body", "records", "tables"];

    /// <summary>Lists that may be told in parts: those of envelopes, and the rows of a table.</summary>
    public static IReadOnlyCollection<string> Lists { get; } = [.. Envelopes, "rows"];

    /// <summary>Every resource that a document tells of.</summary>
    public static IEnumerable<ResourceChange> Changes(Body document) =>
        document.IsArray ? document.Items.SelectMany(Changes)
        : !document.IsObject ? []
        : AzureEvent.IsOne(document) ? AzureEvent.Changes(document)
        : ResourceGraphTable.IsOne(document) ? ResourceGraphTable.Rows(document).SelectMany(Changes)
        : DeploymentTemplate.IsOne(document) ? DeploymentTemplate.Changes(document)
        : IsBody(document) ? Changes(document, version: null)
        : Envelopes.SelectMany(envelope => document[envelope] is { Exists: true } inner ? Changes(inner) : []);

    /// <summary>A body, and the parts of it that are resources of their own.</summary>
    public static IEnumerable<ResourceChange> Changes(Body body, DateTimeOffset? version) =>
        ArmId.Of(body["id"].Text) is { } id ? NestedResources.WithParts(new(id, body["type"].Text ?? ArmId.TypeOf(id), ChangeKind.Present, version, body)) : [];

    private static bool IsBody(Body document) => ArmId.IsResource(document["id"].Text) && (document["properties"].Exists || document["type"].Exists);
}
