namespace ExposurePipeline.Local.Broker.Filters;

/// <summary>SQL's LIKE: <c>%</c> stands for any run of characters, <c>_</c> for one, both literal after the escape character.</summary>
internal static class LikePattern
{
    /// <summary>Linear in value × pattern at worst: on a mismatch only the last <c>%</c> is tried one character further.</summary>
    public static bool Matches(string value, string pattern, char? escape)
    {
        var parts = Parse(pattern, escape);
        int at = 0, part = 0, resumePart = -1, resumeAt = 0;
        while (at < value.Length)
        {
            if (part < parts.Count && parts[part].IsRun)
            {
                (resumePart, resumeAt) = (++part, at);
            }
            else if (part < parts.Count && parts[part].Accepts(value[at]))
            {
                (part, at) = (part + 1, at + 1);
            }
            else if (resumePart >= 0)
            {
                (part, at) = (resumePart, ++resumeAt);
            }
            else
            {
                return false;
            }
        }

        return parts.Skip(part).All(rest => rest.IsRun);
    }

    private static List<Part> Parse(string pattern, char? escape)
    {
        var parts = new List<Part>(pattern.Length);
        for (var i = 0; i < pattern.Length; i++)
        {
            var escaped = pattern[i] == escape && i + 1 < pattern.Length;
            i += escaped ? 1 : 0;
            parts.Add(new(pattern[i], escaped));
        }

        return parts;
    }

    private readonly record struct Part(char Character, bool IsLiteral)
    {
        public bool IsRun => !IsLiteral && Character == '%';

        public bool Accepts(char c) => c == Character || (!IsLiteral && Character == '_');
    }
}
