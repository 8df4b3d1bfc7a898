using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Messages;

/// <summary>A report of an inaccuracy as HTTP clients see it.</summary>
/// <param name="Id">Its derived identifier.</param>
/// <param name="Status"><c>Open</c>, <c>Approved</c> or <c>Dismissed</c>.</param>
/// <param name="Transport">The transport it is about; null for both.</param>
/// <param name="Port">The port it is about; null for all.</param>
/// <param name="CorrectValue">What would be right.</param>
/// <param name="Comment">Why.</param>
/// <param name="Email">Where to answer.</param>
/// <param name="ReportedBy">Who reported it.</param>
/// <param name="ReportedAt">When, UTC.</param>
/// <param name="ApprovedUntil">Of an approval: the first moment at which it no longer holds, UTC.</param>
/// <param name="ReviewedBy">Who decided.</param>
/// <param name="ReviewedAt">When, UTC.</param>
/// <param name="ReviewComment">What they wrote.</param>
public sealed record InaccuracyReportView(
    string Id, string Status, Transport? Transport, int? Port, string? CorrectValue, string? Comment, string? Email, string? ReportedBy, DateTime? ReportedAt,
    DateTime? ApprovedUntil, string? ReviewedBy, DateTime? ReviewedAt, string? ReviewComment)
{
    /// <summary>All reports about a device, newest first.</summary>
    public static IReadOnlyList<InaccuracyReportView> Of(DisputeMap disputes) =>
        [.. disputes.Items.Select(d => Of(d.Key, d.Value)).OrderByDescending(r => r.ReportedAt).ThenBy(r => r.Id, StringComparer.Ordinal)];

    private static InaccuracyReportView Of(string id, Dispute dispute)
    {
        var (report, review) = (dispute.Report?.Value, dispute.Review?.Value);
        return new(
            id, review is null ? "Open" : review.IsApproved ? "Approved" : "Dismissed", report?.Scope?.Transport, report?.Scope?.Port,
            report?.CorrectValue, report?.Comment, report?.Email, report?.By, dispute.Report?.At.UtcDateTime,
            review?.Until?.UtcDateTime, review?.By, dispute.Review?.At.UtcDateTime, review?.Comment);
    }
}

/// <summary>The reports about one device.</summary>
/// <param name="Value">Newest first.</param>
public sealed record InaccuracyReportList(IReadOnlyList<InaccuracyReportView> Value);
