namespace ExposurePipeline.Exposure.Normalisation.Text;

/// <summary>Splits a body into its lines: LF or CRLF, the last one with or without an end. Blank lines are passed over.</summary>
internal ref struct TextLines(ReadOnlySpan<byte> body)
{
    /// <summary>Longest line that is read, in bytes; a longer one is no record of any line format.</summary>
    public const int MaxBytes = 64 * 1024;

    private readonly ReadOnlySpan<byte> _body = body;
    private int _next;

    /// <summary>Where the line begins.</summary>
    public int Start { get; private set; }

    /// <summary>Its length without its end.</summary>
    public int Length { get; private set; }

    /// <summary>The line without its end.</summary>
    public readonly ReadOnlySpan<byte> Current => _body.Slice(Start, Length);

    /// <summary>Whether the line is longer than <see cref="MaxBytes"/>.</summary>
    public readonly bool IsTooLong => Length > MaxBytes;

    /// <summary>Whether the line has no line end: in a log that is still being written it may be half a record.</summary>
    public readonly bool IsUnended => Start + Length == _body.Length;

    /// <summary>Moves to the next line that is not blank; false at the end.</summary>
    public bool MoveNext()
    {
        while (_next < _body.Length)
        {
            var length = _body[_next..].IndexOf((byte)'\n');
            (Start, Length) = (_next, length < 0 ? _body.Length - _next : length);
            _next = Start + Length + 1;
            if (Length > 0 && _body[Start + Length - 1] == '\r')
            {
                Length--;
            }

            if (Current.IndexOfAnyExcept((byte)' ', (byte)'\t') >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
