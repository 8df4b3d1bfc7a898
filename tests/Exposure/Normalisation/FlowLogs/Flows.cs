using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation.FlowLogs;

/// <summary>What a body of flow logs comes to, in a few words.</summary>
internal static class Flows
{
    /// <summary>2026-07-18T13:40:00Z.</summary>
    public const string Seconds = "1784382000";

    /// <summary>The entity and endpoint of the only observation, the rule of the only filtered record, or the reason of the only rejected one.</summary>
    public static string Outcome(NormalisedBatch batch)
    {
        Assert.True(batch.Tally.Balances());
        Assert.Equal(1, batch.Tally.Read);
        return batch.Observations.Count == 1 ? Describe(batch.Observations[0])
            : batch.Tally.Filtered.Count == 1 ? batch.Tally.Filtered.Keys.Single()
            : Assert.Single(batch.Rejected).Rejection.Reason.ToString();
    }

    /// <summary>As above, with the format recognised from the body.</summary>
    public static string Outcome(string body, string format)
    {
        var raw = Normalising.Event(body);
        Assert.Equal(format, EventReaders.For(raw.Body.Span)?.Format);
        return Outcome(Normalising.Read(raw));
    }

    /// <summary>How many records were observed, filtered and rejected.</summary>
    public static (int Observed, int Filtered, int Rejected) Count(NormalisedBatch batch)
    {
        Assert.True(batch.Tally.Balances());
        return (batch.Tally.Observed, batch.Tally.Filtered.Values.Sum(), batch.Tally.Rejected.Values.Sum());
    }

    private static string Describe(EntityObservations entity) => Assert.Single(entity.Observations) switch
    {
        EvidenceSeen evidence => $"{entity.Entity.Key} {evidence.Key.Transport} {evidence.Key.Local} from {evidence.Remotes.Single()}",
        ConnectionAccepted accepted => $"{entity.Entity.Key} {accepted.Transport} {accepted.Port} from {accepted.Remotes.Single()}",
        var other => other.ToString(),
    };
}
