using System.Buffers;
using System.Text;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;

namespace ExposurePipeline.Tests.Exposure.Normalisation;

/// <summary>What a batch says, in one text that is the same whatever the order of its events.</summary>
internal static class NormalisedText
{
    /// <summary>Observations and books.</summary>
    public static string Of(NormalisedBatch batch) => $"{Observations(batch)}\n{Books(batch.Tally)}";

    /// <summary>Observations alone, one a line.</summary>
    public static string Observations(NormalisedBatch batch)
    {
        var lines = batch.Observations.SelectMany(entity => entity.Observations.Select(observation =>
        {
            // Remotes are a set: they come in the order of arrival, which nothing may depend on.
            var sorted = observation switch
            {
                EvidenceSeen evidence => evidence with { Remotes = [.. evidence.Remotes.Order()] },
                ConnectionAccepted connection => connection with { Remotes = [.. connection.Remotes.Order()] },
                _ => observation,
            };
            var output = new ArrayBufferWriter<byte>();
            ObservationCodec.Write(output, [entity with { Observations = [sorted] }]);
            return Encoding.UTF8.GetString(output.WrittenSpan);
        }));
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    private static string Books(Tally tally) => string.Join(' ',
    [
        $"{tally.Read} {tally.Observed}",
        .. tally.Filtered.OrderBy(rule => rule.Key, StringComparer.Ordinal).Select(rule => $"{rule.Key} {rule.Value}"),
        .. tally.Rejected.OrderBy(reason => reason.Key).Select(reason => $"{reason.Key} {reason.Value}"),
    ]);
}
