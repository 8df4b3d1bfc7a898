using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>The columns of a union, and where each comes from in each table.</summary>
/// <param name="Schema">All columns, the source's name first where it is shown.</param>
/// <param name="Types">The types of the columns that come from the tables.</param>
/// <param name="Sources">For each table, the place of each of those columns in it; -1 where it has none.</param>
internal sealed record UnionSchema(Schema Schema, IReadOnlyList<ScalarType> Types, IReadOnlyList<int[]> Sources)
{
    public static UnionSchema Of(IReadOnlyList<Schema> tables, bool inner, string? source)
    {
        var columns = tables.SelectMany(t => t.Columns).Distinct().Where(c => !inner || tables.All(t => Place(t, c) >= 0)).ToArray();
        var taken = new HashSet<string>(source is null ? [] : [source], StringComparer.Ordinal);
        var single = columns.CountBy(c => c.Name, StringComparer.Ordinal).Where(n => n.Value == 1).Select(n => n.Key).ToHashSet(StringComparer.Ordinal);
        var reserved = single.Where(taken.Add).ToHashSet(StringComparer.Ordinal);

        // A name with several types becomes a column for each: x_long, x_real.
        var named = columns.Select(c => c with { Name = reserved.Contains(c.Name) ? c.Name : Naming.Unique(single.Contains(c.Name) ? c.Name : $"{c.Name}_{c.Type.Name()}", taken) });
        return new(
            new([.. source is null ? [] : new[] { new ColumnSchema(source, ScalarType.String) }, .. named]),
            [.. columns.Select(c => c.Type)],
            [.. tables.Select(t => columns.Select(c => Place(t, c)).ToArray())]);
    }

    private static int Place(Schema table, ColumnSchema column)
        => table.IndexOf(column.Name) is >= 0 and var index && table.Columns[index].Type == column.Type ? index : -1;
}
