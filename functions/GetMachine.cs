using ExposurePipeline.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Functions;

/// <summary>An identifier in, a machine out.</summary>
public sealed class GetMachine(FrontDoor door, MachineInventory inventory)
{
    /// <summary><c>GET /api/machines/{id}</c>, also by the cloud resource that it is; 404 where nothing was ever heard of the device.</summary>
    [Function(nameof(GetMachine))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "machines/{id}")] HttpRequest request, string id, CancellationToken cancellation)
    {
        if (door.Refuse(request, out var tenant) is { } refusal)
        {
            return refusal;
        }

        var name = RoutedId.Of(id);
        return (await inventory.FindAsync(tenant, name, cancellation) ?? await inventory.FindAssetAsync(tenant, name, cancellation)) is { } machine
            ? Results.Bytes(machine.ToUtf8(), "application/json; charset=utf-8")
            : ApiError.NotFound("No machine with this id is known.", "id").ToResult();
    }
}
