using System.Text;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Texts that hold several: comma-separated values and command lines.</summary>
internal static class SeparatedText
{
    /// <summary>The fields of the first record; a quoted field may hold commas, line ends and doubled quotes (RFC 4180).</summary>
    public static IEnumerable<string> FirstRecord(string text)
    {
        var (fields, field, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length && (quoted || text[i] is not ('\n' or '\r')); i++)
        {
            var c = text[i];
            if (c == '"' && quoted && i + 1 < text.Length && text[i + 1] == '"')
            {
                field.Append(c);
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }

        return [.. fields, field.ToString()];
    }

    /// <summary>The arguments as Windows' CommandLineToArgvW splits them.</summary>
    public static IEnumerable<string> CommandLine(string text)
    {
        var (arguments, argument, quoted, open) = (new List<string>(), new StringBuilder(), false, false);
        for (var i = 0; i < text.Length; i++)
        {
            var slashes = text.AsSpan(i).IndexOfAnyExcept('\\') is >= 0 and var count ? count : text.Length - i;
            i += slashes;
            var atQuote = i < text.Length && text[i] == '"';
            argument.Append('\\', atQuote ? slashes / 2 : slashes);
            open |= slashes > 0 || (i < text.Length && text[i] is not (' ' or '\t'));
            if (atQuote && slashes % 2 == 0)
            {
                quoted = !quoted;
            }
            else if (i < text.Length && (quoted || text[i] is not (' ' or '\t')))
            {
                argument.Append(text[i]);
            }
            else if (open)
            {
                arguments.Add(argument.ToString());
                argument.Clear();
                open = false;
            }
        }

        return open ? [.. arguments, argument.ToString()] : arguments;
    }
}
