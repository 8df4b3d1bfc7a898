using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Functions;

/// <summary>A person's report in, that a machine's internet-facing classification is inaccurate; the report as it is kept out.</summary>
public sealed class ReportInaccuracy(FrontDoor door, InaccuracyReports reports)
{
    /// <summary><c>POST /api/machines/{id}/inaccuracyReports</c>: 201, or 200 for a report that was made before.</summary>
    [Function(nameof(ReportInaccuracy))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "machines/{id}/inaccuracyReports")] HttpRequest request, string id, CancellationToken cancellation)
    {
        if (door.Refuse(request, RouteDemand.Report, out var visitor) is { } refusal)
        {
            return refusal;
        }

        var (asked, error) = await InaccuracyRequest.ReadAsync(request, cancellation);
        if (asked is null)
        {
            return error!.ToResult();
        }

        (var report, var isNew, error) = await reports.AddAsync(visitor, RoutedId.Of(id), asked, cancellation);
        if (report is null)
        {
            return error!.ToResult();
        }

        request.HttpContext.Response.Headers.Location = $"{request.PathBase}/api/machines/{Uri.EscapeDataString(RoutedId.Of(id))}/inaccuracyReports/{report.Id}";
        return Results.Json(report, ExposureJson.Relaxed.InaccuracyReportView, statusCode: isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }
}
