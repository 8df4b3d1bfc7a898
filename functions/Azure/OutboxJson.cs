using System.Text.Json.Serialization;
using ExposurePipeline.Exposure.Ports;

namespace ExposurePipeline.Functions.Azure;

/// <summary>
/// What a row keeps of a message beside its body. The number is its place in the row, and stays when others are taken out. The subject is
/// <c>{tenant}|d|{id}</c>: a signal lies beside the entity that sends it and goes to another one. The bodies follow one another.
/// </summary>
internal sealed record OutboxHeader(
    int Number, string Id, Channel Channel, string Subject, IReadOnlyDictionary<string, string> Properties,
    DateTimeOffset Created, int BodyLength, DateTimeOffset? Enqueued = null, DateTimeOffset? EventTime = null);

/// <summary>How messages are kept in a row.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(OutboxHeader[]))]
internal sealed partial class OutboxJson : JsonSerializerContext;
