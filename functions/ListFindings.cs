using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Functions;

/// <summary>A query in, a page of exposed endpoints out that are no device's yet.</summary>
public sealed class ListFindings(FrontDoor door, ResourceQueries<FindingView> queries, UnattributedFindings findings)
{
    /// <summary><c>GET /api/findings</c>: nobody is tagged by guess, and nothing that was found is kept silent.</summary>
    [Function(nameof(ListFindings))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "findings")] HttpRequest request, CancellationToken cancellation)
    {
        if (door.Refuse(request, out var tenant) is { } refusal)
        {
            return refusal;
        }

        if (queries.TryRead(request.Query, out var query) is { } error)
        {
            return error.ToResult();
        }

        var page = await ResourcePage<FindingView>.ReadAsync(query!, findings.ListAsync(tenant, cancellation), ResourcePage<FindingView>.Size, cancellation);
        return page.ToResult(request, "Findings", ExposureJson.Relaxed.FindingView);
    }
}
