using System.Text.Json;
using System.Text.Json.Serialization;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Messages;

/// <summary>JSON of hunting tables: the columns' own names, and null for what is not known.</summary>
[JsonSourceGenerationOptions(Converters = [typeof(JsonStringEnumConverter<Reason>), typeof(JsonStringEnumConverter<Transport>)])]
[JsonSerializable(typeof(DeviceInfoRow))]
[JsonSerializable(typeof(InternetFacingFields))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(string))]
public sealed partial class HuntingJson : JsonSerializerContext
{
    /// <summary>Escapes no more than JSON demands.</summary>
    public static HuntingJson Relaxed => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = BoundedText.Encoder });
}
