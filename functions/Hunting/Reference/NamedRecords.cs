using ExposurePipeline.Hunting;

namespace ExposurePipeline.Functions.Hunting.Reference;

/// <summary>A file of comma-separated values whose first record names the columns, in any case.</summary>
/// <param name="Columns">The names, as the file writes them.</param>
/// <param name="Records">The records after it; a field that lacks is "".</param>
internal sealed record NamedRecords(IReadOnlyList<string> Columns, IEnumerable<IReadOnlyList<string>> Records)
{
    /// <summary>Reads a text, record by record.</summary>
    public static NamedRecords Of(TextReader text)
    {
        var records = SeparatedRecords.Read(text).GetEnumerator();
        IReadOnlyList<string> columns = records.MoveNext() ? [.. records.Current.Select(static name => name.Trim())] : [];
        return new(columns, Rest(records, columns.Count));
    }

    /// <summary>Where the column with one of some names is; -1 when there is none.</summary>
    public int IndexOf(params IReadOnlyList<string> names)
    {
        for (var column = 0; column < Columns.Count; column++)
        {
            if (names.Contains(Columns[column], StringComparer.OrdinalIgnoreCase))
            {
                return column;
            }
        }

        return -1;
    }

    /// <summary>As <see cref="IndexOf"/>, for a column that must be there.</summary>
    public int Required(string file, params IReadOnlyList<string> names) =>
        IndexOf(names) is >= 0 and var column ? column : throw new UnreadableDataException($"the registered file '{file}' has no column '{names[0]}'; its first line names its columns");

    private static IEnumerable<IReadOnlyList<string>> Rest(IEnumerator<IReadOnlyList<string>> records, int count)
    {
        using (records)
        {
            while (records.MoveNext())
            {
                yield return records.Current.Count >= count ? records.Current : [.. records.Current, .. Enumerable.Repeat("", count - records.Current.Count)];
            }
        }
    }
}
