using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Exposure.Normalisation.Windows;

/// <summary>
/// Finds the <c>Event</c> elements of a body: one or many, in a root or without, behind syslog headers, between comments. An event that
/// is not closed ends where the next one begins.
/// </summary>
internal ref struct XmlEvents(ReadOnlySpan<byte> body)
{
    private const int LongestEndTag = 64;

    private readonly ReadOnlySpan<byte> _body = body;
    private int _at;

    /// <summary>Where the event begins.</summary>
    public int Start { get; private set; }

    /// <summary>Its length.</summary>
    public int Length { get; private set; }

    /// <summary>Why it is no event; null when it is one.</summary>
    public RejectionReason? Fault { get; private set; }

    /// <summary>The element's bytes.</summary>
    public readonly ReadOnlySpan<byte> Current => _body.Slice(Start, Length);

    /// <summary>Moves to the next event or fault; false at the end.</summary>
    public bool MoveNext()
    {
        Start = NextTag("<Event"u8, "<Event"u8);
        if (Start >= _body.Length)
        {
            return false;
        }

        _at = Start + 1;
        var end = NextTag("</Event"u8, "<Event"u8);
        var isClosed = end < _body.Length && _body[end + 1] == '/';
        Fault = isClosed ? null : end < _body.Length ? RejectionReason.MalformedXml : RejectionReason.Truncated;
        var close = isClosed ? _body.Slice(end, Math.Min(LongestEndTag, _body.Length - end)).IndexOf((byte)'>') : -1;
        Length = end + close + 1 - Start; // an end tag without its end is missed by the XML reader
        _at = Start + Length;
        return true;
    }

    // Where the next of two tags begins, outside comments and CDATA; the end of the body when none does.
    private int NextTag(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> other)
    {
        while (_at < _body.Length && _body[_at..].IndexOf((byte)'<') is var next and >= 0)
        {
            _at += next;
            var rest = _body[_at..];
            if (IsTag(rest, tag) || IsTag(rest, other))
            {
                return _at;
            }

            var hidden = rest.StartsWith("<!--"u8) ? rest.IndexOf("-->"u8) : rest.StartsWith("<![CDATA["u8) ? rest.IndexOf("]]>"u8) : 0;
            _at = hidden < 0 ? _body.Length : _at + hidden + 1;
        }

        return _at = _body.Length;
    }

    private static bool IsTag(ReadOnlySpan<byte> text, ReadOnlySpan<byte> tag) =>
        text.StartsWith(tag) && text.Length > tag.Length && text[tag.Length] is (byte)'>' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
