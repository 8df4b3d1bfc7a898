using System.Text.Json.Serialization;

namespace ExposurePipeline.Functions.Azure;

/// <summary>How message properties and lists of texts are kept in a row.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class PropertiesJson : JsonSerializerContext;
