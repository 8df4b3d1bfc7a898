using System.Text.Json;

namespace ExposurePipeline.Exposure.Normalisation.Json;

/// <summary>Every member of an object whose names are not known beforehand.</summary>
/// <param name="json">An object that a <see cref="JsonRow"/> found: it is well-formed.</param>
internal ref struct JsonMembers(ReadOnlySpan<byte> json)
{
    private readonly ReadOnlySpan<byte> _json = json;
    private Utf8JsonReader _reader = new(json, new JsonReaderOptions { MaxDepth = JsonScan.MaxDepth });

    /// <summary>The member's name as written.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>The member's value as written.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Moves to the next member; false at the end.</summary>
    public bool MoveNext()
    {
        if (_reader.TokenType is JsonTokenType.None)
        {
            _reader.Read();
        }

        if (!_reader.Read() || _reader.TokenType is not JsonTokenType.PropertyName)
        {
            return false;
        }

        Name = _reader.ValueSpan;
        _reader.Read();
        var start = (int)_reader.TokenStartIndex;
        _reader.Skip();
        Value = _json[start..(int)_reader.BytesConsumed];
        return true;
    }
}
