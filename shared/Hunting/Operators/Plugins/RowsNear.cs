using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators.Plugins;

/// <summary>evaluate rows_near: the rows that meet a condition, and those shortly before and after.</summary>
internal static class RowsNear
{
    public static Plan Bind(EvaluateOperator syntax, Plan input, OperatorSite site)
    {
        if (syntax.Call.Arguments.Count is not (2 or 3))
        {
            throw QueryException.Refused(syntax.Call.Position, "rows_near() takes a condition, a number of rows before and one of rows after");
        }

        var predicate = site.Over(input.Schema).BindPredicate(syntax.Call.Arguments[0]);
        input = input.Ordered([predicate]);
        if (!input.IsSerialized)
        {
            throw QueryException.Refused(syntax.Call.Position, "rows_near() needs rows in a defined order; sort or serialize them first");
        }

        var (above, below) = (Take.Number(syntax.Call.Arguments[1], site), Take.Number(syntax.Call.Arguments[^1], site));
        return new DerivedRows(input.Schema, input, (rows, context) => rows.Take(Near((Column<bool>)predicate.Evaluate(rows, context), above, below)));
    }

    private static int[] Near(Column<bool> holds, long above, long below)
    {
        var kept = new List<int>();
        for (var (row, next) = (0, 0); row < holds.Length; row++)
        {
            if (!holds.IsNull(row) && holds[row])
            {
                for (next = (int)Math.Max(next, row - Math.Min(above, row)); next < holds.Length && next <= row + below; next++)
                {
                    kept.Add(next);
                }
            }
        }

        return [.. kept];
    }
}
