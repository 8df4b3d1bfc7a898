namespace ExposurePipeline.Hunting.Functions;

/// <summary>Terms: runs of letters and digits. Between an alphanumeric and another character lies a boundary.</summary>
internal static class Terms
{
    public static bool Has(string text, string part, StringComparison how) => Find(text, part, how, atStart: true, atEnd: true);

    public static bool HasPrefix(string text, string part, StringComparison how) => Find(text, part, how, atStart: true, atEnd: false);

    public static bool HasSuffix(string text, string part, StringComparison how) => Find(text, part, how, atStart: false, atEnd: true);

    private static bool Find(string text, string part, StringComparison how, bool atStart, bool atEnd)
    {
        if (part.Length == 0)
        {
            return true;
        }

        for (var at = text.IndexOf(part, how); at >= 0; at = at + 1 < text.Length ? text.IndexOf(part, at + 1, how) : -1)
        {
            if ((!atStart || IsBoundary(text, at)) && (!atEnd || IsBoundary(text, at + part.Length)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBoundary(string text, int at)
        => at == 0 || at >= text.Length || !char.IsLetterOrDigit(text[at - 1]) || !char.IsLetterOrDigit(text[at]);
}
