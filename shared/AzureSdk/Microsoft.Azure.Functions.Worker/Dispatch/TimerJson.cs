using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.Azure.Functions.Worker.Dispatch;

/// <summary>Reads the host's description of a timer's run.</summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(TimerInfo))]
internal sealed partial class TimerJson : JsonSerializerContext
{
    /// <summary>Reads the value, an object or a string that holds one.</summary>
    public static bool TryRead(ReadOnlySpan<byte> value, out TimerInfo timer)
    {
        timer = new();
        if (value.SequenceEqual("null"u8))
            return true;
        try
        {
            timer = value is [(byte)'"', .., (byte)'"']
                ? JsonSerializer.Deserialize(Payload.JsonText.Unescape(value[1..^1]) ?? string.Empty, Default.TimerInfo) ?? timer
                : JsonSerializer.Deserialize(value, Default.TimerInfo) ?? timer;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
