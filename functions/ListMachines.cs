using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Functions;

/// <summary>A query in, a page of machines out.</summary>
public sealed class ListMachines(FrontDoor door, ResourceQueries<Machine> queries, MachineInventory inventory)
{
    /// <summary><c>GET /api/machines</c>. Every method is routed here, so that the others are answered with an error that says so.</summary>
    [Function(nameof(ListMachines))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "machines")] HttpRequest request, CancellationToken cancellation)
    {
        if (door.Refuse(request, out var tenant) is { } refusal)
        {
            return refusal;
        }

        if (queries.TryRead(request.Query, out var query) is { } error)
        {
            return error.ToResult();
        }

        var machines = MachineModel.IsOfIndex(query!) ? inventory.ListExposedAsync(tenant, cancellation) : inventory.ListAsync(tenant, cancellation);
        var page = await ResourcePage<Machine>.ReadAsync(query!, machines, ResourcePage<Machine>.Size, cancellation);
        return page.ToResult(request, "Machines", ExposureJson.Relaxed.Machine);
    }
}
