using System.Buffers;
using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Reachability.Resources.Documents;

/// <summary>Walks over JSON in a window, value by value.</summary>
/// <param name="window">Which stands where the walk does.</param>
internal sealed class JsonText(TextWindow window)
{
    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n"u8);
    private static readonly SearchValues<byte> Separators = SearchValues.Create(" \t\r\n,"u8);

    private static readonly (RejectionReason Reason, string Detail) EndsWithin = (RejectionReason.Truncated, "The text ends in the middle of this value.");

    /// <summary>Why it cannot go on; null while it can.</summary>
    public TextProblem? Fault { get; set; }

    /// <summary>The window.</summary>
    public TextWindow Window => window;

    /// <summary>The character it stands at.</summary>
    public byte First => window.Bytes[0];

    /// <summary>Goes to the next character that is no white space; false at the end of the text.</summary>
    public bool SkipBlanks() => Skip(Blanks);

    /// <summary>Goes to the next character that is neither white space nor comma; a fault at the end of the text.</summary>
    /// <param name="reason">Why that is one.</param>
    public bool SkipSeparators(string reason) => Skip(Separators) || Stop(0, (RejectionReason.Truncated, reason)) is not null;

    /// <summary>The index of the first character from here that is neither white space nor comma; negative at the end of the text.</summary>
    public int AfterSeparators(int from)
    {
        do
        {
            if (window.Bytes[from..].IndexOfAnyExcept(Separators) is >= 0 and var found)
            {
                return from + found;
            }
        }
        while (window.More());
        return -1;
    }

    /// <summary>The length of the value at an index; null when it is longer than <paramref name="most"/>, or has no end: then there is a fault.</summary>
    public int? Measure(int from, int most)
    {
        for (var scan = new ValueScan(); ;)
        {
            var length = scan.Length(window.Bytes[from..]);
            if (length != ValueScan.Unfinished)
            {
                return length < 0 ? Stop(from + ~length, scan.Hindrance) : length <= most ? length : null;
            }

            if (window.Length - from > most)
            {
                return null;
            }

            if (!window.More())
            {
                return scan.EndsWithText ? window.Length - from : Stop(from, EndsWithin);
            }
        }
    }

    /// <summary>Passes the value it stands at, however long.</summary>
    /// <param name="copy">Gets its text.</param>
    public void SkipValue(IBufferWriter<byte>? copy = null)
    {
        var (scan, start) = (new ValueScan(), window.Position);
        for (var length = scan.Length(window.Bytes); Fault is null; length = scan.Length(window.Bytes))
        {
            Pass(length, ref scan, copy);
            if (length != ValueScan.Unfinished)
            {
                return;
            }

            Fault = window.More() ? null : new(start, EndsWithin.Reason, EndsWithin.Detail);
        }
    }

    /// <summary>It cannot go on.</summary>
    /// <param name="at">The index where.</param>
    /// <param name="why">Why: kept unless there is a fault already.</param>
    public int? Stop(int at, (RejectionReason Reason, string Detail) why)
    {
        Fault ??= new(window.PositionAt(at), why.Reason, why.Detail);
        return null;
    }

    private void Pass(int length, ref ValueScan scan, IBufferWriter<byte>? copy)
    {
        var passed = length > 0 ? length : scan.Forget();
        copy?.Write(window.Bytes[..passed]);
        if (length < 0)
        {
            Stop(~length, scan.Hindrance);
        }

        window.Pass(passed);
    }

    private bool Skip(SearchValues<byte> characters)
    {
        do
        {
            var found = window.Bytes.IndexOfAnyExcept(characters);
            window.Pass(found < 0 ? window.Length : found);
            if (found >= 0)
            {
                return true;
            }
        }
        while (window.More());
        return false;
    }
}
