using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Functions;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Binding;

/// <summary>Chooses a function's overload for its arguments, and converts them.</summary>
internal static class FunctionBinder
{
    public static BoundExpression Bind(CallSite site)
        => TryBind(site.Function, site) ?? throw QueryException.Refused(site.Position, Mismatch(site));

    public static BoundExpression? TryBind(ScalarFunction function, CallSite site)
    {
        function.Check?.Invoke(site);
        if (function.Special is { } special && special(site) is { } bound)
        {
            return bound;
        }

        var best = function.Overloads.Select(o => (Overload: o, Cost: Cost(o, site))).Where(o => o.Cost is not null).OrderBy(o => o.Cost).FirstOrDefault().Overload;
        if (best is null)
        {
            return null;
        }

        var arguments = site.Arguments.Select((a, i) => Widening.To(a, best.ParameterAt(i))!).ToArray();
        return new Call(best.Result, arguments, best.Implementation) { Name = function.Name };
    }

    private static int? Cost(Overload overload, CallSite site)
    {
        if (!overload.TakesCount(site.Arguments.Length))
        {
            return null;
        }

        var total = 0;
        for (var i = 0; i < site.Arguments.Length; i++)
        {
            var (from, to) = (site.Arguments[i].Type, overload.ParameterAt(i));
            var takesAnything = to is ScalarType.String ? site.Function.TakesAnythingAsText : to is ScalarType.Dynamic && site.Function.TakesAnythingAsDynamic;
            var cost = Widening.Cost(from, to) ?? (takesAnything ? 20 : null);
            total += cost ?? 0;
            if (cost is null)
            {
                return null;
            }
        }

        return total;
    }

    private static string Mismatch(CallSite site)
    {
        var given = string.Join(", ", site.Arguments.Select(a => a.Type.Name()));
        return site.Function.IsOperator || !char.IsLetter(site.Function.Name[0])
            ? $"'{site.Function.Name}' does not work on {given.Replace(", ", " and ")}; convert one of them"
            : $"{site.Function.Name}() does not take ({given}); it takes {Shapes(site.Function)}";
    }

    private static string Shapes(ScalarFunction function) => function.Shape is { } shape
        ? shape[..(shape.LastIndexOf(')') + 1)]
        : string.Join(" or ", function.Overloads.Select(o => $"({string.Join(", ", o.Parameters.Select(p => p.Name()))}{(o.Repeats ? ", …" : "")})").Distinct());
}
