using System.Buffers;
using System.Text.Json;
using ExposurePipeline.Exposure.Events.Encoding;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Events;

/// <summary>Observations as they travel through hub <c>observations</c>: compact UTF-8 JSON, several entities in one event.</summary>
public static class ObservationCodec
{
    /// <summary>The version that is written; no other one is read.</summary>
    public const int Version = 1;

    /// <summary>Deepest nesting that is read.</summary>
    public const int MaxDepth = 16;

    /// <summary>Largest body that is read, in bytes: an Event Hubs publication.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Writes one event body; the caller keeps it below <see cref="MaxBytes"/>.</summary>
    public static void Write(IBufferWriter<byte> output, IEnumerable<EntityObservations> entities)
    {
        using var writer = new Utf8JsonWriter(output, new() { SkipValidation = true });
        EntityWriter.Write(writer, entities);
    }

    /// <summary>One event body with one entity.</summary>
    public static byte[] Encode(EntityObservations entity)
    {
        var body = new ArrayBufferWriter<byte>();
        Write(body, [entity]);
        return body.WrittenSpan.ToArray();
    }

    /// <summary>Adds the entities of one event body to a collection, or tells why none was added; never throws on input.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, ICollection<EntityObservations> entities, out Rejection rejection)
    {
        if (!TryDecode(body, out var decoded, out rejection))
        {
            return false;
        }

        foreach (var entity in decoded)
        {
            entities.Add(entity);
        }

        return true;
    }

    private static bool TryDecode(ReadOnlySpan<byte> body, out IEnumerable<EntityObservations> entities, out Rejection rejection)
    {
        entities = [];
        rejection = default;
        if (body.Length is 0 or > MaxBytes)
        {
            rejection = new(body.IsEmpty ? RejectionReason.Empty : RejectionReason.TooLarge, $"{body.Length} bytes", -1);
            return false;
        }

        try
        {
            var decoded = JsonSerializer.Deserialize(body, EncodedContract.Observations);
            rejection = Check(decoded);
            entities = decoded?.Entities ?? [];
            return rejection.Detail is null;
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException) // the serializer has no Try form; the latter for an unnamed kind
        {
            rejection = new(JsonFault.Of(body, MaxDepth) ?? RejectionReason.InvalidField, fault.Message, -1);
            return false;
        }
    }

    // A rejection without a detail is none.
    private static Rejection Check(EncodedObservations? decoded) => decoded switch
    {
        null => new(RejectionReason.MissingField, "null", -1),
        { V: not Version } => new(RejectionReason.UnknownFormat, $"version {decoded.V}, not {Version}", -1),
        _ when decoded.Entities.Any(IsIncomplete) => new(RejectionReason.MissingField, "an entity or observation is null", -1),
        _ when decoded.Entities.FirstOrDefault(IsMisnamed) is { } misnamed => new(RejectionReason.InvalidIdentifier, misnamed.Entity.ToString(), -1),
        _ => default,
    };

    private static bool IsIncomplete(EntityObservations? entity) => entity is null || entity.Observations.Any(observation => observation is null);

    private static bool IsMisnamed(EntityObservations entity) => entity.Entity.Kind is EntityKind.Address
        ? !IpAddress.TryParse(entity.Entity.Key, out var address) || address.ToString() != entity.Entity.Key
        : !DeviceId.TryCreate(entity.Entity.Key, out _);
}
