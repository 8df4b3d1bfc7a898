using System.Text.Json;

namespace ExposurePipeline.Functions.Flow;

/// <summary>Texts of the host's metadata, producers' words among them.</summary>
internal static class HostText
{
    /// <summary>A JSON string's text; one with half a surrogate pair, which is no Unicode, reads as U+FFFD.</summary>
    public static string Of(JsonElement text) => Read(text, static element => element.GetString()!);

    /// <inheritdoc cref="Of(JsonElement)"/>
    public static string NameOf(JsonProperty member) => Read(member, static property => property.Name);

    /// <summary>A member that is a text; null where there is none. A name that is no Unicode hides no other.</summary>
    public static string? Find(JsonElement members, string name)
    {
        JsonElement found = default;
        try
        {
            _ = members.ValueKind is JsonValueKind.Object && members.TryGetProperty(name, out found);
        }
        catch (InvalidOperationException) // a name before it is no Unicode
        {
            found = members.EnumerateObject().LastOrDefault(member => NameOf(member) == name).Value;
        }

        return found.ValueKind is JsonValueKind.String ? Of(found) : null;
    }

    private static string Read<T>(T from, Func<T, string> read)
    {
        try
        {
            return read(from);
        }
        catch (InvalidOperationException) // how the parser tells it; an event must not fail its batch for ever
        {
            return "\ufffd";
        }
    }
}
