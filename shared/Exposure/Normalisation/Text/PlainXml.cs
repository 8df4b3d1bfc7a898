using System.Buffers;

namespace ExposurePipeline.Exposure.Normalisation.Text;

/// <summary>
/// Walks over the start tags of one plain XML element: elements, attributes and text. Anything else, and anything wrong, ends the walk without
/// <see cref="IsComplete"/>; the caller has seen to it that all letters are ASCII and no reference is among them.
/// </summary>
/// <param name="text">The element, and whatever follows it.</param>
/// <param name="open">Room for the names of as many open elements as there may be.</param>
/// <param name="attributes">Room for as many attributes as an element may have.</param>
internal ref struct PlainXml(ReadOnlySpan<byte> text, Span<Range> open, Span<(Range Name, Range Value)> attributes)
{
    private static readonly SearchValues<byte> NameLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-."u8);

    private readonly ReadOnlySpan<byte> _text = text;
    private readonly Span<Range> _open = open;
    private readonly Span<(Range Name, Range Value)> _attributes = attributes;
    private Range _name;
    private int _depth;
    private int _count;
    private int _at;

    /// <summary>Whether the element was closed, and everything in it was plain and well-formed.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Bytes of the text.</summary>
    public readonly ReadOnlySpan<byte> this[Range place] => _text[place];

    /// <summary>The element's name.</summary>
    public readonly ReadOnlySpan<byte> Name => _text[_name];

    /// <summary>Where the text between the tag and the next one lies.</summary>
    public readonly Range Text => _at..(_at + Math.Max(0, _text[_at..].IndexOf((byte)'<')));

    /// <summary>Where an attribute's value lies; empty when there is none.</summary>
    public readonly Range Attribute(ReadOnlySpan<byte> name)
    {
        foreach (var attribute in _attributes[.._count])
        {
            if (_text[attribute.Name].SequenceEqual(name))
            {
                return attribute.Value;
            }
        }

        return default;
    }

    /// <summary>Moves behind the next start tag; false at the end, or where the text is not plain.</summary>
    public bool MoveNext()
    {
        while (!IsComplete && TryNextTag())
        {
            if (_text[_at] != '/')
            {
                return TryOpen();
            }

            if (!TryClose())
            {
                return false;
            }
        }

        return false;
    }

    private bool TryNextTag()
    {
        var next = _text[_at..].IndexOf((byte)'<');
        _at += next + 1;
        return next >= 0 && (next == 0 || _depth > 0) && _at < _text.Length;
    }

    private bool TryClose()
    {
        _at++;
        if (!TryName(out var name) || !_text[name].SequenceEqual(_text[_open[--_depth]]))
        {
            return false;
        }

        SkipSpace();
        IsComplete = _depth == 0 && Is('>');
        return Is('>');
    }

    private bool TryOpen()
    {
        _count = 0;
        if (!TryName(out _name) || _depth == _open.Length)
        {
            return false;
        }

        _open[_depth++] = _name;
        while (SkipSpace() && !Is('>') && !Is('/'))
        {
            if (!TryAttribute())
            {
                return false;
            }
        }

        return Is('>') ? TryEndTag(1) : Is('/') && _at + 1 < _text.Length && _text[_at + 1] == '>' && --_depth > 0 && TryEndTag(2);
    }

    private bool TryEndTag(int length)
    {
        _at += length;
        return true;
    }

    private bool TryAttribute()
    {
        if (_count == _attributes.Length || !TryName(out var name) || !_text[Attribute(_text[name])].IsEmpty)
        {
            return false;
        }

        SkipSpace();
        if (!Is('='))
        {
            return false;
        }

        _at++;
        SkipSpace();
        return (Is('"') || Is('\'')) && TryValue(name);
    }

    // Control characters would be normalised; a namespace may be one that is reserved.
    private bool TryValue(Range name)
    {
        var length = _text[(_at + 1)..].IndexOf(_text[_at]);
        var value = length < 0 ? default : _text.Slice(_at + 1, length);
        if (length <= 0 || value.IndexOfAnyInRange((byte)0, (byte)31) >= 0 || value.Contains((byte)'<') || value.IndexOf("w3.org"u8) >= 0)
        {
            return false;
        }

        _attributes[_count++] = (name, (_at + 1)..(_at + 1 + length));
        _at += length + 2;
        return _at < _text.Length && _text[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'/' or (byte)'>';
    }

    private bool TryName(out Range name)
    {
        var length = _text[_at..].IndexOfAnyExcept(NameLetters);
        name = _at..(_at + Math.Max(0, length));
        _at = name.End.Value;
        return length > 0 && _text[name][0] is not ((byte)'-' or (byte)'.' or (>= (byte)'0' and <= (byte)'9'));
    }

    private bool SkipSpace()
    {
        while (_at < _text.Length && _text[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            _at++;
        }

        return _at < _text.Length;
    }

    private readonly bool Is(char letter) => _at < _text.Length && _text[_at] == letter;
}
