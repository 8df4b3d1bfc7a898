using System.Text;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Policy;

namespace ExposurePipeline.Tests.Exposure.Normalisation;

/// <summary>One batch through the normaliser, with a fixed clock.</summary>
internal static class Normalising
{
    public static readonly DateTimeOffset Now = new(2026, 7, 18, 14, 10, 0, TimeSpan.Zero);

    /// <summary>Keeps every age, for files that were recorded years ago.</summary>
    public static readonly ExposurePolicy Ageless = ExposurePolicy.Default with { History = TimeSpan.FromDays(365 * 30), Resolution = TimeSpan.Zero };

    public static RawEvent Event(string body, string? format = null, long sequence = 1) => Event(Encoding.UTF8.GetBytes(body), format, sequence);

    public static RawEvent Event(byte[] body, string? format = null, long sequence = 1) =>
        new(body, new EventPosition("connections", "0", sequence), Now, format);

    public static NormalisedBatch Read(params string[] bodies) =>
        Normaliser.Normalise([.. bodies.Select((body, index) => Event(body, sequence: index))], ExposurePolicy.Default, Now);

    public static NormalisedBatch Read(RawEvent raw, ExposurePolicy? policy = null) => Normaliser.Normalise([raw], policy ?? ExposurePolicy.Default, Now);

    public static bool Balances(this Tally tally) => tally.Read == tally.Observed + tally.Filtered.Values.Sum() + tally.Rejected.Values.Sum();

    public static IReadOnlyList<Observation> All(this NormalisedBatch batch) => [.. batch.Observations.SelectMany(entity => entity.Observations)];
}
