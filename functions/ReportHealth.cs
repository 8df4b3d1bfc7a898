using ExposurePipeline.Functions.Http;
using ExposurePipeline.Functions.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Functions;

/// <summary>Nothing in, the state of each dependency out.</summary>
public sealed class ReportHealth(HealthCheck check)
{
    /// <summary><c>GET /api/health</c>: 200, or 503 while a dependency fails. Nobody has to sign in for it, so it names no addresses.</summary>
    [Function(nameof(ReportHealth))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "health")] HttpRequest request, CancellationToken cancellation)
    {
        AnswerHeaders.Set(request.HttpContext.Response);
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            return ApiError.MethodNotAllowed(request, RouteDemand.Read).ToResult();
        }

        var report = await check.RunAsync(cancellation);
        return Results.Json(report, ApiJson.Relaxed.HealthReport, statusCode: report.IsHealthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
