using ExposurePipeline.Hunting.Syntax;

namespace ExposurePipeline.Hunting.Operators.Graphs;

/// <summary>Which of a pattern's variables an expression names.</summary>
internal static class PatternVariables
{
    public static string[] In(Expression expression, MatchPattern pattern)
        => [.. ExpressionTree.Names(expression).Select(n => n.Name).Where(name => pattern.Nodes.Contains(name) || pattern.Edges.Any(e => e.Name == name)).Distinct(StringComparer.Ordinal)];
}
