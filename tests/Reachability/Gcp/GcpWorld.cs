using System.Text.Json;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Gcp;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Tests.Reachability.Gcp;

/// <summary>What is assessed of documents of Google Cloud.</summary>
internal sealed class GcpWorld
{
    private static readonly GcpReader Reader = new();
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Assessment assessment = new(Internet);

    public static InternetSources Internet { get; } = InternetSources.Of(ExposurePolicy.Default);

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

    public void Read(string json) => assessment.Accept(assessment.Propose(Changes(json), Now));

    /// <summary>Of the asset whose full resource name ends so.</summary>
    public Verdict Verdict(string name) =>
        assessment.Verdicts.Single(verdict => verdict.Asset.Text.EndsWith($"/{name}", StringComparison.Ordinal));

    public IEnumerable<Verdict> Verdicts => assessment.Verdicts;

    /// <summary>Everything that was read.</summary>
    public IEnumerable<Resource> Resources => ((Estate)assessment.Estate).Resources;

    public Resource? Find(ResourceId id) => assessment.Estate.Find<Resource>(id);
}
