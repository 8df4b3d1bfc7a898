using System.Buffers;
using System.Text.Json;
using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Reachability.Resources.Documents;

/// <summary>Parses elements in what stands around them.</summary>
internal sealed class ElementParser
{
    /// <summary>Deepest nesting that is read; a Config item, encoded in a notification, in an event, comes to about thirty.</summary>
    public const int MaxDepth = 64;

    private readonly ArrayBufferWriter<byte> scratch = new();

    /// <summary>The document of these elements; false where it is no JSON.</summary>
    public bool TryParse(Frame frame, ReadOnlySpan<byte> elements, out Body body)
    {
        try
        {
            body = new(JsonElement.Parse(frame == Frame.None ? elements : frame.Around(elements, scratch), new() { MaxDepth = MaxDepth }));
            return true;
        }
        catch (JsonException) // the parser has no form that tells without throwing
        {
            body = Body.Missing;
            return false;
        }
    }

    /// <summary>Why a value could not be parsed, and at which of its bytes.</summary>
    public static (int At, RejectionReason Reason, string Detail) Fault(ReadOnlySpan<byte> value)
    {
        var reader = new Utf8JsonReader(value, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read())
            {
            }
        }
        catch (JsonException fault)
        {
            // The rest of the message counts lines and bytes from the value, and the problem says them of the whole text.
            return ((int)reader.BytesConsumed, RejectionReason.MalformedJson, fault.Message.Split(" LineNumber:")[0]);
        }

        return (0, RejectionReason.TooDeep, $"This is deeper than {MaxDepth}.");
    }
}
