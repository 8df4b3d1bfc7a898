namespace ExposurePipeline.Exposure.Normalisation;

/// <summary>Processes whose inbound connections do not count, matched as Kusto's <c>has_any</c> matches: as whole terms, ignoring case.</summary>
/// <param name="names">Their names, for example <c>ZSATunnel.exe</c>.</param>
public sealed class ExcludedProcesses(IReadOnlyList<string> names)
{
    private const int MostRemembered = 4096;

    private readonly Dictionary<string, bool> _known = new(StringComparer.Ordinal);

    /// <summary>As below, remembering the answer: few processes accept most connections.</summary>
    internal bool Match(string? text)
    {
        if (text is null)
        {
            return false;
        }

        if (!_known.TryGetValue(text, out var isExcluded))
        {
            isExcluded = Match(text.AsSpan());
            if (_known.Count < MostRemembered)
            {
                _known.Add(text, isExcluded);
            }
        }

        return isExcluded;
    }

    /// <summary>Whether a file name or command line has one of the names, bounded by anything but letters and digits.</summary>
    public bool Match(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (Has(text, names[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Has(ReadOnlySpan<char> text, ReadOnlySpan<char> term)
    {
        var from = 0;
        while (!term.IsEmpty && text[from..].IndexOf(term, StringComparison.OrdinalIgnoreCase) is var at and >= 0)
        {
            var start = from + at;
            if (IsBoundary(text, start - 1) && IsBoundary(text, start + term.Length))
            {
                return true;
            }

            from = start + 1;
        }

        return false;
    }

    private static bool IsBoundary(ReadOnlySpan<char> text, int at) => at < 0 || at >= text.Length || !char.IsLetterOrDigit(text[at]);
}
