using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>row_window_session(): when the session began to which a row belongs. One ends when it lasts too long, or pauses too long.</summary>
internal static class RowSessions
{
    public static Call? Bind(CallSite site)
        => site.Arguments.Select(a => a.Type).ToArray() is [ScalarType.DateTime, ScalarType.TimeSpan, ScalarType.TimeSpan] or [ScalarType.DateTime, ScalarType.TimeSpan, ScalarType.TimeSpan, ScalarType.Bool]
            ? new(ScalarType.DateTime, site.Arguments, Begin, rowsLookedAtFrom: site.Position)
            : null;

    private static Column<DateTime> Begin(Column[] args, int length, QueryContext context)
    {
        var (times, most, gap, restart) = ((Column<DateTime>)args[0], (Column<TimeSpan>)args[1], (Column<TimeSpan>)args[2], RowFunctions.Restart(args, 3));
        var (begins, nulls) = (new DateTime[length], default(NullMask));
        for (var row = 0; row < length; row++)
        {
            var isNew = row == 0 || restart(row) || times.IsNull(row) || nulls[row - 1] || times[row] - begins[row - 1] > most[row] || times[row] - times[row - 1] > gap[row];
            begins[row] = isNew ? times[row] : begins[row - 1];
            if (times.IsNull(row))
            {
                nulls.Set(row);
            }
        }

        return new(begins, nulls);
    }
}
