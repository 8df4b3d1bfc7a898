using System.Runtime.CompilerServices;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Functions;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Binding;

/// <summary>Binds scalar expressions: names to columns and let statements, calls to functions.</summary>
internal sealed partial class ExpressionBinder(QueryBinder query, Scope scope, RowNames rows, Func<CallExpression, BoundExpression?>? aggregate = null)
{
    public QueryBinder Query { get; } = query;

    public Scope Scope { get; } = scope;

    public RowNames Rows { get; } = rows;

    public BoundExpression Bind(Expression expression)
    {
        Query.CountNode(expression.Position);
        return RuntimeHelpers.TryEnsureSufficientExecutionStack()
            ? BindHere(expression)
            : throw QueryException.Refused(expression.Position, "the query is nested too deeply");
    }

    /// <summary>Binds an expression that must be true or false.</summary>
    public BoundExpression BindPredicate(Expression expression)
        => As(Bind(expression), ScalarType.Bool, expression.Position);

    /// <summary>Binds a constant and gives its value.</summary>
    public object? Constant(Expression expression, ScalarType type)
    {
        var bound = As(Bind(expression), type, expression.Position);
        return bound.IsConstant ? bound.Value(Query.Context) : throw QueryException.Refused(expression.Position, "a constant is needed here");
    }

    public static BoundExpression As(BoundExpression value, ScalarType type, int position)
        => Widening.To(value, type) ?? throw QueryException.Refused(position, $"expected a {type.Name()}, not a {value.Type.Name()}");

    private BoundExpression BindHere(Expression expression) => expression switch
    {
        LiteralExpression literal => new Constant(literal.Type, literal.Value),
        NameExpression name => BindName(name),
        MemberExpression member => BindMember(member),
        IndexExpression index => BindIndex(index),
        CallExpression call => BindCall(call),
        UnaryExpression unary => BindUnary(unary),
        BinaryExpression { Left: WildcardExpression } any => BindAnyColumn(any),
        BinaryExpression binary => Apply(binary.Operator, binary.Position, Bind(binary.Left), Bind(binary.Right)),
        LogicalExpression logical => Apply(logical.IsAnd ? "and" : "or", logical.Position, [.. logical.Terms.Select(Bind)]),
        BetweenExpression between => BindBetween(between),
        ListExpression list => BindList(list),
        NamedExpression named => Bind(named.Value),
        PipelineExpression pipeline => throw QueryException.Refused(pipeline.Position, "a table stands where a value is needed; toscalar() makes one of it"),
        _ => throw QueryException.Refused(expression.Position, "this is no scalar expression"),
    };

    private BoundExpression BindName(NameExpression name)
    {
        if (Rows.Find(name.Name) is { } column)
        {
            return column;
        }

        return Scope.Find(name.Name) switch
        {
            ScalarMeaning scalar => Counted(name.Position, scalar.Value),
            FunctionMeaning function => Query.CallScalar(function, name.Position, []),
            TableMeaning => throw QueryException.Refused(name.Position, $"'{name.Name}' is a table, and a value is needed here"),
            _ when Rows.WhyNot(name.Name) is { } reason => throw QueryException.Refused(name.Position, reason),
            _ when name.Name is "null" => throw QueryException.Refused(name.Position, "'null' names no value; isnull() asks for one, and long(null) is one"),
            _ => throw QueryException.Refused(name.Position, $"'{name.Name}' names no column or value{Suggestion.For(name.Name, Rows.Schema.Names.Concat(Scope.Names()))}"),
        };
    }

    private BoundExpression Counted(int position, BoundExpression value)
    {
        Query.CountNode(position, value.Size);
        return value;
    }

    private BoundExpression BindUnary(UnaryExpression unary)
    {
        var operand = Bind(unary.Operand);
        return unary.Operator == "+" ? operand : Apply("-", unary.Position, operand);
    }

    // * has "x": in any column of text.
    private BoundExpression BindAnyColumn(BinaryExpression any)
    {
        var columns = Rows.Schema.Columns.Where(c => c.Type is ScalarType.String).Select(c => Apply(any.Operator, any.Position, Rows.Find(c.Name)!, Bind(any.Right))).ToArray();
        return columns.Length == 0 ? new Constant(ScalarType.Bool, false) : Apply("or", any.Position, columns);
    }

    private BoundExpression BindBetween(BetweenExpression between)
    {
        var (operand, low, high) = (Bind(between.Operand), Bind(between.Low), Bind(between.High));

        // The end may be written as a distance from the start: between (t .. 1d).
        high = low.Type is ScalarType.DateTime && high.Type is ScalarType.TimeSpan ? Apply("+", between.Position, low, high) : high;
        var within = Apply("and", between.Position, Apply(">=", between.Position, operand, low), Apply("<=", between.Position, operand, high));
        return between.Negated ? Apply("not", between.Position, within) : within;
    }

    public BoundExpression Apply(string function, int position, params BoundExpression[] arguments)
        => FunctionTable.Find(function) is { } found
            ? FunctionBinder.Bind(new(found, position, arguments, Query.Context))
            : throw QueryException.Unsupported(position, $"the operator '{function}' is not supported");
}
