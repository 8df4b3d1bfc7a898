using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Execution;

/// <summary>toscalar(): the first row's first value, evaluated once a query.</summary>
internal sealed class FirstValue(Plan plan) : BoundExpression(plan.Schema.Columns[0].Type)
{
    public override bool IsConstant => true;

    public override Column Evaluate(Batch batch, QueryContext context) => context.Once(this, () => First(context)).Repeat(batch.Length);

    private Column First(QueryContext context)
    {
        var first = plan.Run(context).FirstOrDefault(b => b.Length > 0);
        return first is null ? Columns.Of(Type, [null]) : first[0].Take([0]);
    }
}

/// <summary>The first column of a table as an array, for in () and its like.</summary>
internal sealed class FirstColumn(Plan plan) : BoundExpression(ScalarType.Dynamic)
{
    public override bool IsConstant => true;

    public override Column Evaluate(Batch batch, QueryContext context) => context.Once(this, () => All(context)).Repeat(batch.Length);

    private Column<Dynamic> All(QueryContext context)
    {
        var rows = plan.Collect(context);
        var items = new List<Dynamic?>();
        for (var row = 0; row < rows.Length; row++)
        {
            items.Add(DynamicConversion.TryWrap(rows[0].Boxed(row), out var item) ? item : null);
        }

        return new([new DynamicArray(items)]);
    }
}
