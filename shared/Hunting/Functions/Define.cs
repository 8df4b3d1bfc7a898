using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>
/// Overloads from plain functions on values. <c>Of</c>: null in, null out (for text: ""). <c>Try</c>: the same, and the function may itself answer null.
/// </summary>
internal static partial class Define
{
    public static Overload Of<TR>(Func<TR> f) => new(ScalarTypes.Of<TR>(), [], (_, length, _) => new Column<TR>([f()], default).Repeat(length));

    public static Overload Of<TA, TR>(Func<TA, TR> f) => Map(f);

    public static Overload Try<TA, TR>(Func<TA, TR?> f) where TR : struct => TryMap(f);

    public static Overload Of<TA, TB, TR>(Func<TA, TB, TR> f) => new(ScalarTypes.Of<TR>(), [ScalarTypes.Of<TA>(), ScalarTypes.Of<TB>()], (args, length, context) =>
    {
        var domain = Domain.Over(args, length);
        var (a, b, nulls, result) = (domain.Read<TA>(args[0]), domain.Read<TB>(args[1]), domain.Nulls(args), new TR[domain.Count]);
        var tally = new Tally(context);
        for (var i = 0; i < result.Length; i++)
        {
            Set(result, ref nulls, ref tally, i, nulls[i] ? default! : f(a[i], b[i]));
        }

        return domain.Result(result, nulls);
    });

    public static Overload Try<TA, TB, TR>(Func<TA, TB, TR?> f) where TR : struct => new(ScalarTypes.Of<TR>(), [ScalarTypes.Of<TA>(), ScalarTypes.Of<TB>()], (args, length, _) =>
    {
        var domain = Domain.Over(args, length);
        var (a, b, nulls, result) = (domain.Read<TA>(args[0]), domain.Read<TB>(args[1]), domain.Nulls(args), new TR[domain.Count]);
        for (var i = 0; i < result.Length; i++)
        {
            SetTry(result, ref nulls, i, nulls[i] ? null : f(a[i], b[i]));
        }

        return domain.Result(result, nulls);
    });

    public static Overload Of<TA, TB, TC, TR>(Func<TA, TB, TC, TR> f) => new(ScalarTypes.Of<TR>(), [ScalarTypes.Of<TA>(), ScalarTypes.Of<TB>(), ScalarTypes.Of<TC>()], (args, length, context) =>
    {
        var domain = Domain.Over(args, length);
        var (a, b, c) = (domain.Read<TA>(args[0]), domain.Read<TB>(args[1]), domain.Read<TC>(args[2]));
        var (nulls, result) = (domain.Nulls(args), new TR[domain.Count]);
        var tally = new Tally(context);
        for (var i = 0; i < result.Length; i++)
        {
            Set(result, ref nulls, ref tally, i, nulls[i] ? default! : f(a[i], b[i], c[i]));
        }

        return domain.Result(result, nulls);
    });

    public static Overload Try<TA, TB, TC, TR>(Func<TA, TB, TC, TR?> f) where TR : struct => new(ScalarTypes.Of<TR>(), [ScalarTypes.Of<TA>(), ScalarTypes.Of<TB>(), ScalarTypes.Of<TC>()], (args, length, _) =>
    {
        var domain = Domain.Over(args, length);
        var (a, b, c) = (domain.Read<TA>(args[0]), domain.Read<TB>(args[1]), domain.Read<TC>(args[2]));
        var (nulls, result) = (domain.Nulls(args), new TR[domain.Count]);
        for (var i = 0; i < result.Length; i++)
        {
            SetTry(result, ref nulls, i, nulls[i] ? null : f(a[i], b[i], c[i]));
        }

        return domain.Result(result, nulls);
    });

    /// <summary>Any number of arguments of one type; null when one is null.</summary>
    public static Overload Many<TA, TR>(Func<TA[], TR> f) => new(ScalarTypes.Of<TR>(), [ScalarTypes.Of<TA>()], (args, length, context) =>
    {
        var domain = Domain.Over(args, length);
        var (readers, nulls, result) = (Array.ConvertAll(args, domain.Read<TA>), domain.Nulls(args), new TR[domain.Count]);
        var tally = new Tally(context);
        for (var i = 0; i < result.Length; i++)
        {
            Set(result, ref nulls, ref tally, i, nulls[i] ? default! : f(Array.ConvertAll(readers, r => r[i])));
        }

        return domain.Result(result, nulls);
    }) { Repeats = true };

    /// <summary>Of one argument, told also whether it is null; the answer is never null.</summary>
    public static Overload Nullable<TA, TR>(Func<TA, bool, TR> f) => new(ScalarTypes.Of<TR>(), [ScalarTypes.Of<TA>()], (args, length, _) =>
    {
        var domain = Domain.Over(args, length);
        var (a, result) = (domain.Read<TA>(args[0]), new TR[domain.Count]);
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = f(a[i], a.IsNull(i));
        }

        return domain.Result(result, default);
    });

    private static Overload Map<TA, TR>(Func<TA, TR> f) => new(ScalarTypes.Of<TR>(), [ScalarTypes.Of<TA>()], (args, length, context) =>
    {
        var domain = Domain.Over(args, length);
        var (a, nulls, result) = (domain.Read<TA>(args[0]), domain.Nulls(args), new TR[domain.Count]);
        var tally = new Tally(context);
        for (var i = 0; i < result.Length; i++)
        {
            Set(result, ref nulls, ref tally, i, nulls[i] ? default! : f(a[i]));
        }

        return domain.Result(result, nulls);
    });

    private static Overload TryMap<TA, TR>(Func<TA, TR?> f) where TR : struct => new(ScalarTypes.Of<TR>(), [ScalarTypes.Of<TA>()], (args, length, _) =>
    {
        var domain = Domain.Over(args, length);
        var (a, nulls, result) = (domain.Read<TA>(args[0]), domain.Nulls(args), new TR[domain.Count]);
        for (var i = 0; i < result.Length; i++)
        {
            SetTry(result, ref nulls, i, nulls[i] ? null : f(a[i]));
        }

        return domain.Result(result, nulls);
    });

    // A null reference is a null value: the answer of a function on dynamic values.
    private static void Set<T>(T[] result, ref NullMask nulls, ref Tally tally, int index, T value)
    {
        result[index] = value;
        tally.Add(value);
        if (value is null)
        {
            nulls.Set(index);
        }
    }

    private static void SetTry<T>(T[] result, ref NullMask nulls, int index, T? value) where T : struct
    {
        result[index] = value.GetValueOrDefault();
        if (value is null)
        {
            nulls.Set(index);
        }
    }
}
