using System.Text.Json.Serialization;

namespace ExposurePipeline.Functions.Azure;

/// <summary>How message properties are kept in a row.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class PropertiesJson : JsonSerializerContext;
