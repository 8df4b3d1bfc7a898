using System.Buffers;

namespace Microsoft.Azure.Functions.Worker.Payload;

/// <summary>Walks JSON text forward without building anything. Checks structure, not the spelling of literals.</summary>
/// <remarks>System.Text.Json's reader leaves its vectorised path at a string's first escape; the host's payload is one long string full of them.</remarks>
internal ref struct JsonCursor(ReadOnlySpan<byte> json)
{
    /// <summary>Deeper nesting is refused.</summary>
    public const int MaxDepth = 512;

    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> AfterLiteral = SearchValues.Create(",]} \t\r\n\":[{"u8);

    private readonly ReadOnlySpan<byte> json = json;

    public int Position { get; set; }

    public readonly bool AtEnd => Position >= json.Length;

    public readonly byte Current => AtEnd ? (byte)0 : json[Position];

    public void SkipWhitespace()
    {
        while (!AtEnd && json[Position] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            Position++;
    }

    /// <summary>Steps over white space and then <paramref name="expected"/>, if it is there.</summary>
    public bool TryRead(char expected)
    {
        SkipWhitespace();
        if (Current != expected || AtEnd)
            return false;
        Position++;
        return true;
    }

    /// <summary>Reads a string: <paramref name="content"/> lies between the quotes, escapes as written.</summary>
    public bool TryReadString(out Segment content)
    {
        content = default;
        if (!TryRead('"'))
            return false;
        var start = Position;
        while (true)
        {
            var step = Position < json.Length ? json[Position..].IndexOfAny((byte)'"', (byte)'\\') : -1;
            if (step < 0)
                return false;
            Position += step;
            if (json[Position] == '"')
                break;
            Position += 2;
        }

        content = new(start, Position - start);
        Position++;
        return true;
    }

    /// <summary>Steps over a value of any kind, quotes and brackets included.</summary>
    public bool TrySkipValue(out Segment value)
    {
        SkipWhitespace();
        var start = Position;
        var skipped = Current switch
        {
            (byte)'"' => TryReadString(out _),
            (byte)'{' or (byte)'[' => TrySkipNested(),
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') or (byte)'t' or (byte)'f' or (byte)'n' => TrySkipLiteral(),
            _ => false,
        };
        value = new(start, Position - start);
        return skipped;
    }

    private bool TrySkipLiteral()
    {
        var length = json[Position..].IndexOfAny(AfterLiteral);
        Position = length < 0 ? json.Length : Position + length;
        return true;
    }

    private bool TrySkipNested()
    {
        Span<byte> closers = stackalloc byte[MaxDepth];
        var depth = 0;
        do
        {
            var step = AtEnd ? -1 : json[Position..].IndexOfAny(Structure);
            if (step < 0)
                return false;
            Position += step;
            if (!TryStep(closers, ref depth))
                return false;
        }
        while (depth > 0);
        return true;
    }

    private bool TryStep(scoped Span<byte> closers, ref int depth)
    {
        var mark = json[Position];
        if (mark == '"')
            return TryReadString(out _);
        Position++;
        if (mark is (byte)'}' or (byte)']')
            return closers[--depth] == mark;
        if (depth == MaxDepth)
            return false;
        closers[depth++] = mark == '{' ? (byte)'}' : (byte)']';
        return true;
    }
}
