using System.Text.Json;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Aws;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Tests.Reachability.Aws;

/// <summary>What AWS's documents say together.</summary>
internal sealed class AwsEstate
{
    private static readonly AwsReader Reader = new();
    private readonly Estate estate = new();

    public static InternetSources Internet { get; } = InternetSources.Of(ExposurePolicy.Default);

    public IEstate Resources => estate;

    public IEnumerable<Resource> All => estate.Resources;

    public static AwsEstate Of(params IEnumerable<string> documents)
    {
        var read = new AwsEstate();
        foreach (var resource in documents.SelectMany(Changes).Select(Reader.Read).OfType<Resource>())
        {
            read.estate.Put(resource);
        }

        return read;
    }

    /// <summary>Every document in a folder, whatever the files are called.</summary>
    public static AwsEstate In(string folder) => Of(Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText));

    public static IReadOnlyList<ResourceChange> Changes(string json) => [.. Reader.Changes(new Body(JsonElement.Parse(json)))];

    public Resource Named(string id) => estate.Resources.Single(resource => resource.Id.Text == id || resource.Name == id);

    public Verdict Verdict(string id) => AssetKinds.Analyse(Named(id), estate, DateTimeOffset.UnixEpoch, Internet) ?? throw new InvalidOperationException($"{id} is no asset.");

    public VerdictStatus Tcp(string id, int port, Family family = Family.V4) => Verdict(id).At(family, Protocols.Tcp, port);

    /// <summary>What certainly gets through, as people write it, without the sources.</summary>
    public IEnumerable<string> Open(string id) => Verdict(id).Reach.Certain.Boxes.Select(static box => box.Family is Family.V4 ? $"{box}" : $"v6 {box}");
}
