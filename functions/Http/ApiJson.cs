using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ExposurePipeline.Functions.Http;

/// <summary>The bodies of answers and the caller's principal.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(Principal))]
[JsonSerializable(typeof(Telemetry.HealthReport))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>Escapes no more than JSON demands: the answers are JSON documents, never part of HTML.</summary>
    public static ApiJson Relaxed => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
