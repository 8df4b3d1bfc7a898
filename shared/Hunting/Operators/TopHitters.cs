using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>top-hitters and the samples: counted exactly, and the same rows each time.</summary>
internal static class TopHitters
{
    public static Plan Bind(TopHittersOperator syntax, Plan input, OperatorSite site)
    {
        var name = syntax.By is null ? $"approximate_count_{Naming.Implied(syntax.Of)}" : $"approximate_sum_{Naming.Implied(syntax.By)}";
        var call = new CallExpression(syntax.Position, syntax.By is null ? "count" : "sum", syntax.By is null ? [] : [syntax.By]);
        var totals = Summarize.Bind(new(syntax.Position, [new NamedExpression(syntax.Position, [name], false, call)], [syntax.Of]), input, site);
        return Sort.BindTop(new(syntax.Position, syntax.Count, [new(syntax.Position, new NameExpression(syntax.Position, name), false, null)]), totals, site);
    }

    public static Plan BindSample(SampleOperator syntax, Plan input, OperatorSite site) => new Take(input, Take.Number(syntax.Count, site));

    public static Plan BindSampleDistinct(SampleDistinctOperator syntax, Plan input, OperatorSite site)
        => new Take(Distinct.Bind(new(syntax.Position, [syntax.Of]), input, site), Take.Number(syntax.Count, site));
}
