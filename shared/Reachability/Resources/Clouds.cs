using System.Text.Json;

namespace ExposurePipeline.Reachability.Resources;

/// <summary>The readers of all clouds.</summary>
public static class Clouds
{
    /// <summary>One a cloud; AWS, whose bare bodies are told by the marks of every type, is asked last.</summary>
    public static IReadOnlyList<ICloudReader> Readers { get; } =
    [
        new Azure.AzureReader(),
        new Gcp.GcpReader(),
        new Aws.AwsReader(),
    ];

    /// <summary>What a document of any cloud tells: it is of the first in whose terms it tells of anything.</summary>
    public static IEnumerable<ResourceChange> Changes(Body document) => document.IsArray
        ? document.Items.SelectMany(Changes)
        : Readers.Select(reader => reader.Changes(document).ToArray()).FirstOrDefault(static changes => changes.Length > 0) ?? [];

    /// <summary>Whether a resource of this type, with whatever body, may say something about exposure.</summary>
    public static bool Concern(ResourceChange change) => Read(change with { Kind = ChangeKind.Present, Body = Empty }) is not null;

    private static Body Empty { get; } = new(JsonElement.Parse("{}"));

    /// <summary>Understands a body; null for a type that says nothing about exposure.</summary>
    public static Resource? Read(ResourceChange change) => Readers.FirstOrDefault(reader => reader.Cloud == change.Id.Cloud)?.Read(change);
}
