using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Documents;

/// <summary>An ARM template: what would be deployed. Its resources have names and no ids, and expressions where values are not known yet.</summary>
internal static class DeploymentTemplate
{
    /// <summary>Whether a document is a template.</summary>
    public static bool IsOne(Body document) => document["$schema"].Text?.Contains("deploymentTemplate", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Its resources, numbered where two have the same name, which expressions allow.</summary>
    public static IEnumerable<ResourceChange> Changes(Body document) => document["resources"].Items
        .Where(static resource => resource["type"].Text is not null)
        .SelectMany(static resource => WithChildren(resource["type"].Text!, NamesOf(resource), resource))
        .GroupBy(static change => change.Id)
        .SelectMany(static same => same.Select((change, index) => index == 0 ? change : change with { Id = change.Id with { Text = $"{change.Id.Text}#{index + 1}" } }))
        .SelectMany(NestedResources.WithParts);

    // A child inside its parent names only its own part ("Set name and type for child resources").
    private static IEnumerable<ResourceChange> WithChildren(string type, string[] names, Body resource) => resource["resources"].Items
        .Where(static child => child["type"].Text is not null)
        .SelectMany(child => WithChildren(child["type"].Text!.Contains('.', StringComparison.Ordinal) ? child["type"].Text! : $"{type}/{child["type"].Text}", [.. names, NamesOf(child)[^1]], child))
        .Prepend(Change(type, names, resource));

    private static string[] NamesOf(Body resource) => resource["name"].Text is not { } name ? [""] : IsExpression(name) ? [name] : name.Split('/');

    private static ResourceChange Change(string type, string[] names, Body resource)
    {
        var types = type.Split('/');
        var pairs = types.Skip(1).Select((part, index) => $"/{part}/{(index < names.Length ? names[index] : names[^1])}");
        return new(ArmId.Of($"/providers/{types[0]}{string.Concat(pairs)}")!.Value, type, ChangeKind.Present, null, resource);
    }

    /// <summary>Whether a value is known only on deployment ("Syntax and expressions in ARM templates"); <c>[[</c> is an escaped bracket.</summary>
    public static bool IsExpression(string text) => text.StartsWith('[') && !text.StartsWith("[[", StringComparison.Ordinal) && text.EndsWith(']');
}
