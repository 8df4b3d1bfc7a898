using System.Buffers;
using Azure.Messaging.EventHubs;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Ports;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Hands observations over through hub <c>observations</c>, many entities to an event.</summary>
internal sealed class EventHubObservations(ObservationSender sender) : IObservationHub
{
    /// <summary>Above this size, in bytes, an event takes no further entity: well below the basic tier's 256 KB, and small enough to be read in one go.</summary>
    public const int FullEvent = 160 * 1024;

    private const int EntitiesAtOnce = 64;

    /// <inheritdoc/>
    public Task SendAsync(IReadOnlyList<EntityObservations> observations, CancellationToken cancellation) => observations.Count == 0
        ? Task.CompletedTask
        : sender.SendAsync(observations.GroupBy(each => sender.Lanes.Of(each.Entity)).SelectMany(static lane => Pack(lane).Select(data => (lane.Key, data))), cancellation);

    // Halves what is too large until it fits; a single entity is sent as it is, and the hub has the last word.
    private static IEnumerable<EventData> Pack(IEnumerable<EntityObservations> entities)
    {
        foreach (var part in entities.Chunk(EntitiesAtOnce))
        {
            foreach (var data in Split(part))
            {
                yield return data;
            }
        }
    }

    private static IEnumerable<EventData> Split(ArraySegment<EntityObservations> entities)
    {
        var body = new ArrayBufferWriter<byte>(4096);
        ObservationCodec.Write(body, entities);
        if (body.WrittenCount <= FullEvent || entities.Count == 1)
        {
            return [ObservationSender.Create(body.WrittenMemory, entities.Min(static each => each.Enqueued), entities[0].TraceParent)];
        }

        var half = entities.Count / 2;
        return Split(entities[..half]).Concat(Split(entities[half..]));
    }
}
