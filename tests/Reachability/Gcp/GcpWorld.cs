using System.Text.Json;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Gcp;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Tests.Reachability.Gcp;

/// <summary>An estate read from documents of Google Cloud, and its verdicts.</summary>
internal sealed class GcpWorld
{
    private static readonly GcpReader Reader = new();

    public static InternetSources Internet { get; } = InternetSources.Of(ExposurePolicy.Default);

    public static DateTimeOffset At { get; } = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    public Estate Estate { get; } = new();

    public static GcpWorld Of(params string[] documents)
    {
        var world = new GcpWorld();
        foreach (var document in documents)
        {
            world.Read(document);
        }

        return world;
    }

    public static Body Body(string json) => new(JsonElement.Parse(json));

    public static IReadOnlyList<ResourceChange> Changes(string json) => [.. Reader.Changes(Body(json))];

    public void Read(string json)
    {
        foreach (var change in Reader.Changes(Body(json)))
        {
            if (change.Kind is ChangeKind.Deleted)
            {
                Estate.Remove(change.Id);
            }
            else if (Reader.Read(change) is { } resource && (change.Kind is ChangeKind.Present || Estate.Find<Resource>(change.Id) is null))
            {
                Estate.Put(resource);
            }
        }
    }

    public Verdict Verdict(string name)
    {
        var asset = Named(name);
        return AssetKinds.Analyse(asset, Estate, At, Internet) ?? throw new InvalidOperationException($"{asset.Id} is no asset.");
    }

    private Resource Named(string name) => Estate.Resources.Single(resource => resource.Id.Text.EndsWith($"/{name}", StringComparison.Ordinal));
}
