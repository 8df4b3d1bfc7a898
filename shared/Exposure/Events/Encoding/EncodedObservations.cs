using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Events.Encoding;

/// <summary>What one event of hub <c>observations</c> holds.</summary>
/// <param name="V">Version of the encoding.</param>
/// <param name="Entities">Any number of entities.</param>
internal sealed record EncodedObservations(int V, IEnumerable<EntityObservations> Entities);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    AllowOutOfOrderMetadataProperties = true,
    MaxDepth = ObservationCodec.MaxDepth,
    Converters = [
        typeof(IpAddressConverter), typeof(EndpointConverter), typeof(TenantIdConverter), typeof(DeviceIdConverter), typeof(SightingConverter),
        typeof(NameConverter<Reason>), typeof(NameConverter<Transport>), typeof(NameConverter<Attribution>),
        typeof(NameConverter<AddressRelation>), typeof(NameConverter<EntityKind>), typeof(NameConverter<ConfiguredStatus>), typeof(NameConverter<ConfiguredWidth>)])]
[JsonSerializable(typeof(EncodedObservations))]
internal sealed partial class EncodedJson : JsonSerializerContext;

/// <summary>How the encoding treats absent members: omitted nulls may be absent on reading, everything else must be there.</summary>
internal static class EncodedContract
{
    public static JsonTypeInfo<EncodedObservations> Observations { get; } = Create();

    private static JsonTypeInfo<EncodedObservations> Create()
    {
        var resolver = EncodedJson.Default.WithAddedModifier(RequireWhatIsNotNullable);
        var options = new JsonSerializerOptions(EncodedJson.Default.Options) { TypeInfoResolver = resolver };
        return (JsonTypeInfo<EncodedObservations>)options.GetTypeInfo(typeof(EncodedObservations));
    }

    private static void RequireWhatIsNotNullable(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            property.IsRequired = property.AssociatedParameter is { IsNullable: false };
        }
    }
}
