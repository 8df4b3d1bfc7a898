using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Execution;

/// <summary>A scalar expression with its type known; evaluated a batch at a time.</summary>
internal abstract class BoundExpression(ScalarType type)
{
    private static readonly Batch OneRow = new([], 1);

    public ScalarType Type { get; } = type;

    /// <summary>Whether it reads no column and gives the same value in every row.</summary>
    public abstract bool IsConstant { get; }

    /// <summary>How many expressions it is made of, counting one as often as it is evaluated.</summary>
    public virtual long Size => 1;

    /// <summary>Where the query calls a function that looks at other rows; none where it does not.</summary>
    public virtual int? RowsLookedAtFrom => null;

    /// <summary>Whether it looks at neighbouring rows and so needs all rows in one batch.</summary>
    public bool NeedsAllRows => RowsLookedAtFrom is not null;

    public abstract Column Evaluate(Batch batch, QueryContext context);

    /// <summary>The value of a constant expression, boxed.</summary>
    public object? Value(QueryContext context) => Evaluate(OneRow, context).Boxed(0);
}

/// <summary>A column of the rows at hand.</summary>
internal sealed class ColumnReference(ScalarType type, int index) : BoundExpression(type)
{
    public int Index { get; } = index;

    public override bool IsConstant => false;

    public override Column Evaluate(Batch batch, QueryContext context) => batch[Index];
}

/// <summary>A literal.</summary>
internal sealed class Constant(ScalarType type, object? value) : BoundExpression(type)
{
    private readonly Column one = Columns.Of(type, [value]);

    public override bool IsConstant => true;

    public object? Literal { get; } = value;

    public override Column Evaluate(Batch batch, QueryContext context) => one.Repeat(batch.Length);
}

/// <summary>Evaluates a function's implementation on its arguments' columns.</summary>
internal delegate Column Implementation(Column[] arguments, int length, QueryContext context);

/// <summary>A function, operator or conversion on arguments.</summary>
internal sealed class Call(ScalarType type, BoundExpression[] arguments, Implementation implementation, bool isVolatile = false, int? rowsLookedAtFrom = null) : BoundExpression(type)
{
    public override bool IsConstant { get; } = !isVolatile && rowsLookedAtFrom is null && arguments.All(a => a.IsConstant);

    /// <summary>The function's name; "" where what is called has none.</summary>
    public string Name { get; init; } = "";

    public IReadOnlyList<BoundExpression> Arguments { get; } = arguments;

    /// <summary>The constant texts that an operator on a list looks for; none for all other calls.</summary>
    public Func<QueryContext, IReadOnlyList<string>>? Listed { get; init; }

    public override long Size { get; } = arguments.Aggregate(1L, (size, argument) => Math.Min(int.MaxValue, size + argument.Size));

    public override int? RowsLookedAtFrom { get; } = rowsLookedAtFrom ?? arguments.Select(a => a.RowsLookedAtFrom).FirstOrDefault(at => at is not null);

    public override Column Evaluate(Batch batch, QueryContext context)
        => implementation(Array.ConvertAll(arguments, a => a.Evaluate(batch, context)), batch.Length, context);
}
