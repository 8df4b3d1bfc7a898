using System.Text.Json;
using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Defender;

/// <summary>The tags of a device from the three columns that hold any.</summary>
internal static class DeviceTags
{
    private const int MaxTags = 32;
    private const int MaxLength = 128;

    /// <summary>Manual, dynamic and registry tags, distinct and sorted ordinally; the first 32.</summary>
    public static IReadOnlyList<string> Read(in DefenderRow row)
    {
        var tags = new SortedSet<string>(StringComparer.Ordinal);
        Add(row[DefenderColumn.DeviceManualTags], tags);
        Add(row[DefenderColumn.DeviceDynamicTags], tags);
        Add(row[DefenderColumn.RegistryDeviceTag], tags);
        return [.. tags.Take(MaxTags)];
    }

    // A JSON array, a string that holds one, or one plain tag.
    private static void Add(JsonValue value, SortedSet<string> tags)
    {
        if (value.IsAbsent)
        {
            return;
        }

        var nested = value.Nested().Trim(" \t\r\n"u8);
        if (nested is not [(byte)'[', ..])
        {
            Add(value.Text(MaxLength), tags);
            return;
        }

        try
        {
            AddAll(nested, tags);
        }
        catch (JsonException) // the reader has no Try form; a tag list that is no JSON must not lose the device
        {
            Add(value.Text(MaxLength), tags);
        }
    }

    private static void AddAll(ReadOnlySpan<byte> array, SortedSet<string> tags)
    {
        var reader = new Utf8JsonReader(array);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String)
            {
                Add(new JsonValue(JsonTokenType.String, reader.ValueSpan, reader.ValueIsEscaped, 0).Text(MaxLength), tags);
            }
        }
    }

    private static void Add(string? tag, SortedSet<string> tags)
    {
        if (!string.IsNullOrWhiteSpace(tag))
        {
            tags.Add(tag);
        }
    }
}
