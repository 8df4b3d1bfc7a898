using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Functions;

/// <summary>A report's identifier in, the report and what was decided on it out.</summary>
public sealed class GetInaccuracyReport(FrontDoor door, InaccuracyReports reports)
{
    /// <summary><c>GET /api/machines/{id}/inaccuracyReports/{reportId}</c>.</summary>
    [Function(nameof(GetInaccuracyReport))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "machines/{id}/inaccuracyReports/{reportId}")] HttpRequest request,
        string id, string reportId, CancellationToken cancellation)
    {
        if (door.Refuse(request, out var tenant) is { } refusal)
        {
            return refusal;
        }

        var (report, error) = await reports.FindAsync(tenant, RoutedId.Of(id), reportId, cancellation);
        return report is null ? error!.ToResult() : Results.Json(report, ExposureJson.Relaxed.InaccuracyReportView);
    }
}
