using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>externaldata: rows that were registered under an address; an address that was not is refused, never fetched.</summary>
internal sealed class ExternalData(Schema schema, IReadOnlyList<IEnumerable<Batch>> parts) : Plan(schema)
{
    public static Plan Bind(ExternalDataExpression syntax, QueryBinder query, Scope scope)
    {
        var binder = new ExpressionBinder(query, scope, RowNames.None);
        var schema = new Schema([.. syntax.Columns.Select(c => new ColumnSchema(c.Name, c.Type))]);
        var properties = syntax.Parameters.GroupBy(p => p.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(p => p.Key, p => p.Last().Word, StringComparer.OrdinalIgnoreCase);
        return new ExternalData(schema, [.. syntax.Addresses.Select(address => Rows((string)binder.Constant(address, ScalarType.String)!, address.Position))]);

        // What follows a semicolon is a key to the address, no part of it.
        IEnumerable<Batch> Rows(string address, int position)
            => query.Sources.ExternalData.Select(e => e.Find(address.Split(';')[0], schema, properties)).FirstOrDefault(rows => rows is not null)
                ?? throw QueryException.Unsupported(position, $"externaldata reads registered data only, and nothing is registered under this address{query.Absence("externaldata")}");
    }

    public override IEnumerable<Batch> Run(QueryContext context)
    {
        foreach (var batch in parts.SelectMany(rows => rows))
        {
            context.Check();
            yield return batch;
        }
    }
}
