using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>distinct: each combination of the columns once.</summary>
internal static class Distinct
{
    public static Plan Bind(DistinctOperator syntax, Plan input, OperatorSite site)
    {
        var columns = Grouping.Keys(syntax.Columns, site.Over(input.Schema));
        return new Grouping(input, columns, []);
    }
}
