using System.Text.Unicode;
using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Exposure.Normalisation.Json;

/// <summary>
/// Splits a body into its JSON objects, whatever wraps them: <c>{"records":[…]}</c>, an array, JSON Lines with either line end, one
/// object, several in a row. A record that cannot be delimited is a fault; splitting goes on behind it where the next one begins.
/// </summary>
internal ref struct JsonRecords(ReadOnlySpan<byte> body)
{
    /// <summary>
    /// How many records may be malformed before the rest of the body becomes one fault: each may cost a look at all that follows, and a
    /// hostile body must not cost the square of its length.
    /// </summary>
    public const int MaxMalformed = 256;

    private const long MostInVain = 256L * 1024 * 1024;

    private readonly ReadOnlySpan<byte> _body = body;
    private JsonLandmarks _landmarks = new(body);
    private int _at;
    private int _malformed;
    private long _inVain; // bytes that were scanned for the end of a record that has none
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
            if (_malformed > MaxMalformed || _inVain > MostInVain)
            {
                return Rest();
            }

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
        _malformed++;
        var next = _landmarks.NextOpening(Start + 1, End);
        if (next >= 0)
        {
            End = _at = next;
        }
    }

    private bool Element()
    {
        _landmarks.Remember(_at);
        var (end, how, isAscii) = JsonScan.ContainerAt(_body, _at);
        if (how is ScanEnd.Complete)
        {
            return Found(end, isAscii);
        }

        if (how is ScanEnd.TooDeep)
        {
            return Found(end, RejectionReason.TooDeep);
        }

        _malformed++;
        _inVain += end - _at;
        var next = _landmarks.NextOpening(_at + 1, _body.Length);
        _isInArray &= next >= 0;
        var reason = how is ScanEnd.Truncated && next < 0 ? RejectionReason.Truncated : RejectionReason.MalformedJson;
        return Found(next >= 0 ? next : _body.Length, reason);
    }

    // JSON Lines first: a line is a record of its own unless it is plainly the first line of a pretty-printed one.
    private bool TopLevel()
    {
        var (end, how, isAscii) = JsonScan.ContainerOnLine(_body, _at);
        return how is ScanEnd.Complete ? Found(end, isAscii) : BeyondLine(end, how);
    }

    private bool BeyondLine(int end, ScanEnd how)
    {
        var line = _landmarks.EndOfLine(_at);
        if (how is ScanEnd.Truncated && !_landmarks.StartsRecord(_at, line))
        {
            end = JsonScan.SkipContainer(_body, _at, out how);
            _inVain += how is ScanEnd.Complete ? 0 : end - _at;
            if (how is ScanEnd.Truncated && IsOpenWrapper(line))
            {
                (_isInArray, _isInEnvelope, _at) = (true, true, line);
                return MoveNext();
            }
        }

        _malformed += how is ScanEnd.Complete ? 0 : 1;
        return how switch
        {
            ScanEnd.Complete => Found(end, isAscii: false),
            ScanEnd.TooDeep => Found(end, RejectionReason.TooDeep),
            _ => Lost(_landmarks.NextRecordLine(line), how),
        };
    }

    // The first line opens an array of records whose end is missing: the records that are there count.
    private readonly bool IsOpenWrapper(int line) => End == 0 && line < _body.Length && _landmarks.EndsIn(_at, line, "["u8);

    private bool Lost(int next, ScanEnd how) =>
        Found(next, how is ScanEnd.Truncated && next >= _body.Length ? RejectionReason.Truncated : RejectionReason.MalformedJson);

    private bool NotAnObject()
    {
        var end = _body[_at] switch
        {
            (byte)'"' => JsonScan.SkipString(_body, _at),
            (byte)'[' => JsonScan.SkipContainer(_body, _at, out _),
            _ when _isInArray && _body[(_at + 1)..].IndexOfAny(",]\n"u8) is var next and >= 0 => _at + 1 + next,
            _ => _landmarks.EndOfLine(_at),
        };
        _isInArray &= end < _body.Length;
        return Found(end, end < _body.Length || _body[_at] != '[' ? RejectionReason.InvalidField : RejectionReason.Truncated);
    }

    private bool Found(int end, bool isAscii) => Found(end, isAscii || Utf8.IsValid(_body[_at..end]) ? null : RejectionReason.InvalidEncoding);

    private bool Found(int end, RejectionReason? fault)
    {
        (Start, End, Fault) = (_at, end, fault);
        _at = end;
        return true;
    }

    private bool Unclosed()
    {
        var isUnclosed = _isInArray;
        _isInArray = false;
        return isUnclosed && Found(_body.Length, RejectionReason.Truncated);
    }

    private bool Rest()
    {
        _isInArray = false;
        return Found(_body.Length, RejectionReason.MalformedJson);
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

    private readonly int SkipSeparators(int at)
    {
        while ((at = JsonScan.SkipSpace(_body, at)) < _body.Length && _body[at] == ',')
        {
            at++;
        }

        return at;
    }
}
