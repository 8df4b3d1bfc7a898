using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Aggregates;

/// <summary>An aggregate of the language: everything the binder, the evaluator and the reference page know of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its parameters and result, for the reference page.</param>
/// <param name="Nulls">What nulls do, and what comes of no rows.</param>
/// <param name="Bind">Binds a call.</param>
internal sealed record Aggregate(string Name, string Shape, string Nulls, Func<AggregateSite, BoundAggregate> Bind)
{
    public IReadOnlyList<string> Aliases { get; init; } = [];
}

/// <summary>A call to an aggregate, and the rows it is over.</summary>
internal sealed record AggregateSite(CallExpression Call, ExpressionBinder Rows, IReadOnlyList<string> Keys)
{
    public int Count => Call.Arguments.Count;

    public BoundExpression Argument(int index) => index < Count ? Rows.Bind(Call.Arguments[index]) : throw Refused($"{Call.Name}() needs more arguments");

    public BoundExpression Predicate(int index) => index < Count ? Rows.BindPredicate(Call.Arguments[index]) : throw Refused($"{Call.Name}() needs a predicate");

    /// <summary>The name of an unnamed result: the aggregate's prefix and the argument's name.</summary>
    public string NameOf(string prefix, int argument = 0) => prefix + (argument < Count ? Naming.Implied(Call.Arguments[argument]) : "");

    public QueryException Refused(string message) => QueryException.Refused(Call.Position, message);

    public QueryException WrongType(BoundExpression argument) => Refused($"{Call.Name}() does not work on a {argument.Type.Name()}");
}

/// <summary>A bound aggregate: the columns it gives, and how to start accumulating.</summary>
internal sealed record BoundAggregate(IReadOnlyList<ColumnSchema> Outputs, Func<Accumulator> Start)
{
    public BoundAggregate(string name, ScalarType type, Func<Accumulator> start)
        : this([new ColumnSchema(name, type)], start)
    {
    }
}

/// <summary>Accumulates all groups of one aggregate, in arrays by group.</summary>
internal abstract class Accumulator
{
    /// <summary>The number of the part that the rows to be taken in come from; earlier rows have lower ones.</summary>
    public int Part { get; set; }

    /// <summary>Whether accumulators that took in some rows each can be merged, and give to the bit what one would that took in all.</summary>
    public virtual bool CanMerge => false;

    /// <summary>Takes in rows; <paramref name="groups"/> has each row's group, all below <paramref name="count"/>.</summary>
    public abstract void Add(Batch batch, int[] groups, int count, QueryContext context);

    /// <summary>Takes in what another has; <paramref name="groups"/> has the group here, below <paramref name="count"/>, of each of its groups.</summary>
    public virtual void Merge(Accumulator other, int[] groups, int count) => throw new NotSupportedException();

    /// <summary>The results, a row a group.</summary>
    public abstract IEnumerable<Column> Finish(int count);
}
