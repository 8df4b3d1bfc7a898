namespace ExposurePipeline.Hunting.Syntax;

/// <summary>Walks the scalar parts of an expression.</summary>
internal static class ExpressionTree
{
    public static IEnumerable<NameExpression> Names(Expression expression) => All(expression).OfType<NameExpression>();

    public static IEnumerable<CallExpression> Calls(Expression expression) => All(expression).OfType<CallExpression>();

    private static IEnumerable<Expression> All(Expression expression) => Children(expression).SelectMany(All).Prepend(expression);

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
