using System.Text.Json;
using System.Text.Json.Serialization;

namespace ExposurePipeline.Local.Dispatch.App;

/// <summary>Reads the files of a function app, which may hold comments.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(HostFile))]
[JsonSerializable(typeof(FunctionFile))]
internal sealed partial class AppJson : JsonSerializerContext;
