namespace ExposurePipeline.Exposure.Normalisation.Json;

/// <summary>Where the next record may begin once the end of one was lost.</summary>
internal ref struct JsonLandmarks(ReadOnlySpan<byte> body)
{
    private const int LongestOpening = 64;

    private readonly ReadOnlySpan<byte> _body = body;
    private ReadOnlySpan<byte> _opening;
    private (int From, int End) _line = (0, -1);

    /// <summary>Records of one message begin alike, up to the first colon (<c>{"time":</c>): the first one's beginning is kept.</summary>
    public void Remember(int at)
    {
        if (_opening.IsEmpty)
        {
            var head = _body[at..Math.Min(_body.Length, at + LongestOpening)];
            var colon = head.IndexOf((byte)':');
            _opening = head[..(colon + 1)];
        }
    }

    /// <summary>Where a record begins like the first one, in this stretch; -1 when none does.</summary>
    public readonly int NextOpening(int from, int to)
    {
        var next = _opening.IsEmpty || from >= to ? -1 : _body[from..to].IndexOf(_opening);
        return next < 0 ? -1 : from + next;
    }

    /// <summary>The next line feed, or the end; the last answer is kept, since thousands of records may share one line.</summary>
    public int EndOfLine(int from)
    {
        if (from < _line.From || from > _line.End)
        {
            var end = _body[from..].IndexOf((byte)'\n');
            _line = (from, end < 0 ? _body.Length : from + end);
        }

        return _line.End;
    }

    /// <summary>Whether the first thing behind a line is an object that cannot belong to what the line began: JSON has one only behind <c>[</c>, a comma or a colon.</summary>
    public readonly bool StartsRecord(int from, int line)
    {
        var at = JsonScan.SkipSpace(_body, line);
        return at < _body.Length && _body[at] == '{' && !EndsIn(from, line, "[,:"u8);
    }

    /// <summary>Whether the last byte of a line, white space aside, is one of these.</summary>
    public readonly bool EndsIn(int from, int line, ReadOnlySpan<byte> bytes)
    {
        var text = _body[from..line].TrimEnd(" \t\r"u8);
        return !text.IsEmpty && bytes.Contains(text[^1]);
    }

    /// <summary>The next line that begins with an object, from here on; the end when there is none.</summary>
    public readonly int NextRecordLine(int from)
    {
        var next = _body[from..].IndexOf("\n{"u8);
        return next < 0 ? _body.Length : from + next;
    }
}
