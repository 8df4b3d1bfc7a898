using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Functions;

/// <summary>A tenant in, the numbers of its internet-facing machines and unattributed findings out.</summary>
public sealed class SummariseMachines(FrontDoor door, MachineInventory inventory, UnattributedFindings findings)
{
    /// <summary><c>GET /api/machines/summary</c>; right after every change, as it counts the index itself.</summary>
    [Function(nameof(SummariseMachines))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "machines/summary")] HttpRequest request, CancellationToken cancellation)
    {
        if (door.Refuse(request, out var tenant) is { } refusal)
        {
            return refusal;
        }

        var exposed = await inventory.ListExposedAsync(tenant, cancellation).ToListAsync(cancellation);
        var summary = Summary.Of(exposed, await findings.ListAsync(tenant, cancellation).CountAsync(cancellation));
        return Results.Json(summary, ExposureJson.Relaxed.Summary);
    }
}
