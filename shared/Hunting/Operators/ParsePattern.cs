using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>A pattern of fixed texts and what stands between them; each fixed text is the first that follows, the last one ends the text.</summary>
internal sealed class ParsePattern(IReadOnlyList<ParsePiece> pieces, bool isRelaxed)
{
    public bool TryRead(string text, object?[] values)
    {
        var (at, captured, next, pending, skips) = (0, 0, 0, (ColumnDeclaration?)null, false);
        foreach (var piece in pieces)
        {
            next++;
            if (piece.Anchor is not { } anchor)
            {
                if (pending is not null && piece.Capture is not null && !TakeTyped(text, ref at, pending, ref values[captured++]))
                {
                    return false;
                }

                (pending, skips) = (piece.Capture ?? pending, skips || piece.Capture is null);
                continue;
            }

            var found = Find(text, at, anchor, isOpen: pending is not null || skips, isLast: next == pieces.Count);
            if (found < 0 || (pending is not null && !Take(text[at..found], pending, skips, ref values[captured++])))
            {
                return false;
            }

            (at, pending, skips) = (found + anchor.Length, null, false);
        }

        return pending is not null ? Take(text[at..], pending, skips, ref values[captured]) : skips || at == text.Length;
    }

    private static int Find(string text, int at, string anchor, bool isOpen, bool isLast)
    {
        if (!isOpen)
        {
            return string.CompareOrdinal(text, at, anchor, 0, anchor.Length) == 0 ? at : -1;
        }

        return !isLast ? text.IndexOf(anchor, at, StringComparison.Ordinal)
            : text.Length - anchor.Length >= at && text.EndsWith(anchor, StringComparison.Ordinal) ? text.Length - anchor.Length : -1;
    }

    private bool Take(string text, ColumnDeclaration column, bool skips, ref object? value)
    {
        var part = skips && column.Type.IsNumber() ? text[..NumberLength(text, column.Type)] : text;
        return ParsedText.TryRead(column.Type, part, out value) || isRelaxed;
    }

    private bool TakeTyped(string text, ref int at, ColumnDeclaration column, ref object? value)
    {
        var length = NumberLength(text[at..], column.Type);
        at += length;
        return ParsedText.TryRead(column.Type, text[(at - length)..at], out value) || isRelaxed;
    }

    private static int NumberLength(string text, ScalarType type)
    {
        var allowed = type is ScalarType.Real or ScalarType.Decimal ? "+-.eE0123456789" : "+-0123456789";
        var other = text.AsSpan().IndexOfAnyExcept(allowed);
        return other < 0 ? text.Length : other;
    }
}
