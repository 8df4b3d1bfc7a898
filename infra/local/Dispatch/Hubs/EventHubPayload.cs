using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using ExposurePipeline.Local.Broker;
using ExposurePipeline.Local.Dispatch.Handler;

namespace ExposurePipeline.Local.Dispatch.Hubs;

/// <summary>
/// A batch of events as the Functions host writes it for <c>cardinality: many, dataType: binary</c>: the bodies as a JSON array of base64
/// texts inside a JSON string, each <c>…Array</c> of metadata likewise inside a string (EventHubTriggerBindingStrategy).
/// </summary>
/// <param name="binding">Name of the trigger binding.</param>
/// <param name="context">Which partition.</param>
/// <param name="events">At least one.</param>
public sealed class EventHubPayload(string binding, PartitionContext context, IReadOnlyList<HubEvent> events) : IPayload
{
    /// <inheritdoc/>
    public void WriteTo(IBufferWriter<byte> output, in Attempt attempt)
    {
        output.Write("{\"Data\":{"u8);
        output.Write(JsonSerializer.SerializeToUtf8Bytes(binding, PayloadJson.Default.String));
        output.Write(":\"["u8);
        WriteBodies(output);
        output.Write("]\"},\"Metadata\":"u8);
        using (var json = new Utf8JsonWriter(output, Attempt.Json))
            WriteMetadata(json, attempt);
        output.Write("}"u8);
    }

    private void WriteBodies(IBufferWriter<byte> output)
    {
        for (var i = 0; i < events.Count; i++)
        {
            output.Write(i == 0 ? "\\\""u8 : ",\\\""u8);
            var body = events[i].Body.Span;
            var space = output.GetSpan(Base64.GetMaxEncodedToUtf8Length(body.Length));
            Base64.EncodeToUtf8(body, space, out _, out var written);
            output.Advance(written);
            output.Write("\\\""u8);
        }
    }

    private void WriteMetadata(Utf8JsonWriter json, in Attempt attempt)
    {
        json.WriteStartObject();
        var columns = new EventColumns(events);
        columns.WriteTo(json);
        context.WriteTo(json, "PartitionContext"u8);
        context.WriteTo(json, "TriggerPartitionContext"u8);
        attempt.WriteTo(json);
        json.WriteEndObject();
    }
}
