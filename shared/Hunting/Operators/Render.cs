using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>render: tells whoever shows the result how; the rows stay as they are.</summary>
internal static class Render
{
    public static Plan Bind(RenderOperator syntax, Plan input, OperatorSite site)
    {
        site.Query.Visualization = new(syntax.Chart, syntax.Properties.GroupBy(p => p.Name, StringComparer.Ordinal).ToDictionary(p => p.Key, p => p.Last().Word, StringComparer.Ordinal));
        return input;
    }
}
