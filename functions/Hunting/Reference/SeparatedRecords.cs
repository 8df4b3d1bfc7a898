using System.Text;

namespace ExposurePipeline.Functions.Hunting.Reference;

/// <summary>Records of separated values (RFC 4180): a quoted field may hold separators, line ends and doubled quotes.</summary>
internal static class SeparatedRecords
{
    /// <summary>The records; empty lines are none.</summary>
    public static IEnumerable<IReadOnlyList<string>> Read(TextReader text, char separator = ',')
    {
        var (fields, field) = (new List<string>(), new StringBuilder());
        while (text.Peek() >= 0)
        {
            var isLast = ReadField(text, separator, field);
            fields.Add(field.ToString());
            field.Clear();
            if (!isLast)
            {
                continue;
            }

            if (fields is not [""])
            {
                yield return fields;
            }

            fields = [];
        }

        if (fields.Count > 0) // the text ends with a separator
        {
            yield return [.. fields, ""];
        }
    }

    // Whether the record ends with it.
    private static bool ReadField(TextReader text, char separator, StringBuilder field)
    {
        var quoted = text.Peek() == '"';
        _ = quoted && text.Read() > 0;
        for (var c = text.Read(); c >= 0; c = text.Read())
        {
            if (quoted && c == '"')
            {
                quoted = text.Peek() == '"';
                _ = quoted && field.Append((char)text.Read()).Length > 0;
            }
            else if (quoted || (c != separator && c is not ('\r' or '\n')))
            {
                field.Append((char)c);
            }
            else if (c == separator)
            {
                return false;
            }
            else
            {
                _ = c == '\r' && text.Peek() == '\n' && text.Read() > 0;
                return true;
            }
        }

        return true;
    }
}
