using System.Text.Json;
using ExposurePipeline.Exposure.Normalisation;

namespace ExposurePipeline.Functions.Flow;

/// <summary>The properties by which producers say what their format does not, as the host hands them over. Names are compared ignoring case.</summary>
internal static class ProducerProperties
{
    /// <summary>Longest value that is taken, in characters: all five then fit a table property of 64 KiB with room for escapes.</summary>
    public const int MaxLength = 2048;

    /// <summary>The known ones; what is no text or number, or too long, is as if it were missing.</summary>
    public static EventProperties Read(JsonElement properties)
    {
        if (properties.ValueKind is not JsonValueKind.Object)
        {
            return EventProperties.None;
        }

        Dictionary<string, string>? known = null;
        foreach (var property in properties.EnumerateObject())
        {
            if (Known(HostText.NameOf(property)) is { } name && Text(property.Value) is { Length: <= MaxLength } value)
            {
                (known ??= [])[name] = value;
            }
        }

        return known is null ? EventProperties.None : new(known);
    }

    private static string? Known(string name) => EventProperties.Names.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase));

    // Producers write a port as a number.
    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => HostText.Of(value),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
