using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators.Plugins;

/// <summary>evaluate schema_merge: one schema of several, as getschema describes them.</summary>
internal static class SchemaMerge
{
    private static readonly Schema Described = new([new("ColumnName", ScalarType.String), new("ColumnOrdinal", ScalarType.Long), new("DataType", ScalarType.String), new("ColumnType", ScalarType.String)]);

    public static Plan Bind(EvaluateOperator syntax, Plan input, OperatorSite site)
    {
        var places = Described.Names.Select(input.Schema.IndexOf).ToArray();
        if (places.Contains(-1) || Described.Columns.Where((c, i) => input.Schema.Columns[places[i]].Type != c.Type).Any())
        {
            throw QueryException.Refused(syntax.Call.Position, "schema_merge() works on rows of getschema");
        }

        var keepsOrder = Evaluate.Option(syntax, "PreserveOrder", 0) is not { } option || site.Over(new([])).Constant(option, ScalarType.Bool) is true;
        return new DerivedRows(Described, input, (rows, _) => Merged(rows.Select(places), keepsOrder, syntax.Call.Position));
    }

    private static Batch Merged(Batch rows, bool keepsOrder, int position)
    {
        var (names, ordinals, types) = ((Column<string>)rows[0], (Column<long>)rows[1], (Column<string>)rows[3]);
        var columns = Enumerable.Range(0, rows.Length).GroupBy(row => names[row]).ToArray();
        if (Array.Find(columns, c => c.Select(row => types[row]).Distinct().Count() > 1) is { } torn)
        {
            throw QueryException.Refused(position, $"schema_merge(): '{torn.Key}' is of several types");
        }

        if (keepsOrder && Array.Find(columns, c => c.Select(row => ordinals[row]).Distinct().Count() > 1) is { } moved)
        {
            throw QueryException.Refused(position, $"schema_merge(): '{moved.Key}' stands at several places; PreserveOrder=false lets it");
        }

        int[] kept = [.. columns.OrderBy(c => c.Max(row => ordinals[row])).Select(c => c.First())];
        return new([names.Take(kept), new Column<long>([.. kept.Select((_, i) => (long)i)]), rows[2].Take(kept), types.Take(kept)], kept.Length);
    }
}
