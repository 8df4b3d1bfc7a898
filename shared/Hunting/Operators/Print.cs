using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>print: one row of values; unnamed ones are print_0, print_1, ….</summary>
internal static class Print
{
    public static Plan Bind(PrintOperator syntax, OperatorSite site)
    {
        var columns = NamedColumns.Bind(syntax.Columns, site.Over(new Schema([]))).Select(c => c.IsGiven ? c : c with { Name = "" });
        return new Projection(new OneRow(), NamedColumns.Unique(columns, i => $"print_{i}"));
    }

    private sealed class OneRow() : Plan(new Schema([]))
    {
        public override bool IsSerialized => true;

        public override IEnumerable<Batch> Run(QueryContext context) => [new Batch([], 1)];
    }
}
