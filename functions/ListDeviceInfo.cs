using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Functions;

/// <summary>A query in, rows of Defender's table <c>DeviceInfo</c> out.</summary>
public sealed class ListDeviceInfo(FrontDoor door, ResourceQueries<DeviceInfoRow> queries, MachineInventory inventory, TimeProvider clock)
{
    /// <summary><c>GET /api/deviceInfo</c>: of internet-facing devices one row for each evidence; with <c>all=true</c> one row of each other device too.</summary>
    [Function(nameof(ListDeviceInfo))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "deviceInfo")] HttpRequest request, CancellationToken cancellation)
    {
        if (door.Refuse(request, out var tenant) is { } refusal)
        {
            return refusal;
        }

        var wrongQuery = queries.TryRead(request.Query, out var query);
        var wrongOption = DeviceInfoOptions.TryRead(request.Query, out var options);
        if ((wrongQuery ?? wrongOption) is { } error)
        {
            return error.ToResult();
        }

        var machines = options.All ? inventory.ListAsync(tenant, cancellation) : inventory.ListExposedAsync(tenant, cancellation).Where(static m => m.IsInternetFacing);
        var page = await ResourcePage<DeviceInfoRow>.ReadAsync(query!, machines.SelectMany(DeviceInfoRow.Of), ResourcePage<DeviceInfoRow>.Size, cancellation);
        return options.IsStream
            ? new HuntingStream(tenant, clock.GetUtcNow()).ToResult(request, page)
            : page.ToResult(request, DeviceInfoRow.Table, HuntingJson.Relaxed.DeviceInfoRow);
    }
}
