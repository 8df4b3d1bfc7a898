using System.Globalization;
using ExposurePipeline.Local.Broker.Hubs;
using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Local.Broker.Http;

/// <summary>Sending to hubs over HTTP. Event Hubs offers no receiving by REST, so neither does this.</summary>
internal sealed class HubEndpoint(HubLog log)
{
    /// <summary>One publish, event or batch, of the Standard tier.</summary>
    public const int LargestPublish = 1024 * 1024;

    public async Task<Refusal?> SendAsync(HttpContext context, Hub hub, Address address)
    {
        if (await RequestBody.ReadAsync(context.Request, LargestPublish, context.RequestAborted) is not { } body)
            return new(StatusCodes.Status413PayloadTooLarge, $"The publish is too large: its size may be at most {LargestPublish} bytes.");
        if (!Publication.TryRead(context.Request, body, out var publication, out var problem))
            return Refusal.BadRequest(problem!);
        if (!TryPlace(hub, address, publication!, out var events, out problem))
            return Refusal.BadRequest(problem!);

        if (!await log.TryAppendAsync(events))
            return Refusal.Busy;
        context.Response.StatusCode = StatusCodes.Status201Created;
        return null;
    }

    /// <summary>Chooses a partition for each event: the one addressed, else by key, else one in turn for the whole publish.</summary>
    private static bool TryPlace(Hub hub, Address address, Publication publication, out List<NewEvent> events, out string? problem)
    {
        events = new(publication.Messages.Count);
        if (!TryFixed(hub, address, out var @fixed, out problem))
            return false;

        Partition? turn = null;
        foreach (var message in publication.Messages)
        {
            var key = message.Broker.PartitionKey ?? publication.Shared.PartitionKey ?? address.Publisher;
            if (key is not null && @fixed is not null)
            {
                problem = $"Partition {@fixed.Number} is addressed and partition key '{key}' is given; only one of them can choose.";
                return false;
            }

            var partition = @fixed ?? (key is not null ? hub.ForKey(key) : turn ??= hub.InTurn());
            events.Add(new(partition, key, message.Properties, message.Body));
        }

        return true;
    }

    private static bool TryFixed(Hub hub, Address address, out Partition? partition, out string? problem)
    {
        partition = null;
        problem = null;
        if (address.Partition is not { } text)
            return true;

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < hub.Partitions.Count)
        {
            partition = hub.Partitions[number];
            return true;
        }

        problem = $"Hub {hub.Name} has no partition '{text}'; it has {hub.Partitions.Count}, from 0.";
        return false;
    }
}
