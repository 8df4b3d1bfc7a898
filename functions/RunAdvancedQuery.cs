using ExposurePipeline.Functions.Http;
using ExposurePipeline.Functions.Http.Hunting;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Functions;

/// <summary>A query in, its rows out, as Defender's own API asks and answers.</summary>
public sealed class RunAdvancedQuery(FrontDoor door, HuntingDesk desk)
{
    /// <summary><c>POST /api/advancedqueries/run</c>, for readers.</summary>
    [Function(nameof(RunAdvancedQuery))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "advancedqueries/run")] HttpRequest request, CancellationToken cancellation) =>
        door.Refuse(request, RouteDemand.Hunt, out var visitor) ?? await desk.AnswerAsync(request, visitor.Tenant, HuntingFormat.Defender, cancellation);
}
