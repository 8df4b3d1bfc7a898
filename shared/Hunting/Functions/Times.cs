using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Instants and durations.</summary>
internal static class Times
{
    public static IEnumerable<ScalarFunction> All =>
    [
        new("now", []) { Special = BindNow, Shape = "([offset: timespan]): datetime" },
        new("ago", []) { Special = BindAgo, Shape = "(before: timespan): datetime" },
        new("startofday", [Define.Of<DateTime, DateTime>(v => v.Date)]),
    ];

    private static BoundExpression? BindNow(CallSite site) => site.Arguments switch
    {
        [] => new Constant(ScalarType.DateTime, site.Context.Now),
        [{ Type: ScalarType.TimeSpan } offset] => Shifted("+", offset, site),
        _ => null,
    };

    private static BoundExpression? BindAgo(CallSite site)
        => site.Arguments is [{ Type: ScalarType.TimeSpan } before] ? Shifted("-", before, site) : null;

    private static BoundExpression? Shifted(string sign, BoundExpression by, CallSite site)
        => Binding.FunctionBinder.TryBind(FunctionTable.Find(sign)!, site with { Arguments = [new Constant(ScalarType.DateTime, site.Context.Now), by] });
}
