using System.Numerics;
using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Functions that look at other rows: only of rows whose order is defined, as by sort or serialize.</summary>
internal static class RowFunctions
{
    public static IEnumerable<ScalarFunction> All =>
    [
        new("prev", []) { Special = site => BindNeighbour(site, -1), Shape = "(value: T [, offset: long [, default: T]]): T", Nulls = "null, or the default, where there is no such row" },
        new("next", []) { Special = site => BindNeighbour(site, 1), Shape = "(value: T [, offset: long [, default: T]]): T", Nulls = "null, or the default, where there is no such row" },
        new("row_number", []) { Special = BindNumber, Shape = "([start: long [, restart: bool]]): long", Nulls = "a null restart is false" },
        new("row_cumsum", []) { Special = BindSum, Shape = "(term: T [, restart: bool]): T", Nulls = "a null adds nothing" },
        new("row_rank_dense", []) { Special = site => BindRank(site, dense: true), Shape = "(term [, restart: bool]): long", Nulls = "null is a value like any other" },
        new("row_rank_min", []) { Special = site => BindRank(site, dense: false), Shape = "(term [, restart: bool]): long", Nulls = "null is a value like any other" },
        new("row_window_session", []) { Special = RowSessions.Bind, Shape = "(time: datetime, most: timespan, gap: timespan [, restart: bool]): datetime", Nulls = "a null time begins a session" },
    ];

    /// <summary>Whether a row begins anew: the argument at <paramref name="index"/>, false where it is not given.</summary>
    public static Func<int, bool> Restart(Column[] args, int index)
        => args.Length > index && args[index] is Column<bool> restart ? row => !restart.IsNull(row) && restart[row] : _ => false;

    private static Call? BindNeighbour(CallSite site, int direction)
    {
        if (site.Arguments.Length is < 1 or > 3)
        {
            return null;
        }

        var value = site.Arguments[0];
        var offset = site.Arguments.Length > 1 ? Widening.To(site.Arguments[1], ScalarType.Long) is null ? null : Convert.ToInt64(site.ConstantValue(1), System.Globalization.CultureInfo.InvariantCulture) : (long?)1;
        if (offset is not > 0)
        {
            throw site.Refused("the offset must be a constant above zero");
        }

        _ = site.Arguments.Length > 2 ? site.ConstantValue(2) : null;
        var otherwise = site.Arguments.Length > 2 ? Widening.To(site.Arguments[2], value.Type) ?? Widening.Convert(site.Arguments[2], value.Type) : new Constant(value.Type, null);
        return otherwise is null ? null : new(value.Type, [value, otherwise], (args, length, _) => Neighbour(args, length, (int)Math.Min(offset.Value, length) * direction), rowsLookedAtFrom: site.Position);
    }

    // The default stands as one more row behind all others.
    private static Column Neighbour(Column[] args, int length, int offset)
    {
        var all = Columns.Concat(args[0].Type, length == 0 ? [args[0]] : [args[0], args[1].Take([0])]);
        var rows = new int[length];
        for (var row = 0; row < length; row++)
        {
            rows[row] = row + offset >= 0 && row + offset < length ? row + offset : length;
        }

        return all.Take(rows);
    }

    private static Call? BindNumber(CallSite site)
    {
        if (site.Arguments.Length > 2 || (site.Arguments.Length > 1 && site.Arguments[1].Type is not ScalarType.Bool))
        {
            return null;
        }

        BoundExpression[] arguments = [site.Arguments.Length > 0 ? Widening.To(site.Arguments[0], ScalarType.Long)! : new Constant(ScalarType.Long, 1L), .. site.Arguments.Skip(1)];
        return arguments[0] is null ? null : new(ScalarType.Long, arguments, Number, rowsLookedAtFrom: site.Position);
    }

    private static Column<long> Number(Column[] args, int length, QueryContext context)
    {
        var (start, restart, numbers) = ((Column<long>)args[0], Restart(args, 1), new long[length]);
        for (var row = 0; row < length; row++)
        {
            numbers[row] = row == 0 || restart(row) ? start[row] : numbers[row - 1] + 1;
        }

        return new(numbers);
    }

    private static Call? BindSum(CallSite site)
    {
        if (site.Arguments.Length is not (1 or 2) || (site.Arguments.Length == 2 && site.Arguments[1].Type is not ScalarType.Bool))
        {
            return null;
        }

        Implementation? sum = site.Arguments[0].Type switch
        {
            ScalarType.Int => Sum<int>,
            ScalarType.Long => Sum<long>,
            ScalarType.Real => Sum<double>,
            ScalarType.Decimal => Sum<decimal>,
            ScalarType.TimeSpan => SumOfSpans,
            _ => null,
        };
        return sum is null ? null : new(site.Arguments[0].Type, site.Arguments, sum, rowsLookedAtFrom: site.Position);
    }

    private static Column<T> Sum<T>(Column[] args, int length, QueryContext context) where T : INumber<T>
    {
        var (terms, restart, sums) = ((Column<T>)args[0], Restart(args, 1), new T[length]);
        for (var row = 0; row < length; row++)
        {
            var before = row == 0 || restart(row) ? T.Zero : sums[row - 1];
            sums[row] = terms.IsNull(row) ? before : unchecked(before + terms[row]);
        }

        return new Column<T>(sums);
    }

    private static Column<TimeSpan> SumOfSpans(Column[] args, int length, QueryContext context)
    {
        var spans = (Column<TimeSpan>)args[0];
        Column[] ticks = [new Column<long>(Array.ConvertAll(spans.Values, v => v.Ticks), spans.Nulls, spans.Codes, length), .. args.Skip(1)];
        return new Column<TimeSpan>(Array.ConvertAll(Sum<long>(ticks, length, context).Values, v => new TimeSpan(v)));
    }

    private static Call? BindRank(CallSite site, bool dense)
        => site.Arguments.Length is not (1 or 2) || (site.Arguments.Length == 2 && site.Arguments[1].Type is not ScalarType.Bool) ? null
            : new(ScalarType.Long, site.Arguments, (args, length, _) => Rank(args, length, dense), rowsLookedAtFrom: site.Position);

    private static Column<long> Rank(Column[] args, int length, bool dense)
    {
        var (compare, restart, ranks) = (RowOrder.Of(args[0], ascending: true, nullsFirst: true), Restart(args, 1), new long[length]);
        var first = 0;
        for (var row = 0; row < length; row++)
        {
            first = row == 0 || restart(row) ? row : first;
            ranks[row] = first == row ? 1 : compare(row, row - 1) == 0 ? ranks[row - 1] : dense ? ranks[row - 1] + 1 : row - first + 1;
        }

        return new(ranks);
    }
}
