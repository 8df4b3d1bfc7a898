using System.Globalization;
using System.Text.Json;
using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Messages;

/// <summary>One entry of a device's timeline.</summary>
/// <param name="At">The effective moment, UTC.</param>
/// <param name="Kind"><c>added</c>, <c>removed</c>, <c>evidence</c>, <c>recommendation</c>, <c>reported</c>, <c>reviewed</c>, <c>merged</c>, <c>offboarded</c>, <c>configured</c>.</param>
/// <param name="Text">What happened, as a sentence.</param>
public sealed record TimelineEntry(DateTime At, string Kind, string Text)
{
    /// <summary>Of a tag: 1 for the first time the device was flagged, and so on.</summary>
    public int? Episode { get; init; }

    /// <summary>Of a removed tag: why it went.</summary>
    public RemovalCause? Cause { get; init; }

    /// <summary>The reasons in force at the change of a tag.</summary>
    public IReadOnlyList<Reason>? Reasons { get; init; }

    /// <summary>Evidence that appeared, or came back after it had expired.</summary>
    public IReadOnlyList<EvidenceView>? Evidence { get; init; }

    /// <summary>The report that was made or reviewed.</summary>
    public string? ReportId { get; init; }

    /// <summary>Who reported or decided.</summary>
    public string? By { get; init; }

    /// <summary>Of an approval: until when, UTC.</summary>
    public DateTime? Until { get; init; }

    /// <summary>What they wrote.</summary>
    public string? Comment { get; init; }

    /// <summary>What configuration now says of the device.</summary>
    public ConfiguredExposureView? Configured { get; init; }

    /// <summary>The entry as it is kept.</summary>
    public HistoryEntry On(EntityId device, string key) =>
        new(device, new(At, TimeSpan.Zero), Kind, key, JsonSerializer.SerializeToUtf8Bytes(this, ExposureJson.Relaxed.TimelineEntry));

    /// <summary>Reads what <see cref="On"/> wrote.</summary>
    /// <exception cref="JsonException">The bytes are something else.</exception>
    public static TimelineEntry Of(HistoryEntry entry) => JsonSerializer.Deserialize(entry.Detail.Span, ExposureJson.Relaxed.TimelineEntry) ?? throw new JsonException("null");

    /// <summary>A tag that came or went.</summary>
    public static HistoryEntry Of(TagChange change) => new TimelineEntry(
        change.At.UtcDateTime, change.Kind is TagChangeKind.Added ? "added" : "removed",
        change.Kind is TagChangeKind.Added ? "The device became internet-facing." : $"The device is no longer internet-facing: {Sentence(change.Cause)}.")
    {
        Episode = change.Episode,
        Cause = change.Cause,
        Reasons = change.Status.Reasons,
    }.On(change.Device, change.Episode.ToString("d8", CultureInfo.InvariantCulture));

    /// <summary>Configuration that came to another status.</summary>
    public static TimelineEntry Of(ConfigurationJudged judged) => new(judged.At.UtcDateTime, "configured", judged.Status switch
    {
        ConfiguredStatus.Reachable when judged.Width is ConfiguredWidth.Trusted => "The cloud configuration lets trusted sources alone reach this device.",
        ConfiguredStatus.Reachable => "The cloud configuration lets the internet reach this device.",
        ConfiguredStatus.NotReachable => "The cloud configuration does not let the internet reach this device.",
        ConfiguredStatus.Gone => "The cloud resource of this device was deleted.",
        _ => "Whether the cloud configuration lets the internet reach this device is not known: something that decides was not read.",
    })
    {
        Configured = ConfiguredExposureView.Of(judged),
    };

    private static string Sentence(RemovalCause? cause) => cause switch
    {
        RemovalCause.Merged => "it was merged into another device",
        RemovalCause.Accepted => "a report that this does not count was approved",
        RemovalCause.Offboarded => "it was offboarded",
        RemovalCause.Reattributed => "what answered is another device's, this one only passes it on",
        _ => "nothing was seen for the whole window",
    };
}
