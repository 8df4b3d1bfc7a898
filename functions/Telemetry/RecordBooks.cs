using System.Text.Json.Serialization;
using ExposurePipeline.Exposure.Normalisation;

namespace ExposurePipeline.Functions.Telemetry;

/// <summary>The books of this instance since it started, in records. They balance: what was read was observed, filtered or rejected.</summary>
public sealed class RecordBooks
{
    private readonly Lock gate = new();
    private RecordTotals totals;

    /// <summary>The books as they stand.</summary>
    public RecordTotals Totals
    {
        get
        {
            lock (gate)
            {
                return totals;
            }
        }
    }

    /// <summary>Adds the books of a batch that was handed over. A batch that is repeated after a failure counts once, as it was not handed over before.</summary>
    public void Add(Tally tally)
    {
        lock (gate)
        {
            totals = new(
                totals.Read + tally.Read, totals.Observed + tally.Observed,
                totals.Filtered + tally.Filtered.Values.Sum(), totals.Rejected + tally.Rejected.Values.Sum());
        }
    }
}

/// <summary>Records by outcome.</summary>
/// <param name="Read">Met.</param>
/// <param name="Observed">Became observations.</param>
/// <param name="Filtered">Say nothing about exposure.</param>
/// <param name="Rejected">Could not be used and were set aside.</param>
public readonly record struct RecordTotals(long Read, long Observed, long Filtered, long Rejected)
{
    /// <summary>Whether every record has its outcome.</summary>
    [JsonIgnore]
    public bool IsBalanced => Read == Observed + Filtered + Rejected;
}
