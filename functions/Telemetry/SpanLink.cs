using System.Text.Json.Serialization;

namespace ExposurePipeline.Functions.Telemetry;

/// <summary>A span of another trace.</summary>
internal sealed record SpanLink([property: JsonPropertyName("operation_Id")] string OperationId, [property: JsonPropertyName("id")] string Id);

/// <summary>How links are written into a property.</summary>
[JsonSerializable(typeof(SpanLink[]))]
internal sealed partial class SpanLinksJson : JsonSerializerContext;
