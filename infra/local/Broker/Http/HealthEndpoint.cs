using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Local.Broker.Http;

/// <summary>GET /health in the emulators' form: 503 while the last upkeep failed, since then the file may be full or gone.</summary>
internal sealed class HealthEndpoint(Upkeep upkeep)
{
    public Task WriteAsync(HttpContext context)
    {
        var fault = upkeep.LastFault;
        context.Response.StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        var (status, message) = fault is null ? ("healthy", "Service is healthy.") : ("unhealthy", fault);
        return Answer.Write(context, "application/json", $$"""{"status":"{{status}}","message":"{{JsonEncodedText.Encode(message)}}"}""");
    }
}
