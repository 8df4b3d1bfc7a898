using System.Text.Unicode;
using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Exposure.Normalisation.Json;

/// <summary>
/// Splits a body into its JSON objects, whatever wraps them: <c>{"records":[…]}</c>, an array, JSON Lines with either line end, one
/// object, several in a row. A record that cannot be delimited is a fault; splitting goes on behind it where the next one begins.
/// </summary>
internal ref struct JsonRecords(ReadOnlySpan<byte> body)
{
    private const int LongestOpening = 64;

    private readonly ReadOnlySpan<byte> _body = body;
    private readonly bool _isSuspect = !Utf8.IsValid(body);
    private ReadOnlySpan<byte> _opening;
    private int _at;
    private bool _isInArray;
    private bool _isInEnvelope;

    /// <summary>Where the record begins.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends, exclusive.</summary>
    public int End { get; private set; }

    /// <summary>Why it is no record; null when it is one.</summary>
    public RejectionReason? Fault { get; private set; }

    /// <summary>The bytes of the record.</summary>
    public readonly ReadOnlySpan<byte> Current => _body[Start..End];

    /// <summary>Moves to the next record or fault; false at the end.</summary>
    public bool MoveNext()
    {
        while ((_at = SkipSeparators(_at)) < _body.Length)
        {
            switch (_body[_at])
            {
                case (byte)'[' when !_isInArray:
                    _isInArray = true;
                    _at++;
                    continue;
                case (byte)']' when _isInArray:
                    CloseArray();
                    continue;
                case (byte)'{' when !_isInArray && JsonEnvelope.TryOpen(_body, _at, End == 0, out var inside):
                    (_isInArray, _isInEnvelope, _at) = (true, true, inside);
                    continue;
                case (byte)'{':
                    return _isInArray ? Element() : TopLevel();
                default:
                    return NotAnObject();
            }
        }

        return Unclosed();
    }

    /// <summary>
    /// After a record that proved malformed: where another one begins inside it, as happens when a quote or bracket is lost, the fault
    /// ends there.
    /// </summary>
    public void Resynchronise()
    {
        var next = NextOpening(Start + 1);
        if (next >= 0 && next < End)
        {
            End = _at = next;
        }
    }

    private bool Element()
    {
        RememberOpening();
        var end = JsonScan.SkipContainer(_body, _at, out var how);
        if (how is ScanEnd.Complete)
        {
            return Found(end, null);
        }

        if (how is ScanEnd.TooDeep)
        {
            return Found(end, RejectionReason.TooDeep);
        }

        var next = NextOpening(_at + 1);
        _isInArray &= next >= 0;
        var reason = how is ScanEnd.Truncated && next < 0 ? RejectionReason.Truncated : RejectionReason.MalformedJson;
        return Found(next >= 0 ? next : _body.Length, reason);
    }

    // JSON Lines first: a line is a record of its own unless it is plainly the first line of a pretty-printed one.
    private bool TopLevel()
    {
        var line = EndOfLine(_at);
        var end = JsonScan.SkipContainer(_body[..line], _at, out var how);
        if (how is ScanEnd.Truncated && !StartsRecord(line))
        {
            end = JsonScan.SkipContainer(_body, _at, out how);
        }

        return how switch
        {
            ScanEnd.Complete => Found(end, null),
            ScanEnd.TooDeep => Found(end, RejectionReason.TooDeep),
            _ => Found(NextRecordLine(line), how is ScanEnd.Truncated && line >= _body.Length ? RejectionReason.Truncated : RejectionReason.MalformedJson),
        };
    }

    private bool NotAnObject()
    {
        var end = _body[_at] switch
        {
            (byte)'"' => JsonScan.SkipString(_body, _at),
            (byte)'[' => JsonScan.SkipContainer(_body, _at, out _),
            _ when _isInArray && _body[(_at + 1)..].IndexOfAny(",]\n"u8) is var next and >= 0 => _at + 1 + next,
            _ => EndOfLine(_at),
        };
        _isInArray &= end < _body.Length;
        return Found(end, end < _body.Length || _body[_at] != '[' ? RejectionReason.InvalidField : RejectionReason.Truncated);
    }

    private bool Found(int end, RejectionReason? fault)
    {
        (Start, End, Fault) = (_at, end, fault);
        _at = end;
        if (_isSuspect && fault is null && !Utf8.IsValid(Current))
        {
            Fault = RejectionReason.InvalidEncoding;
        }

        return true;
    }

    private bool Unclosed()
    {
        if (!_isInArray)
        {
            return false;
        }

        _isInArray = false;
        return Found(_body.Length, RejectionReason.Truncated);
    }

    private void CloseArray()
    {
        _isInArray = false;
        _at++;
        if (_isInEnvelope)
        {
            _isInEnvelope = false;
            _at = JsonEnvelope.Close(_body, _at);
        }
    }

    // Records of one message begin alike, up to the first colon: {"time":
    private void RememberOpening()
    {
        var head = _body[_at..Math.Min(_body.Length, _at + LongestOpening)];
        if (_opening.IsEmpty && head.IndexOf((byte)':') is var colon and > 0)
        {
            _opening = head[..(colon + 1)];
        }
    }

    private readonly int NextOpening(int from)
    {
        var next = _opening.IsEmpty || from >= _body.Length ? -1 : _body[from..].IndexOf(_opening);
        return next < 0 ? -1 : from + next;
    }

    private readonly int EndOfLine(int from)
    {
        var end = _body[from..].IndexOf((byte)'\n');
        return end < 0 ? _body.Length : from + end;
    }

    private readonly bool StartsRecord(int line)
    {
        var at = JsonScan.SkipSpace(_body, line);
        return at < _body.Length && _body[at] == '{';
    }

    private readonly int NextRecordLine(int line)
    {
        var next = _body[line..].IndexOf("\n{"u8);
        return next < 0 ? _body.Length : line + next;
    }

    private readonly int SkipSeparators(int at)
    {
        while ((at = JsonScan.SkipSpace(_body, at)) < _body.Length && _body[at] == ',')
        {
            at++;
        }

        return at;
    }
}
