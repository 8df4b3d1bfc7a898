namespace ExposurePipeline.Hunting.Values;

/// <summary>A column's name and type.</summary>
public sealed record ColumnSchema(string Name, ScalarType Type);

/// <summary>The columns of a table, in order.</summary>
public sealed class Schema(IReadOnlyList<ColumnSchema> columns)
{
    private readonly Dictionary<string, int> byName = Index(columns);

    /// <summary>The columns, in order.</summary>
    public IReadOnlyList<ColumnSchema> Columns { get; } = columns;

    /// <summary>How many columns.</summary>
    public int Count => Columns.Count;

    /// <summary>The names, in order.</summary>
    internal IEnumerable<string> Names => Columns.Select(c => c.Name);

    /// <summary>Where a column is; -1 when there is none. Names are case-sensitive.</summary>
    public int IndexOf(string name) => byName.GetValueOrDefault(name, -1);

    private static Dictionary<string, int> Index(IReadOnlyList<ColumnSchema> columns)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < columns.Count; i++)
        {
            index.TryAdd(columns[i].Name, i);
        }

        return index;
    }
}
