using System.Globalization;
using System.Text;

namespace ExposurePipeline.Hunting.Functions;

internal sealed partial class RegexSyntax
{
    private static readonly Dictionary<string, string> AsciiClasses = new(StringComparer.Ordinal)
    {
        ["alnum"] = "0-9A-Za-z", ["alpha"] = "A-Za-z", ["ascii"] = @"\x00-\x7F", ["blank"] = @"\t ", ["cntrl"] = @"\x00-\x1F\x7F", ["digit"] = "0-9", ["graph"] = "!-~",
        ["lower"] = "a-z", ["print"] = " -~", ["punct"] = @"!-/:-@\[-`{-~", ["space"] = @"\t\n\v\f\r ", ["upper"] = "A-Z", ["word"] = "0-9A-Za-z_", ["xdigit"] = "0-9A-Fa-f",
    };

    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["Greek"] = @"\u0370-\u03FF\u1F00-\u1FFF", ["Cyrillic"] = @"\u0400-\u052F\u1C80-\u1C8F\u2DE0-\u2DFF\uA640-\uA69F", ["Latin"] = @"A-Za-z\u00AA\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02B8\u1E00-\u1EFF",
        ["Hebrew"] = @"\u0591-\u05F4\uFB1D-\uFB4F", ["Arabic"] = @"\u0600-\u06FF\u0750-\u077F\u08A0-\u08FF\uFB50-\uFDFF\uFE70-\uFEFF", ["Han"] = @"\u2E80-\u2FD5\u3005\u3007\u3021-\u3029\u3038-\u303B\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF",
        ["Hiragana"] = @"\u3041-\u309F", ["Katakana"] = @"\u30A1-\u30FF\u31F0-\u31FF", ["Thai"] = @"\u0E01-\u0E3A\u0E40-\u0E5B", ["Hangul"] = @"\u1100-\u11FF\u3131-\u318E\uAC00-\uD7A3",
    };

    private void Class()
    {
        translated.Append('[');
        Take('^');
        if (at < pattern.Length && pattern[at] == ']')
        {
            translated.Append(@"\]");
            at++;
        }

        while (at < pattern.Length && pattern[at] != ']')
        {
            InClass(pattern[at++]);
        }

        if (at++ >= pattern.Length)
        {
            throw new RegexSyntaxException("a '[' is not closed");
        }

        translated.Append(']');
    }

    private void InClass(char c)
    {
        if (c == '&' && at < pattern.Length && pattern[at] == '&')
        {
            throw new RegexSyntaxException("'&&' in a character class is not supported");
        }

        if (c == '\\')
        {
            Escape(inClass: true);
        }
        else if (c != '[' || !TryAsciiClass())
        {
            translated.Append(c == '[' ? @"\[" : c.ToString());
        }
    }

    // [:alpha:] and [:^alpha:], inside a character class.
    private bool TryAsciiClass()
    {
        var end = at < pattern.Length && pattern[at] == ':' ? pattern.IndexOf(":]", at + 1, StringComparison.Ordinal) : -1;
        var name = end < 0 ? "" : pattern[(at + 1)..end];
        if (!AsciiClasses.TryGetValue(name.TrimStart('^'), out var members))
        {
            return false;
        }

        translated.Append(name.StartsWith('^') ? Complement(name[1..]) : members);
        at = end + 2;
        return true;
    }

    private static string Complement(string name)
    {
        var members = new System.Text.RegularExpressions.Regex($"[{AsciiClasses[name]}]", System.Text.RegularExpressions.RegexOptions.NonBacktracking);
        var others = Enumerable.Range(0, 128).Where(c => !members.IsMatch(((char)c).ToString())).Select(c => string.Create(CultureInfo.InvariantCulture, $"\\x{c:X2}"));
        return string.Concat(others) + @"\u0080-\uFFFF";
    }

    private void Escape(bool inClass)
    {
        if (at >= pattern.Length)
        {
            throw new RegexSyntaxException("it ends in a backslash");
        }

        var c = pattern[at++];
        if (c is 'p' or 'P')
        {
            Category(negated: c == 'P', inClass);
        }
        else if (c is 'x' or 'u' or 'U')
        {
            CodePoint(c);
        }
        else if (c == 'Q' && !inClass)
        {
            Quoted();
        }
        else if (!char.IsAsciiLetterOrDigit(c) || "dDsSwWafntrv".Contains(c, StringComparison.Ordinal) || (!inClass && c is 'b' or 'B' or 'A' or 'z'))
        {
            translated.Append('\\').Append(c);
        }
        else
        {
            throw new RegexSyntaxException($"'\\{c}' is not in the language");
        }
    }

    private void Quoted()
    {
        var end = pattern.IndexOf(@"\E", at, StringComparison.Ordinal);
        translated.Append(System.Text.RegularExpressions.Regex.Escape(end < 0 ? pattern[at..] : pattern[at..end]));
        at = end < 0 ? pattern.Length : end + 2;
    }

    private void Category(bool negated, bool inClass)
    {
        var braced = at < pattern.Length && pattern[at] == '{';
        var end = braced ? pattern.IndexOf('}', at) : at;
        var name = end < 0 || end >= pattern.Length ? "" : braced ? pattern[(at + 1)..end] : pattern[at].ToString();
        at = end + 1;
        if (name.Length > 2 && Scripts.TryGetValue(name, out var members) && !(negated && inClass))
        {
            translated.Append(inClass ? members : negated ? $"[^{members}]" : $"[{members}]");
            return;
        }

        translated.Append(negated ? @"\P{" : @"\p{").Append(name).Append('}');
    }

    // \x7F, \x{10FFFF}, \u007F, \U0000007F.
    private void CodePoint(char kind)
    {
        var braced = at < pattern.Length && pattern[at] == '{';
        var end = braced ? pattern.IndexOf('}', at) : Math.Min(pattern.Length, at + (kind switch { 'x' => 2, 'u' => 4, _ => 8 }));
        var digits = end < 0 ? "" : pattern[(braced ? at + 1 : at)..end];
        if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || !Rune.IsValid(code))
        {
            throw new RegexSyntaxException($"'\\{kind}' needs a code point");
        }

        at = braced ? end + 1 : end;
        translated.Append(System.Text.RegularExpressions.Regex.Escape(new Rune(code).ToString()));
    }

    private void Take(char c)
    {
        if (at < pattern.Length && pattern[at] == c)
        {
            translated.Append(c);
            at++;
        }
    }
}
