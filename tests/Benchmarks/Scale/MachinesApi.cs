using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Functions;
using ExposurePipeline.Functions.Http;
using ExposurePipeline.Functions.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ExposurePipeline.Benchmarks.Scale;

/// <summary>The HTTP functions on a store, without sockets: from the parsed request to the last byte of the answer.</summary>
internal sealed class MachinesApi
{
    private readonly ListMachines _list;
    private readonly SummariseMachines _summarise;
    private readonly IServiceProvider _services = new ServiceCollection().AddLogging().BuildServiceProvider();

    public MachinesApi(IExposureStore store, IPolicies policies)
    {
        var clock = new StillClock();
        var door = new FrontDoor(new Caller(Fleet.Tenant, SignIn.NotNeeded), new RequestLimit(0, clock));
        Inventory = new(store, policies, clock);
        _list = new(door, new(MachineModel.Create), Inventory);
        _summarise = new(door, Inventory, new(store, clock));
    }

    /// <summary>What the functions read from.</summary>
    public MachineInventory Inventory { get; }

    /// <summary>Asks <c>GET /api/machines</c>, or without a query <c>GET /api/machines/summary</c>.</summary>
    public async Task AskAsync(string? query)
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = _services, Response = { Body = body } };
        context.Request.Method = "GET";
        context.Request.QueryString = new(query is null ? "" : "?" + query);
        var answer = query is null ? await _summarise.Run(context.Request, CancellationToken.None) : await _list.Run(context.Request, CancellationToken.None);
        await answer.ExecuteAsync(context);
        if (context.Response.StatusCode != StatusCodes.Status200OK)
        {
            throw new InvalidOperationException($"{query} was answered with {context.Response.StatusCode}.");
        }
    }
}
