using System.Text.Json;
using System.Text.Json.Serialization;

namespace ExposurePipeline.Local.Dispatch.App;

/// <summary>Reads the files of a function app, which may hold comments.</summary>
/// <remarks>What it reads has plain setters: generated code would set an absent init-only member to null instead of its default.</remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(HostFile))]
[JsonSerializable(typeof(FunctionFile))]
internal sealed partial class AppJson : JsonSerializerContext;
