using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>A predicate in which a text alone is a term that some column has; a star at its start or end opens it there.</summary>
internal sealed class SearchPredicate(ExpressionBinder binder, string hidden, bool matchesCase)
{
    private static readonly BoundExpression True = new Constant(ScalarType.Bool, true);

    public BoundExpression Bind(Expression expression) => expression switch
    {
        LogicalExpression logical => Combined(logical.IsAnd ? "and" : "or", logical.Position, [.. logical.Terms.Select(Bind)]),
        CallExpression { Name: "not", Arguments: [var inner] } not => binder.Apply("not", not.Position, Bind(inner)),
        LiteralExpression { Value: string text } => InAnyColumn(expression.Position, column => Term(expression.Position, column, text)),
        LiteralExpression { Type: ScalarType.Long or ScalarType.Int, Value: { } number } => InAnyColumn(expression.Position, column => Term(expression.Position, column, $"{number}")),
        LiteralExpression { Type: ScalarType.Real } => new Constant(ScalarType.Bool, false),
        WildcardExpression => True,
        BinaryExpression { Operator: ":", Left: WildcardExpression, Right: LiteralExpression { Value: string text } } => InAnyColumn(expression.Position, column => Term(expression.Position, column, text)),
        BinaryExpression { Operator: ":", Right: LiteralExpression { Value: { } value } } named => Term(named.Position, Text(binder.Bind(named.Left)), $"{value}"),
        BinaryExpression { Left: WildcardExpression } any => InAnyColumn(any.Position, column => binder.Apply(any.Operator, any.Position, column, binder.Bind(any.Right))),
        _ => binder.BindPredicate(expression),
    };

    private BoundExpression InAnyColumn(int position, Func<BoundExpression, BoundExpression> holds)
    {
        var columns = binder.Rows.Schema.Columns.Where(c => c.Name != hidden && IsSearched(c.Type)).Select(c => holds(Text(binder.Rows.Find(c.Name)!))).ToArray();
        return columns.Length == 0 ? new Constant(ScalarType.Bool, false) : Combined("or", position, columns);
    }

    private BoundExpression Term(int position, BoundExpression text, string term)
    {
        var (suffix, pieces) = (matchesCase ? "_cs" : "", term.Split('*', StringSplitOptions.RemoveEmptyEntries));
        if (pieces.Length == 0)
        {
            return True;
        }

        var holds = pieces.Select((piece, i) =>
        {
            var (opensStart, opensEnd) = (i > 0 || term[0] == '*', i < pieces.Length - 1 || term[^1] == '*');
            var operation = opensStart ? opensEnd ? "contains" : "hassuffix" : opensEnd ? "hasprefix" : "has";
            return binder.Apply(operation + suffix, position, text, new Constant(ScalarType.String, piece));
        });
        return Combined("and", position, [.. holds]);
    }

    private BoundExpression Combined(string operation, int position, BoundExpression[] terms) => terms.Length == 1 ? terms[0] : binder.Apply(operation, position, terms);

    private static BoundExpression Text(BoundExpression value) => Widening.To(value, ScalarType.String)!;

    // Numbers with a fraction have no text that could be told as a term.
    private static bool IsSearched(ScalarType type) => type is not (ScalarType.Real or ScalarType.Decimal or ScalarType.Bool or ScalarType.TimeSpan);
}
