using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>take: the first rows, whichever they are.</summary>
internal sealed class Take(Plan input, long count) : Plan(input.Schema)
{
    public override bool IsSerialized => input.IsSerialized;

    public static Plan Bind(TakeOperator syntax, Plan input, OperatorSite site) => new Take(input, Number(syntax.Count, site));

    public static Plan BindConsume(ConsumeOperator syntax, Plan input, OperatorSite site) => new Take(input, 0);

    /// <summary>The constant number of rows that an operator is told.</summary>
    public static long Number(Expression count, OperatorSite site)
        => site.Over(new Schema([])).Constant(count, ScalarType.Long) is long number and >= 0 ? number : throw QueryException.Refused(count.Position, "a number of rows, zero or more, is needed here");

    public override IEnumerable<Batch> Run(QueryContext context)
    {
        var left = count;
        foreach (var batch in left > 0 ? input.Run(context) : [])
        {
            yield return batch.Slice(0, (int)Math.Min(left, batch.Length));
            left -= batch.Length;
            if (left <= 0)
            {
                yield break;
            }
        }
    }
}
