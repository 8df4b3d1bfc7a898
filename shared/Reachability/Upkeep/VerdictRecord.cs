using System.Security.Cryptography;
using System.Text.Json;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Messages;
using ExposurePipeline.Reachability.Ports;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Upkeep;

/// <summary>A verdict as it is kept.</summary>
/// <param name="Asset">Whose.</param>
/// <param name="Short">As listings need it.</param>
/// <param name="View">All of it: a <see cref="VerdictView"/> as UTF-8 JSON.</param>
/// <param name="Addresses">Which public addresses were told that they lead to the asset, encoded.</param>
/// <param name="Hash">Of all that is said, time apart: 32 hexadecimal digits.</param>
public sealed record VerdictRecord(ResourceId Asset, StoredVerdict Short, ReadOnlyMemory<byte> View, ReadOnlyMemory<byte> Addresses, string Hash)
{
    private const int HashBytes = 16;

    /// <summary>Most flows and entrances that are told in short.</summary>
    public const int Told = 16;

    /// <summary>The record of a verdict.</summary>
    /// <param name="verdict">Which.</param>
    /// <param name="told">What devices and addresses are told of it.</param>
    /// <param name="internet">Who counts as the internet.</param>
    /// <param name="at">What time it is.</param>
    public static VerdictRecord Of(Verdict verdict, IReadOnlyList<EntityObservations> told, InternetSources internet, DateTimeOffset at)
    {
        var view = JsonSerializer.SerializeToUtf8Bytes(VerdictView.Of(verdict, internet), ReachabilityJson.Relaxed.VerdictView);
        var flows = verdict.Reach.Certain.Boxes.ToArray().Select(static box => $"{box}").Distinct().Take(Told);
        var entrances = verdict.Paths.Where(static path => !path.Reach.Certain.IsEmpty).Select(static path => path.Entrance.Address).OfType<string>().Distinct().Take(Told);
        return new(
            verdict.Asset,
            new(verdict.Status, verdict.WidthFor(internet), verdict.Access, verdict.Exposed, [.. flows], [.. entrances], at)
            {
                IsComplete = told.SelectMany(static entity => entity.Observations).OfType<ConfigurationJudged>().Any(static judged => judged.IsComplete),
            },
            view,
            ToldAddresses.Write(told),
            HashOf(view, told));
    }

    // What devices are told follows from more than the view: trusted sources.
    private static string HashOf(byte[] view, IEnumerable<EntityObservations> told)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(view);
        foreach (var entity in told)
        {
            hash.AppendData(ObservationCodec.Encode(entity with { Enqueued = default, Observations = [.. entity.Observations.Select(Timeless)] }));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, HashBytes));
    }

    private static Observation Timeless(Observation observation) => observation switch
    {
        ConfigurationJudged judged => judged with { At = DateTimeOffset.UnixEpoch },
        AssetBehind behind => behind with { Seen = Sighting.At(DateTimeOffset.UnixEpoch) },
        _ => observation,
    };
}
