using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>mv-expand: a row for each element; null gives one row, an empty array none.</summary>
internal sealed class MvExpand(Plan input, Expansion expansion) : Plan(expansion.Schema)
{
    public override bool IsSerialized => input.IsSerialized;

    public static Plan Bind(MvExpandOperator syntax, Plan input, OperatorSite site)
        => new MvExpand(input, Expansion.Bind(syntax.Items, syntax.Parameters, syntax.Limit, input.Schema, site));

    public override IEnumerable<Batch> Run(QueryContext context)
    {
        foreach (var batch in input.Run(context))
        {
            context.Check();
            var (rows, _) = expansion.Expand(batch, context);
            if (rows.Length > 0)
            {
                yield return rows;
            }
        }
    }
}
