using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Flow;
using ExposurePipeline.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Functions;

/// <summary>A machine leaves the organisation's care: what was seen of it counts no more, what is seen from now on does.</summary>
public sealed class OffboardMachine(FrontDoor door, MachineInventory inventory, DecreeHop decrees)
{
    /// <summary><c>POST /api/machines/{id}/offboard</c>, for operators; answers the machine as it then is.</summary>
    [Function(nameof(OffboardMachine))]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "machines/{id}/offboard")] HttpRequest request, string id, CancellationToken cancellation)
    {
        if (door.Refuse(request, RouteDemand.Decide, out var visitor) is { } refusal)
        {
            return refusal;
        }

        var (asked, error) = await OffboardRequest.ReadAsync(request, cancellation);
        if (asked is null)
        {
            return error!.ToResult();
        }

        if (await inventory.FindAsync(visitor.Tenant, RoutedId.Of(id), cancellation) is null)
        {
            return ApiError.NotFound("No machine with this id is known.", "id").ToResult();
        }

        var decree = new DeviceOffboarded(decrees.Clock.GetUtcNow()) { By = visitor.Name, Comment = asked.Comment };
        await decrees.RunAsync(EntityId.Of(visitor.Tenant, new DeviceId(RoutedId.Of(id))), decree, cancellation);
        var machine = await inventory.FindAsync(visitor.Tenant, RoutedId.Of(id), cancellation);
        return Results.Bytes(machine!.ToUtf8(), "application/json; charset=utf-8");
    }
}
