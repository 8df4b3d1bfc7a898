using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Functions;

/// <summary>An operator's decision on a report in; what it is about counts no more, or goes on to count.</summary>
public sealed class ReviewInaccuracyReport(FrontDoor door, InaccuracyReports reports, TimeProvider clock)
{
    /// <summary><c>POST /api/machines/{id}/inaccuracyReports/{reportId}/review</c>, for operators.</summary>
    [Function(nameof(ReviewInaccuracyReport))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "machines/{id}/inaccuracyReports/{reportId}/review")] HttpRequest request,
        string id, string reportId, CancellationToken cancellation)
    {
        if (door.Refuse(request, RouteDemand.Decide, out var visitor) is { } refusal)
        {
            return refusal;
        }

        var (asked, error) = await ReviewRequest.ReadAsync(request, clock.GetUtcNow(), cancellation);
        if (asked is null)
        {
            return error!.ToResult();
        }

        (var report, error) = await reports.ReviewAsync(visitor, RoutedId.Of(id), reportId, asked, cancellation);
        return report is null ? error!.ToResult() : Results.Json(report, ExposureJson.Relaxed.InaccuracyReportView);
    }
}
