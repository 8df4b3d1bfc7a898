using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ExposurePipeline.Functions;

/// <summary>A tenant's policy in; stored with who wrote it and when.</summary>
public sealed partial class WritePolicy(FrontDoor door, IPolicies policies, TimeProvider clock, ILogger<WritePolicy> logger)
{
    /// <summary>
    /// <c>PUT /api/policy</c>, for operators: replaces the whole policy, with <c>If-Match</c> only if nobody else did meanwhile. In force everywhere
    /// once each instance has read it again.
    /// </summary>
    [Function(nameof(WritePolicy))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "policy")] HttpRequest request, CancellationToken cancellation)
    {
        if (door.Refuse(request, RouteDemand.ReplacePolicy, out var visitor) is { } refusal)
        {
            return refusal;
        }

        var (asked, error) = await PolicyRequest.ReadAsync(request, cancellation);
        if (asked is null)
        {
            return error!.ToResult();
        }

        var edit = new PolicyEdit(visitor.Name, clock.GetUtcNow(), asked.Expected);
        if (await policies.SaveAsync(visitor.Tenant, asked.Policy, edit, cancellation) is not { } stored)
        {
            return ApiError.PreconditionFailed("The policy is not the one that was read; read it again.", "If-Match").ToResult();
        }

        Log.Changed(logger, visitor.Tenant.Value, visitor.Name, stored.Version);
        return PolicyAnswer.Of(stored, (await policies.GetAsync(cancellation)).Deployment, request.HttpContext.Response);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The policy of tenant {Tenant} was replaced by {Name}; its version is {Version}")]
        public static partial void Changed(ILogger logger, string tenant, string name, string version);
    }
}
