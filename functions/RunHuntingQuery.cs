using ExposurePipeline.Functions.Http;
using ExposurePipeline.Functions.Http.Hunting;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Functions;

/// <summary>A query in, its rows out, as Microsoft Graph asks and answers.</summary>
public sealed class RunHuntingQuery(FrontDoor door, HuntingDesk desk)
{
    /// <summary><c>POST /api/security/runHuntingQuery</c>, for readers.</summary>
    [Function(nameof(RunHuntingQuery))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "security/runHuntingQuery")] HttpRequest request, CancellationToken cancellation) =>
        door.Refuse(request, RouteDemand.Hunt, out var visitor) ?? await desk.AnswerAsync(request, visitor.Tenant, HuntingFormat.Graph, cancellation);
}
