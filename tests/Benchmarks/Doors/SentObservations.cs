using System.Text;
using System.Text.Json;
using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Benchmarks.Doors;

/// <summary>What a door sent on, in a form that two doors can be compared by.</summary>
internal static class SentObservations
{
    /// <summary>Sends every request of the door once and returns what arrived at the hub, without the times of acceptance, which differ.</summary>
    public static async Task<string[]> OfAsync(Door door, AzureDouble azure)
    {
        azure.Bodies = [];
        await Task.Run(door.Once);
        var lines = azure.Bodies.SelectMany(Entities).Order(StringComparer.Ordinal).ToArray();
        azure.Bodies = null;
        return lines;
    }

    private static List<string> Entities(byte[] request)
    {
        using var batch = JsonDocument.Parse(request);
        var entities = new List<EntityObservations>();
        foreach (var message in batch.RootElement.EnumerateArray())
        {
            if (!ObservationCodec.TryRead(Encoding.UTF8.GetBytes(message.GetProperty("Body").GetString()!), entities, out var rejection))
            {
                throw new InvalidOperationException($"An observation cannot be read: {rejection}");
            }
        }

        return entities.ConvertAll(static entity => Encoding.UTF8.GetString(ObservationCodec.Encode(entity with { Enqueued = default, TraceParent = null })));
    }
}
