using System.Text.Json;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;
using Xunit;

namespace ExposurePipeline.Tests.Reachability.Services;

/// <summary>Services from their native bodies, one beside the other, to the verdict of the first.</summary>
internal static class Cases
{
    public static DateTimeOffset Now { get; } = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    public static InternetSources Internet { get; } = InternetSources.Of(ExposurePolicy.Default);

    public static ResourceChange AzureBody(string type, string id, string json) => Change(Cloud.Azure, type, id.ToLowerInvariant(), json);

    public static ResourceChange AwsBody(string type, string id, string json) => Change(Cloud.Aws, type, id, json);

    public static ResourceChange GcpBody(string type, string id, string json) => Change(Cloud.Gcp, type, id, json);

    /// <summary>The verdict of the first resource, with all others known.</summary>
    public static Verdict Judge(params ResourceChange[] changes)
    {
        var assessment = new Assessment(Internet, Read, AssetKinds.Analyse);
        assessment.Accept(assessment.Propose(changes, Now));
        return assessment.Find(changes[0].Id)!;
    }

    public static Resource Read(ResourceChange change) => Clouds.Read(change) ?? throw new ArgumentException($"{change.Type} is not read.");

    public static VerdictStatus OnTcp(this Verdict verdict, int port) => verdict.At(Family.V4, Protocols.Tcp, port);

    public static Width? Width(this Verdict verdict) => verdict.WidthFor(Internet);

    /// <summary>Whether an address certainly gets to a port.</summary>
    public static bool Serves(this Verdict verdict, string address, int port = 443) => IpAddress.TryParse(address, out var from)
        && verdict.Reach.Certain.Sources(from.IsV4 ? Family.V4 : Family.V6, Protocols.Tcp, port).Contains(from.Bits);

    /// <summary>Asserts that the only way ends, and why.</summary>
    public static void AssertClosed(this Verdict verdict, string because)
    {
        Assert.Equal(VerdictStatus.NotReachable, verdict.Status);
        Assert.Contains(because, Assert.Single(verdict.Paths).Block!.Hop.Reason, StringComparison.Ordinal);
    }

    /// <summary>Asserts that nothing is decided, and what would have to be read.</summary>
    public static void AssertUnknown(this Verdict verdict, string missing)
    {
        Assert.Equal(VerdictStatus.Unknown, verdict.Status);
        Assert.Contains(verdict.Missing.Concat(verdict.Paths.SelectMany(static path => path.Missing)), reason => reason.Contains(missing, StringComparison.Ordinal));
    }

    private static ResourceChange Change(Cloud cloud, string type, string id, string json) =>
        new(new(cloud, id), type, ChangeKind.Present, null, new(JsonElement.Parse(json)));
}
