using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Tests.SampleApp;

public sealed class HttpFunctions
{
    [Function("GetThing")]
    public static async Task<IResult> GetThing(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "things/{id}")] HttpRequest request, string id, CancellationToken cancellation)
    {
        await Task.Yield();
        cancellation.ThrowIfCancellationRequested();
        return Results.Json(new { id, q = request.Query["q"].ToString(), path = request.Path.Value });
    }

    [Function("Summary")]
    public static IResult Summary([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/summary")] HttpRequest request) =>
        Results.Text($"summary of {request.Host}");

    [Function("Echo")]
    public static async Task<IResult> Echo([HttpTrigger(AuthorizationLevel.Anonymous, "post", "put")] HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        return Results.Text(await reader.ReadToEndAsync(), "text/plain", statusCode: StatusCodes.Status201Created);
    }

    [Function("Broken")]
    public static Task<IResult> Broken([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) =>
        throw new InvalidOperationException("a secret of the inside");
}
