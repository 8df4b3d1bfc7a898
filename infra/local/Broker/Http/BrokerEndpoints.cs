using ExposurePipeline.Local.Broker.Hubs;
using ExposurePipeline.Local.Broker.Topics;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;

namespace ExposurePipeline.Local.Broker.Http;

/// <summary>The one request handler: authorise, read the address, hand over, answer.</summary>
internal sealed class BrokerEndpoints(SasToken tokens, HubCatalogue hubs, EntityCatalogue entities, Endpoints endpoints)
{
    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            if (await AnswerAsync(context) is { } reason)
                await Answer.Refuse(context, reason);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort(); // the caller went away; there is nobody to answer
        }
        catch (BadHttpRequestException fault)
        {
            await Answer.Refuse(context, new(fault.StatusCode, fault.Message));
        }
        catch (SqliteException fault)
        {
            await Answer.Refuse(context, new(StatusCodes.Status500InternalServerError, $"Nothing was stored: {fault.Message}"));
        }
    }

    private async Task<Refusal?> AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/health")
        {
            await endpoints.Health.WriteAsync(context);
            return null;
        }

        if (tokens.Problem(context.Request) is { } problem)
            return new(StatusCodes.Status401Unauthorized, problem);
        if (!Address.TryParse(context.Request.Path.Value ?? "", out var address))
            return new(StatusCodes.Status404NotFound, $"'{context.Request.Path}' is no address of a hub, queue, topic or subscription operation.");
        return await RouteAsync(context, address);
    }

    private Task<Refusal?> RouteAsync(HttpContext context, Address address) => (address.Kind, context.Request.Method) switch
    {
        (AddressKind.Messages, "POST") => SendAsync(context, address),
        (AddressKind.Head, "POST" or "DELETE") => WithSource(address, from => endpoints.Messages.ReceiveAsync(context, from, context.Request.Method == "DELETE")),
        (AddressKind.Locked, "DELETE" or "PUT" or "POST") => WithSource(address, from => endpoints.Messages.SettleAsync(context, from, address)),
        (AddressKind.Subscription, "GET" or "PUT" or "DELETE") => endpoints.Subscriptions.HandleAsync(context, address.Entity),
        _ => Task.FromResult<Refusal?>(new(StatusCodes.Status405MethodNotAllowed, $"{context.Request.Method} has no meaning at '{context.Request.Path}'.")),
    };

    private Task<Refusal?> SendAsync(HttpContext context, Address address)
    {
        if (hubs.Find(address.Entity) is { } hub)
            return endpoints.Hubs.SendAsync(context, hub, address);
        return entities.Find(address.Entity) is { TakesMessages: true } to && address is { Partition: null, Publisher: null }
            ? endpoints.Messages.SendAsync(context, to)
            : Task.FromResult<Refusal?>(Refusal.NoEntity(address.Entity));
    }

    private Task<Refusal?> WithSource(Address address, Func<Entity, Task<Refusal?>> act) =>
        entities.Find(address.Entity) is { GivesMessages: true } from ? act(from) : Task.FromResult<Refusal?>(Refusal.NoEntity(address.Entity));
}

/// <summary>Who answers what.</summary>
internal sealed record Endpoints(HubEndpoint Hubs, MessageEndpoint Messages, SubscriptionEndpoint Subscriptions, HealthEndpoint Health);
