using ExposurePipeline.Local.Broker.Topics;
using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Local.Broker.Http;

/// <summary>Creating, showing and deleting one subscription, in the Atom form of Service Bus's management API.</summary>
internal sealed class SubscriptionEndpoint(EntityCatalogue entities)
{
    private const int LargestDescription = 64 * 1024;

    public Task<Refusal?> HandleAsync(HttpContext context, string path) => context.Request.Method switch
    {
        "PUT" => CreateAsync(context, path),
        "DELETE" => DeleteAsync(path),
        _ => ShowAsync(context, path),
    };

    private async Task<Refusal?> CreateAsync(HttpContext context, string path)
    {
        var topic = path[..path.LastIndexOf(Entity.Subscriptions, StringComparison.OrdinalIgnoreCase)];
        if (entities.Find(topic) is not { Kind: EntityKind.Topic } parent)
            return new(StatusCodes.Status404NotFound, $"There is no topic '{topic}'.");
        if (await RequestBody.ReadAsync(context.Request, LargestDescription, context.RequestAborted) is not { } body)
            return new(StatusCodes.Status413PayloadTooLarge, $"A subscription's description has at most {LargestDescription} bytes.");
        if (!SubscriptionAtom.TryRead(body, out var settings, out var problem))
            return Refusal.BadRequest(problem!);

        return await StoreAsync(context, parent.Path + path[topic.Length..], settings!);
    }

    private async Task<Refusal?> StoreAsync(HttpContext context, string path, EntitySettings settings)
    {
        try
        {
            if (await entities.CreateSubscriptionAsync(path, settings) is not { } created)
                return new(StatusCodes.Status409Conflict, $"Subscription '{path}' exists already; delete it to change it.");
            context.Response.StatusCode = StatusCodes.Status201Created;
            await Answer.Write(context, SubscriptionAtom.ContentType, SubscriptionAtom.Write(created));
            return null;
        }
        catch (BrokerConfigurationException fault)
        {
            return Refusal.BadRequest(fault.Message);
        }
    }

    private async Task<Refusal?> DeleteAsync(string path)
    {
        if (entities.Find(path) is not { Kind: EntityKind.Subscription } subscription)
            return new(StatusCodes.Status404NotFound, $"There is no subscription '{path}'.");
        await entities.DeleteAsync(subscription);
        return null;
    }

    private async Task<Refusal?> ShowAsync(HttpContext context, string path)
    {
        if (entities.Find(path) is not { Kind: EntityKind.Subscription } subscription)
            return new(StatusCodes.Status404NotFound, $"There is no subscription '{path}'.");
        await Answer.Write(context, SubscriptionAtom.ContentType, SubscriptionAtom.Write(subscription));
        return null;
    }
}
