using System.Globalization;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>What a device's timeline gains by a decision, beside its tag.</summary>
internal static class DeviceHistory
{
    // 512 characters of any script.
    private const int TextBytes = 4096;

    /// <summary>Evidence that appeared or came back, reports and reviews, merge and offboarding, another verdict of configuration, recommendations.</summary>
    public static IEnumerable<HistoryEntry> Of(EntityId device, DeviceState before, DeviceState after, IReadOnlyList<RecommendationChange> recommendations, Occasion occasion) =>
        Evidence(device, before, after, occasion)
            .Concat(Disputes(device, before, after, occasion))
            .Concat(Care(device, before, after, occasion))
            .Concat(Configuration(device, before.Configuration, after.Configuration))
            .Concat(recommendations.Select(Entry));

    // All that appeared in one decision is one entry, so that an entity's changes fit one transaction.
    private static IEnumerable<HistoryEntry> Evidence(EntityId device, DeviceState before, DeviceState after, Occasion occasion)
    {
        List<KnownEvidence> fresh = [.. after.Evidence.Items.Where(e => IsFresh(before, e.Key, e.Value, occasion)).Select(e => new KnownEvidence(e.Key, e.Value))];
        if (fresh.Count == 0)
        {
            yield break;
        }

        var views = EvidenceView.Of(fresh, after, occasion.Policy);
        var at = fresh.Min(e => before.Evidence.TryGet(e.Key, out _) ? e.Evidence.Seen.Last : e.Evidence.Seen.First);
        yield return new TimelineEntry(at.UtcDateTime, "evidence", fresh.Count == 1 ? "Evidence appeared, or came back after it had expired." : $"{fresh.Count} pieces of evidence appeared, or came back after they had expired.") { Evidence = views }
            .On(device, Hash(string.Join(' ', fresh.Select(e => $"{StableHashes.Of(e.Key):x16}{e.Evidence.Seen.Last.UtcTicks:x}").Order(StringComparer.Ordinal))));
    }

    private static bool IsFresh(DeviceState before, EvidenceKey key, Evidence now, Occasion occasion) =>
        !before.Evidence.TryGet(key, out var known) || known.Seen.Last + occasion.Policy.Window <= now.Seen.Last;

    private static IEnumerable<HistoryEntry> Disputes(EntityId device, DeviceState before, DeviceState after, Occasion occasion)
    {
        foreach (var (id, dispute) in after.Disputes.Items)
        {
            var known = before.Disputes.TryGet(id, out var old) ? old : new(null, null);
            if (dispute.Report is { } report && known.Report is null)
            {
                yield return Entry(report, occasion).On(device, id);
            }

            if (dispute.Review is { } review && review != known.Review)
            {
                yield return Entry(review, occasion).On(device, id);
            }
        }
    }

    // State keeps the beginning of what people write, the timeline all of it.
    private static TimelineEntry Entry(ReportRegister report, Occasion occasion) => new(
        report.At.UtcDateTime, "reported", "A person reported that the internet-facing classification is inaccurate.")
    {
        ReportId = report.Value.Report,
        By = report.Value.By,
        Comment = Bound(Said<InaccuracyReported>(occasion, r => r.Report == report.Value.Report && r.At == report.At)?.Comment) ?? report.Value.Comment,
    };

    private static TimelineEntry Entry(ReviewRegister review, Occasion occasion) => new(
        review.At.UtcDateTime, "reviewed",
        review.Value.IsApproved ? "An operator approved the report: what it is about does not count until the date given." : "An operator dismissed the report.")
    {
        ReportId = review.Value.Report,
        By = review.Value.By,
        Until = review.Value.Until?.UtcDateTime,
        Comment = Bound(Said<InaccuracyReviewed>(occasion, r => r.Report == review.Value.Report && r.At == review.At)?.Comment) ?? review.Value.Comment,
    };

    private static IEnumerable<HistoryEntry> Care(EntityId device, DeviceState before, DeviceState after, Occasion occasion)
    {
        if (after.MergedInto is { } merged && merged != before.MergedInto)
        {
            yield return new TimelineEntry(merged.At.UtcDateTime, "merged", $"The device was merged into {merged.Value.Value}.").On(device, Hash(merged.Value.Value));
        }

        var decree = Said<DeviceOffboarded>(occasion, o => o.At == after.OffboardedAt);
        if (after.OffboardedAt is { } at && (IsGone(before, at) || decree?.By is not null))
        {
            yield return new TimelineEntry(at.UtcDateTime, "offboarded", "The device left the organisation's care.")
            {
                By = Bound(decree?.By), Comment = Bound(decree?.Comment),
            }.On(device, "1");
        }
    }

    private static IEnumerable<HistoryEntry> Configuration(EntityId device, ConfigurationRegister? before, ConfigurationRegister? after)
    {
        if (after is { Value: var judged } && (judged.Status != before?.Value.Status || judged.Width != before.Value.Width))
        {
            yield return TimelineEntry.Of(judged).On(device, Hash($"{judged.Asset} {judged.Status} {judged.Width}"));
        }
    }

    // An inventory that says it again and again says nothing new, unless something was seen meanwhile.
    private static bool IsGone(DeviceState before, DateTimeOffset at) =>
        before.OffboardedAt is not { } gone || (gone < at && before.Reasons.Items.Any(r => r.Value.Last > gone));

    private static T? Said<T>(Occasion occasion, Func<T, bool> which)
        where T : Observation => occasion.Observations.OfType<T>().FirstOrDefault(which);

    private static HistoryEntry Entry(RecommendationChange change) => new TimelineEntry(
        change.At.UtcDateTime, "recommendation", $"'{RecommendationMessage.Title}' was {RecommendationMessage.Name(change.Kind)}: {change.Steps.Count} steps.")
        .On(change.Device, $"{change.Number}-{RecommendationMessage.Name(change.Kind)}-{change.Fingerprint}");

    private static string? Bound(string? text) => text is null ? null : BoundedText.Shorten(text, TextBytes);

    private static string Hash(string text) => StableHash.Of(text).ToString("x16", CultureInfo.InvariantCulture);
}
