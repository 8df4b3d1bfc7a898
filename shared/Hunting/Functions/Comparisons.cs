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
        new("<", Order<Less>()),
        new("<=", Order<NotGreater>()),
        new(">", Order<Greater>()),
        new(">=", Order<NotLess>()),
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

    private static Overload[] Order<TOrder>() where TOrder : IOrder =>
    [
        Ordered<long, TOrder>(), Define.Of<double, double, bool>((a, b) => !double.IsNaN(a) && !double.IsNaN(b) && TOrder.Holds(a.CompareTo(b))), Ordered<DateTime, TOrder>(), Ordered<TimeSpan, TOrder>(),
        Ordered<decimal, TOrder>(), Ordered<int, TOrder>(), Ordered<bool, TOrder>(), Ordered<Guid, TOrder>(),
    ];

    private static Overload Ordered<T, TOrder>()
        where T : IComparable<T>
        where TOrder : IOrder
    {
        var general = Define.Of<T, T, bool>((a, b) => TOrder.Holds(a.CompareTo(b)));
        return general with { Implementation = (args, length, context) => ToConstant<T, TOrder>(args, length) ?? general.Implementation(args, length, context) };
    }

    // Most comparisons are of a column without nulls to a constant, and need neither lookups nor calls.
    private static Column<bool>? ToConstant<T, TOrder>(Column[] args, int length)
        where T : IComparable<T>
        where TOrder : IOrder
    {
        if (args[0] is not Column<T> { Codes: null, Nulls.Any: false } column || args[1] is not Column<T> { IsConstant: true, Nulls.Any: false } constant || column.Values.Length != length)
        {
            return null;
        }

        var (values, than, result) = (column.Values, constant.Values[0], new bool[length]);
        for (var i = 0; i < result.Length && i < values.Length; i++)
        {
            result[i] = TOrder.Holds(values[i].CompareTo(than));
        }

        return new(result);
    }

    private interface IOrder
    {
        static abstract bool Holds(int order);
    }

    private readonly struct Less : IOrder
    {
        public static bool Holds(int order) => order < 0;
    }

    private readonly struct NotGreater : IOrder
    {
        public static bool Holds(int order) => order <= 0;
    }

    private readonly struct Greater : IOrder
    {
        public static bool Holds(int order) => order > 0;
    }

    private readonly struct NotLess : IOrder
    {
        public static bool Holds(int order) => order >= 0;
    }
}
