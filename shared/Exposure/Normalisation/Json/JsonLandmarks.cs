namespace ExposurePipeline.Exposure.Normalisation.Json;

/// <summary>Where the next record may begin once the end of one was lost.</summary>
internal ref struct JsonLandmarks(ReadOnlySpan<byte> body)
{
    private const int LongestOpening = 64;

    private readonly ReadOnlySpan<byte> _body = body;
    private ReadOnlySpan<byte> _opening;

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

    /// <summary>The next line feed, or the end.</summary>
    public readonly int EndOfLine(int from)
    {
        var end = _body[from..].IndexOf((byte)'\n');
        return end < 0 ? _body.Length : from + end;
    }

    /// <summary>Whether the first thing from here on is an object.</summary>
    public readonly bool StartsRecord(int from)
    {
        var at = JsonScan.SkipSpace(_body, from);
        return at < _body.Length && _body[at] == '{';
    }

    /// <summary>The next line that begins with an object, from here on; the end when there is none.</summary>
    public readonly int NextRecordLine(int from)
    {
        var next = _body[from..].IndexOf("\n{"u8);
        return next < 0 ? _body.Length : from + next;
    }
}
