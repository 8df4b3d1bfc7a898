using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>Columns of a row as one property bag; what is null or empty is left out.</summary>
internal sealed class Packed(IReadOnlyList<(string Name, int Index)> columns) : BoundExpression(ScalarType.Dynamic)
{
    public override bool IsConstant => false;

    public static Packed Of(Schema schema, ISet<string> without) => new([.. schema.Names.Select((name, i) => (name, i)).Where(c => !without.Contains(c.name))]);

    public override Column Evaluate(Batch batch, QueryContext context)
    {
        var bags = new Dynamic[batch.Length];
        for (var row = 0; row < bags.Length; row++)
        {
            var properties = columns.Select(c => KeyValuePair.Create(c.Name, Value(batch[c.Index], row))).Where(p => p.Value is not null and not DynamicScalar<string> { Value: "" });
            bags[row] = new DynamicBag(properties);
        }

        return new Column<Dynamic>(bags);
    }

    private static Dynamic? Value(Column column, int row) => DynamicConversion.TryWrap(column.Boxed(row), out var value) ? value : null;
}
