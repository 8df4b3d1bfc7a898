using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>datatable: rows written in the query.</summary>
internal sealed class Datatable(Schema schema, Batch rows) : Plan(schema)
{
    public override IEnumerable<Batch> Run(QueryContext context) => [rows];

    public static Plan Bind(DatatableExpression syntax, ExpressionBinder binder)
    {
        var schema = new Schema([.. syntax.Columns.Select(c => new ColumnSchema(c.Name, c.Type))]);
        if (schema.Count == 0 || syntax.Values.Count % schema.Count != 0)
        {
            throw QueryException.Refused(syntax.Position, $"{syntax.Values.Count} values do not fill rows of {schema.Count} columns");
        }

        var columns = schema.Columns.Select((column, i) => Columns.Of(column.Type, [.. Values(syntax, i, column.Type, binder)]));
        return new Datatable(schema, new([.. columns], syntax.Values.Count / schema.Count));
    }

    private static IEnumerable<object?> Values(DatatableExpression syntax, int column, ScalarType type, ExpressionBinder binder)
    {
        for (var i = column; i < syntax.Values.Count; i += syntax.Columns.Count)
        {
            var value = syntax.Values[i] is BinaryExpression sum ? throw QueryException.Refused(sum.Position, "a datatable holds literals, not expressions") : binder.Bind(syntax.Values[i]);
            var converted = Widening.Convert(value, type) ?? throw QueryException.Refused(syntax.Values[i].Position, $"a {value.Type.Name()} is no value of a {type.Name()} column");
            yield return converted.IsConstant ? converted.Value(binder.Query.Context) : throw QueryException.Refused(syntax.Values[i].Position, "a constant is needed here");
        }
    }
}
