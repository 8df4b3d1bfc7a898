using System.Text.Json.Nodes;
using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Supposing;

/// <summary>Resources as they might be. Each change is made to what the ones before it left.</summary>
public sealed class SupposedResources
{
    private readonly Dictionary<ResourceId, ResourceChange> changes = [];
    private readonly List<SupposedProblem> problems = [];

    /// <summary>One of each resource, as <see cref="Analysis.Assessment"/> takes them.</summary>
    public IReadOnlyCollection<ResourceChange> Changes => changes.Values;

    /// <summary>What was not understood of them, and what has no effect.</summary>
    public IReadOnlyList<SupposedProblem> Problems => [.. problems, .. changes.Values.SelectMany(ProblemsOf)];

    /// <summary>What was supposed of a resource; null when nothing was.</summary>
    public ResourceChange? Find(ResourceId resource) => changes.GetValueOrDefault(resource);

    /// <summary>Resources are as a document says; false when it is none that a cloud's reader knows.</summary>
    public bool Add(Body document)
    {
        var told = Clouds.Changes(document).ToList();
        told.ForEach(Put);
        return told.Count > 0;
    }

    /// <summary>A resource is gone.</summary>
    public void Remove(ResourceId resource, string type) => Put(new(resource, type, ChangeKind.Deleted, null, Body.Missing));

    /// <summary>A resource's body is changed; null when all went well, else why it cannot be.</summary>
    /// <param name="known">The resource with its body.</param>
    /// <param name="patch">The change.</param>
    public PatchFault? Patch(ResourceChange known, SupposedPatch patch)
    {
        var body = JsonValues.Of(known.Body);
        if (patch.Apply(ref body) is { } fault)
        {
            return fault;
        }

        if (JsonNode.DeepEquals(body, JsonValues.Of(known.Body)))
        {
            problems.Add(new(known.Id.Text, "The patch leaves the body as it is."));
        }

        var (before, after) = (Parts(known), Parts(known with { Body = JsonValues.ToBody(body) }));
        foreach (var gone in before.ExceptBy(after.Select(static part => part.Id), static part => part.Id))
        {
            Remove(gone.Id, gone.Type);
        }

        after.ForEach(Put);
        return null;
    }

    private void Put(ResourceChange change) => changes[change.Id] = change;

    // Azure writes some resources in the body of another.
    private static List<ResourceChange> Parts(ResourceChange whole) => whole.Id.Cloud is Cloud.Azure ? [.. NestedResources.WithParts(whole)] : [whole];

    private static IEnumerable<SupposedProblem> ProblemsOf(ResourceChange change) =>
        (change.Kind is ChangeKind.Deleted ? []
        : Clouds.Read(change) switch
        {
            null => [$"Its type, {change.Type}, says nothing about exposure."],
            UnreadResource => ["Its body was not told, or cannot be understood: what depends on it is unknown."],
            var resource => resource.Problems,
        }).Select(problem => new SupposedProblem(change.Id.Text, problem));
}

/// <summary>What is wrong with a supposed resource.</summary>
/// <param name="Resource">Which, as its cloud names it.</param>
/// <param name="Problem">A sentence.</param>
public sealed record SupposedProblem(string Resource, string Problem);
