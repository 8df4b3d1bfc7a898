using System.Text;
using System.Text.Json;
using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Firewalls;

/// <summary>A JSON value with everything inside it, for rules whose meaning lies in their nesting.</summary>
internal sealed class JsonTree
{
    private readonly List<(string Name, JsonTree Value)> _members = [];
    private readonly List<JsonTree> _items = [];

    private JsonTree(JsonTokenType kind) => Kind = kind;

    /// <summary>The token that it began with.</summary>
    public JsonTokenType Kind { get; }

    /// <summary>A string, number or truth value as text; null for anything else.</summary>
    public string? Text { get; private init; }

    /// <summary>The elements of an array.</summary>
    public IReadOnlyList<JsonTree> Items => _items;

    /// <summary>The elements of an array, or the value itself; nothing for null.</summary>
    public IEnumerable<JsonTree> Each => Kind is JsonTokenType.StartArray ? _items : Kind is JsonTokenType.Null ? [] : [this];

    /// <summary>The members of an object, in order.</summary>
    public IReadOnlyList<(string Name, JsonTree Value)> Members => _members;

    /// <summary>A member of an object, its name in any case; null when missing or null. Of a repeated one the last counts.</summary>
    public JsonTree? this[string name] =>
        _members.FindLast(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value is { Kind: not JsonTokenType.Null } value ? value : null;

    /// <summary>Null when the bytes are no JSON, or are nested too deep.</summary>
    public static JsonTree? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JsonScan.MaxDepth });
            var tree = reader.Read() ? Read(ref reader) : null;
            return reader.Read() ? null : tree;
        }
        catch (JsonException) // the reader has no Try form; JsonFault finds out what is wrong
        {
            return null;
        }
    }

    private static JsonTree Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return new(reader.TokenType) { Text = reader.TokenType is JsonTokenType.Null ? null : Plain(ref reader) };
        }

        var tree = new JsonTree(reader.TokenType);
        while (reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
        {
            if (tree.Kind is JsonTokenType.StartArray)
            {
                tree._items.Add(Read(ref reader));
                continue;
            }

            var name = Plain(ref reader);
            reader.Read();
            tree._members.Add((name, Read(ref reader)));
        }

        return tree;
    }

    // The framework throws on half of a surrogate pair; a rule's name may hold one.
    private static string Plain(ref Utf8JsonReader reader) =>
        Encoding.UTF8.GetString(reader.ValueIsEscaped ? JsonText.Unescape(reader.ValueSpan) : reader.ValueSpan);
}
