using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Documents;

/// <summary>How AWS resources are named: by the id that other resources refer to them with, as AWS spells it.</summary>
public static class AwsId
{
    /// <summary>An id or ARN.</summary>
    public static ResourceId Of(string text) => new(Cloud.Aws, text);

    /// <summary>The id in a property; null where it is absent or empty.</summary>
    public static ResourceId? In(Body property) => property.Text is { Length: > 0 } text ? Of(text) : null;

    /// <summary>The ids in a list of texts, or in one member of each of a list of objects.</summary>
    public static IEnumerable<ResourceId> AllIn(Body list, string? member = null) =>
        list.Items.Select(item => In(member is null || !item.IsObject ? item : item[member])).OfType<ResourceId>();
}
