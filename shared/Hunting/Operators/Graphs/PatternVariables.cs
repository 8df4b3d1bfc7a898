using ExposurePipeline.Hunting.Syntax;

namespace ExposurePipeline.Hunting.Operators.Graphs;

/// <summary>Which of a pattern's variables an expression names.</summary>
internal static class PatternVariables
{
    public static string[] In(Expression expression, MatchPattern pattern)
        => [.. Names(expression).Where(name => pattern.Nodes.Contains(name) || pattern.Edges.Any(e => e.Name == name)).Distinct(StringComparer.Ordinal)];

    /// <summary>The calls in an expression.</summary>
    public static IEnumerable<CallExpression> Calls(Expression expression)
        => Children(expression).SelectMany(Calls).Concat(expression is CallExpression call ? [call] : []);

    private static IEnumerable<string> Names(Expression expression) => expression is NameExpression name ? [name.Name] : Children(expression).SelectMany(Names);

    private static IEnumerable<Expression> Children(Expression expression) => expression switch
    {
        MemberExpression e => [e.Target],
        IndexExpression e => [e.Target, e.Index],
        CallExpression e => e.Arguments,
        UnaryExpression e => [e.Operand],
        BinaryExpression e => [e.Left, e.Right],
        LogicalExpression e => e.Terms,
        BetweenExpression e => [e.Operand, e.Low, e.High],
        ListExpression e => [e.Operand, .. e.Items],
        NamedExpression e => [e.Value],
        _ => [],
    };
}
