using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Functions.Telemetry;

namespace ExposurePipeline.Benchmarks.Soak;

/// <summary>An event of the traffic, and what its records come to.</summary>
/// <param name="Hub">Where it is sent.</param>
/// <param name="Body">Its bytes.</param>
/// <param name="Device">What its producer says of whose it is; null when the records say it.</param>
/// <param name="Outcome">Its records by outcome, as read in this process.</param>
internal sealed record TrafficEvent(string Hub, byte[] Body, string? Device, RecordTotals Outcome)
{
    /// <summary>As the functions get it.</summary>
    public RawEvent Raw(DateTimeOffset now) => new(Body, new EventPosition(Hub, "0", 0), now)
    {
        Properties = Device is null ? EventProperties.None : new(new Dictionary<string, string> { [EventProperties.DeviceId] = Device }),
    };

    /// <summary>The books of sending several.</summary>
    public static RecordTotals Sum(IEnumerable<TrafficEvent> sent)
    {
        var books = default(RecordTotals);
        foreach (var outcome in sent.Select(each => each.Outcome))
        {
            books = new(books.Read + outcome.Read, books.Observed + outcome.Observed, books.Filtered + outcome.Filtered, books.Rejected + outcome.Rejected);
        }

        return books;
    }
}
