using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Functions;

/// <summary>A tenant in, its policy out.</summary>
public sealed class ReadPolicy(FrontDoor door, IPolicies policies)
{
    /// <summary><c>GET /api/policy</c>: what the tenant decided, and what is in force.</summary>
    [Function(nameof(ReadPolicy))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "policy")] HttpRequest request, CancellationToken cancellation)
    {
        if (door.Refuse(request, out var tenant) is { } refusal)
        {
            return refusal;
        }

        var stored = await policies.FindAsync(tenant, cancellation);
        return PolicyAnswer.Of(stored, (await policies.GetAsync(cancellation)).Deployment, request.HttpContext.Response);
    }
}
