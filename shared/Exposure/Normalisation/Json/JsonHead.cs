using System.Text.Json;

namespace ExposurePipeline.Exposure.Normalisation.Json;

/// <summary>Which members the first object of a body has, as far as its head shows them: what tells JSON formats apart.</summary>
/// <remarks>Members of objects inside it do not count: a banner may quote anything.</remarks>
internal readonly record struct JsonHead
{
    private readonly uint _members;
    private readonly uint _objects;

    private JsonHead(uint members, uint objects) => (_members, _objects) = (members, objects);

    /// <summary>Looks for at most 32 names.</summary>
    public static JsonHead Of(ReadOnlySpan<byte> head, AsciiNames names)
    {
        var (members, objects) = (0u, 0u);
        var json = head.TrimStart(" \t\r\n,["u8);
        if (json is not [(byte)'{', ..])
        {
            return default;
        }

        var reader = new Utf8JsonReader(json, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = JsonScan.MaxDepth }));
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                var bit = names.Find(reader.ValueSpan) is var index and >= 0 ? 1u << index : 0;
                members |= bit;
                objects |= reader.Read() && reader.TokenType is JsonTokenType.StartObject ? bit : 0;
                if (!reader.TrySkip())
                {
                    break;
                }
            }
        }
        catch (JsonException) // the reader has no Try form; what came before the fault still tells
        {
        }

        return new(members, objects);
    }

    /// <summary>Whether the object has this member.</summary>
    public bool Has(int name) => (_members & (1u << name)) != 0;

    /// <summary>Whether the object has any of the names that stand before this one in the list.</summary>
    public bool HasAnyBefore(int name) => (_members & ((1u << name) - 1)) != 0;

    /// <summary>Whether the member is an object itself.</summary>
    public bool HasObject(int name) => (_objects & (1u << name)) != 0;
}
