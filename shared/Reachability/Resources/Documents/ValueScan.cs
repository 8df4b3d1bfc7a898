using System.Buffers;
using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Reachability.Resources.Documents;

/// <summary>Looks for the end of a JSON value by its brackets and quotes alone, going on where the text so far ended. Whether it is JSON is for a parser to say.</summary>
internal struct ValueScan
{
    /// <summary>The text ends before the value.</summary>
    public const int Unfinished = 0;

    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> InString = SearchValues.Create("\"\\\n"u8);
    private static readonly SearchValues<byte> AfterScalar = SearchValues.Create(" \t\r\n,:{}[]\""u8);

    // What no parser reads is followed a little further, so that its neighbours are read; without an end, a text of opening brackets alone would be walked over from each of them.
    private const int MaxDepth = 2 * ElementParser.MaxDepth;

    private int at;
    private int depth;
    private bool isInString;
    private bool isScalar;
    private bool isBegun;

    /// <summary>Whether the end of the text is the value's end, too: a number or a word has no mark of its own.</summary>
    public readonly bool EndsWithText => isScalar;

    /// <summary>Why it cannot go on: a line ends in a string, which no JSON text has, or brackets are too many.</summary>
    public readonly (RejectionReason Reason, string Detail) Hindrance => isInString
        ? (RejectionReason.MalformedJson, "A string has no end on its line.")
        : (RejectionReason.TooDeep, $"This is deeper than {ElementParser.MaxDepth}.");

    /// <summary>The value's length; <see cref="Unfinished"/>; or the complement of where it cannot go on, see <see cref="Hindrance"/>.</summary>
    /// <param name="text">Text that begins with the value; the same and more of it in the next call.</param>
    public int Length(ReadOnlySpan<byte> text)
    {
        Begin(text);
        while (at < text.Length && Advance(text))
        {
            if (isScalar)
            {
                return at;
            }

            if (isInString ? text[at] == (byte)'\n' : depth > MaxDepth)
            {
                return ~at;
            }

            if (!Step(text))
            {
                return at < text.Length && isInString ? Unfinished : at;
            }
        }

        return Unfinished;
    }

    /// <summary>Forgets the text so far, which the next call does not bring again.</summary>
    /// <returns>How much that is.</returns>
    public int Forget()
    {
        var passed = at;
        at = 0;
        return passed;
    }

    private void Begin(ReadOnlySpan<byte> text)
    {
        if (!isBegun && !text.IsEmpty)
        {
            (isBegun, isScalar) = (true, text[0] is not ((byte)'{' or (byte)'[' or (byte)'"'));
            at = isScalar ? 1 : 0;
        }
    }

    private bool Advance(ReadOnlySpan<byte> text)
    {
        PassBlocks(text);
        var found = text[at..].IndexOfAny(isInString ? InString : isScalar ? AfterScalar : Structure);
        at = found < 0 ? text.Length : at + found;
        return found >= 0;
    }

    // Whole blocks in which the value neither ends nor becomes too deep, and that hold nothing to look at more closely.
    private void PassBlocks(ReadOnlySpan<byte> text)
    {
        while (depth > 0 && text.Length - at >= TextBlock.Size && TextBlock.Of(text.Slice(at, TextBlock.Size), isInString) is { IsPlain: true } block
            && block.Closing < depth && depth + block.Opening <= MaxDepth)
        {
            at += TextBlock.Size;
            depth += block.Opening - block.Closing;
            isInString = block.EndsInString;
        }
    }

    // False at the end of the value, and at a backslash of which the text has only half.
    private bool Step(ReadOnlySpan<byte> text)
    {
        switch (text[at])
        {
            case (byte)'\\' when at + 1 == text.Length:
                return false;
            case (byte)'\\':
                at += 2;
                return true;
            case (byte)'"':
                isInString = !isInString;
                at++;
                return isInString || depth > 0;
            case (byte)'{' or (byte)'[':
                depth++;
                at++;
                return true;
            default:
                at++;
                return --depth > 0;
        }
    }
}
