using System.Text.Json;

namespace ExposurePipeline.Exposure.Events.Encoding;

/// <summary>
/// Writes what <see cref="EncodedContract"/> reads, in its very bytes. The serializer could: but its metadata of value types is compiled when it is
/// first used, which took 30 to 40 ms of the time until the first answer of a process.
/// </summary>
internal static class EntityWriter
{
    /// <summary>Writes one event body.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<EntityObservations> entities)
    {
        json.WriteStartObject();
        json.WriteNumber("v"u8, ObservationCodec.Version);
        json.WriteStartArray("entities"u8);
        foreach (var entity in entities)
        {
            Write(json, entity);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
    }

    private static void Write(Utf8JsonWriter json, EntityObservations entity)
    {
        json.WriteStartObject();
        json.WriteStartObject("entity"u8);
        json.Text("tenant"u8, entity.Entity.Tenant.Value);
        json.WriteString("kind"u8, entity.Entity.Kind.ToString());
        json.Text("key"u8, entity.Entity.Key);
        json.WriteEndObject();
        json.WriteStartArray("observations"u8);
        foreach (var observation in entity.Observations)
        {
            json.WriteStartObject();
            ObservationWriter.Write(json, observation);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("enqueued"u8, entity.Enqueued);
        json.Text("traceParent"u8, entity.TraceParent);
        json.WriteEndObject();
    }
}
