using System.Text.Json;
using System.Text.Json.Serialization;

namespace ExposurePipeline.Functions.Http;

/// <summary>The bodies of answers and the caller's principal.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ErrorBody))]
[JsonSerializable(typeof(Principal))]
internal sealed partial class ApiJson : JsonSerializerContext;
