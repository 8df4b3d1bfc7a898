using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>== != &lt;&gt; &lt; &lt;= &gt; &gt;=.</summary>
internal static class Comparisons
{
    private const string EqualityNulls = "both null: null; one null: not equal";

    public static IEnumerable<ScalarFunction> All =>
    [
        new("==", Equality(equal: true)) { Nulls = EqualityNulls, Special = OfOneType },
        new("!=", Equality(equal: false)) { Nulls = EqualityNulls, Special = OfOneType, Aliases = ["<>"] },
        new("<", Order(c => c < 0)),
        new("<=", Order(c => c <= 0)),
        new(">", Order(c => c > 0)),
        new(">=", Order(c => c >= 0)),
    ];

    // Equality is asked of any two types: Port == "443" compares numbers.
    private static BoundExpression? OfOneType(CallSite site) => site.Arguments is [var left, var right] && Widening.Reconciled(left, right) is var (a, b)
        ? FunctionBinder.TryBind(site.Function with { Special = null }, site with { Arguments = [a, b] })
        : null;

    private static Overload[] Equality(bool equal) =>
    [
        Equals<string>(equal), Equals<long>(equal), EqualReal(equal), Equals<DateTime>(equal), Equals<bool>(equal),
        Equals<TimeSpan>(equal), Equals<Guid>(equal), Equals<decimal>(equal), Equals<int>(equal), EqualDynamic(equal),
    ];

    private static Overload Equals<T>(bool equal) => EitherNull<T>((a, b) => EqualityComparer<T>.Default.Equals(a, b) == equal, ifOneIsNull: !equal);

    // NaN equals nothing, itself included.
    private static Overload EqualReal(bool equal) => EitherNull<double>((a, b) => a == b == equal, ifOneIsNull: !equal);

    private static Overload EqualDynamic(bool equal)
        => EitherNull<Dynamic>((a, b) => string.Equals(a.Text, b.Text, StringComparison.Ordinal) == equal, ifOneIsNull: !equal);

    private static Overload EitherNull<T>(Func<T, T, bool> f, bool ifOneIsNull) => new(ScalarType.Bool, [ScalarTypes.Of<T>(), ScalarTypes.Of<T>()], (args, length, _) =>
    {
        var domain = Domain.Over(args, length);
        var (a, b, result, nulls) = (domain.Read<T>(args[0]), domain.Read<T>(args[1]), new bool[domain.Count], default(NullMask));
        for (var i = 0; i < result.Length; i++)
        {
            var (aNull, bNull) = (a.IsNull(i), b.IsNull(i));
            result[i] = aNull || bNull ? ifOneIsNull : f(a[i], b[i]);
            if (aNull && bNull)
            {
                nulls.Set(i);
            }
        }

        return domain.Result(result, nulls);
    });

    private static Overload[] Order(Func<int, bool> holds) =>
    [
        Ordered<long>(holds), Define.Of<double, double, bool>((a, b) => !double.IsNaN(a) && !double.IsNaN(b) && holds(a.CompareTo(b))), Ordered<DateTime>(holds), Ordered<TimeSpan>(holds),
        Ordered<decimal>(holds), Ordered<int>(holds), Ordered<bool>(holds), Ordered<Guid>(holds),
    ];

    private static Overload Ordered<T>(Func<int, bool> holds) where T : IComparable<T> => Define.Of<T, T, bool>((a, b) => holds(a.CompareTo(b)));
}
