namespace ExposurePipeline.Tests.Hunting.Oracle;

/// <summary>The file of known differences: reasons as headings, a line a query below.</summary>
internal sealed class Differences
{
    /// <summary>Above what nobody has given a reason for.</summary>
    public const string Unexplained = "# No reason yet";

    /// <summary>Above what is refused by name.</summary>
    public const string Unsupported = "# Refused by name: not supported here";

    private readonly Dictionary<string, string> reasons = [];

    public static Differences Read(string path)
    {
        var known = new Differences();
        var reason = "";
        foreach (var line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            reason = line.StartsWith('#') ? line : reason;
            known.reasons[line.Split('\t')[0]] = reason;
        }

        return known;
    }

    /// <summary>Why a difference is there.</summary>
    public string Reason(Disagreement difference)
        => difference.IsUnsupported ? Unsupported : reasons.GetValueOrDefault(difference.Query) is { } known && known != Unsupported ? known : Unexplained;

    /// <summary>Whether the file names the query.</summary>
    public bool Knows(Disagreement difference) => reasons.ContainsKey(difference.Query) && Reason(difference) != Unexplained;

    /// <summary>The file's new lines.</summary>
    public IEnumerable<string> Lines(IEnumerable<Disagreement> differences)
        => from difference in differences
           group difference by Reason(difference) into section
           orderby section.Key == Unsupported, section.Key
           from line in section.OrderBy(d => d.Query, StringComparer.Ordinal).Select(d => $"{d.Query}\t{d.Text}").Prepend(section.Key)
           select line;
}
