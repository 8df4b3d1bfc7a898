using System.Buffers;
using System.Text;

namespace ExposurePipeline.Reachability.Resources.Documents;

/// <summary>Walks over JSON in a window, value by value.</summary>
/// <param name="window">Which stands where the walk does.</param>
internal sealed class JsonText(TextWindow window)
{
    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n"u8);
    private static readonly SearchValues<byte> Separators = SearchValues.Create(" \t\r\n,"u8);

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
    public bool SkipSeparators(string reason) => Skip(Separators) || Stop(0, reason) is not null;

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
                return length < 0 ? Stop(from + ~length, "A string has no end on its line.") : length <= most ? length : null;
            }

            if (window.Length - from > most)
            {
                return null;
            }

            if (!window.More())
            {
                return Stop(from, "The text ends in the middle of this value.");
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
            var passed = length > 0 ? length : scan.Forget();
            copy?.Write(window.Bytes[..passed]);
            if (length < 0)
            {
                Stop(~length, "A string has no end on its line.");
            }

            window.Pass(passed);
            if (length != ValueScan.Unfinished)
            {
                return;
            }

            if (!window.More())
            {
                Fault = new(start, "The text ends in the middle of this value.");
            }
        }
    }

    /// <summary>Goes to the value of the next member of an object; null at the object's end, which it passes, and where there is a fault.</summary>
    /// <param name="most">The longest name.</param>
    public string? NextMember(int most)
    {
        if (!SkipSeparators("The text ends in the middle of an object."))
        {
            return null;
        }

        if (First == (byte)'}')
        {
            window.Pass(1);
            return null;
        }

        if (First != (byte)'"' || Measure(0, most) is not { } length)
        {
            Stop(0, "Here should be the name of a member.");
            return null;
        }

        var name = Encoding.UTF8.GetString(window.Bytes[1..(length - 1)]);
        window.Pass(length);
        return PassColon() ? name : null;
    }

    /// <summary>Passes what cannot be read, up to a line that begins like a document.</summary>
    public void SkipToNextDocument()
    {
        Fault = null;
        do
        {
            for (var end = window.Bytes.IndexOf((byte)'\n'); end >= 0; end = window.Bytes.IndexOf((byte)'\n'))
            {
                window.Pass(end + 1);
                if ((window.Length > 0 || window.More()) && First is (byte)'{' or (byte)'[')
                {
                    return;
                }
            }

            window.Pass(window.Length);
        }
        while (window.More());
    }

    private bool PassColon()
    {
        if (SkipBlanks() && First == (byte)':')
        {
            window.Pass(1);
            if (SkipBlanks())
            {
                return true;
            }
        }

        Stop(0, "Here should be a member's value.");
        return false;
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

    private int? Stop(int at, string reason)
    {
        Fault ??= new(window.PositionAt(at), reason);
        return null;
    }
}
