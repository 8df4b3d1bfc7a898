using System.Globalization;
using ExposurePipeline.Local.Broker.Topics;
using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Local.Broker.Http;

/// <summary>Queues, topics and subscriptions over HTTP: send, peek-lock, receive and delete, complete, unlock, renew.</summary>
internal sealed class MessageEndpoint(MessageStore store, CancellationToken stopping)
{
    /// <summary>The Standard tier's limit, for a message and for a batch. The reference answers 403 for both quota and size.</summary>
    public const int LargestSend = 256 * 1024;

    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(60);

    public async Task<Refusal?> SendAsync(HttpContext context, Entity to)
    {
        if (await RequestBody.ReadAsync(context.Request, LargestSend, context.RequestAborted) is not { } body)
            return TooLarge();
        if (!Publication.TryRead(context.Request, body, out var publication, out var problem))
            return Refusal.BadRequest(problem!);
        if (publication!.Messages.Sum(Outgoing.Size) > LargestSend)
            return TooLarge();
        if (!Outgoing.TryComplete(publication.Messages, out var messages, out problem))
            return Refusal.BadRequest(problem!);

        await store.SendAsync(to, messages);
        context.Response.StatusCode = StatusCodes.Status201Created;
        return null;
    }

    public async Task<Refusal?> ReceiveAsync(HttpContext context, Entity from, bool delete)
    {
        if (!TryTimeout(context.Request.Query["timeout"], out var timeout))
            return Refusal.BadRequest("timeout is not a number of seconds from 0.");

        var message = await ReceiveAsync(from, delete, timeout, context.RequestAborted);
        if (message is null)
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        else
            await Delivering.WriteAsync(context, from, message);
        return null;
    }

    // A long poll must not hold up the end of the process; its caller sees that no message came.
    private async Task<ReceivedMessage?> ReceiveAsync(Entity from, bool delete, TimeSpan timeout, CancellationToken aborted)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(aborted, stopping);
        try
        {
            return await store.ReceiveAsync(from, delete, timeout, either.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return null;
        }
    }

    public async Task<Refusal?> SettleAsync(HttpContext context, Entity entity, Address address)
    {
        var (id, token) = (address.MessageId, address.LockToken);
        var done = context.Request.Method switch
        {
            "DELETE" => await store.CompleteAsync(entity, id, token),
            "PUT" => await store.UnlockAsync(entity, id, token),
            _ => await RenewAsync(context, entity, id, token),
        };
        return done ? null : Refusal.LockLost(id);
    }

    private async Task<bool> RenewAsync(HttpContext context, Entity entity, string id, string token)
    {
        if (await store.RenewAsync(entity, id, token) is not { } until)
            return false;
        context.Response.Headers["BrokerProperties"] = $$"""{"LockToken":"{{token}}","LockedUntilUtc":"{{until:R}}"}""";
        return true;
    }

    private static Refusal TooLarge() => new(StatusCodes.Status403Forbidden, $"The message or batch is too large: its size may be at most {LargestSend} bytes, properties included.");

    private static bool TryTimeout(string? text, out TimeSpan timeout)
    {
        timeout = DefaultTimeout;
        if (string.IsNullOrEmpty(text))
            return true;
        var read = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds);
        timeout = TimeSpan.FromSeconds(read ? Math.Min(seconds, int.MaxValue / 1000) : 0);
        return read;
    }
}
