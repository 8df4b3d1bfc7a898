using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

internal static partial class Define
{
    public static Overload Of<TA, TB, TC, TD, TR>(Func<TA, TB, TC, TD, TR> f)
        => new(ScalarTypes.Of<TR>(), [ScalarTypes.Of<TA>(), ScalarTypes.Of<TB>(), ScalarTypes.Of<TC>(), ScalarTypes.Of<TD>()], (args, length, context) =>
        {
            var domain = Domain.Over(args, length);
            var (a, b, c, d) = (domain.Read<TA>(args[0]), domain.Read<TB>(args[1]), domain.Read<TC>(args[2]), domain.Read<TD>(args[3]));
            var (nulls, result) = (domain.Nulls(args), new TR[domain.Count]);
            var tally = new Tally(context);
            for (var i = 0; i < result.Length; i++)
            {
                Set(result, ref nulls, ref tally, i, nulls[i] ? default! : f(a[i], b[i], c[i], d[i]));
            }

            return domain.Result(result, nulls);
        });

    public static Overload Try<TA, TB, TC, TD, TR>(Func<TA, TB, TC, TD, TR?> f) where TR : struct
        => new(ScalarTypes.Of<TR>(), [ScalarTypes.Of<TA>(), ScalarTypes.Of<TB>(), ScalarTypes.Of<TC>(), ScalarTypes.Of<TD>()], (args, length, _) =>
        {
            var domain = Domain.Over(args, length);
            var (a, b, c, d) = (domain.Read<TA>(args[0]), domain.Read<TB>(args[1]), domain.Read<TC>(args[2]), domain.Read<TD>(args[3]));
            var (nulls, result) = (domain.Nulls(args), new TR[domain.Count]);
            for (var i = 0; i < result.Length; i++)
            {
                SetTry(result, ref nulls, i, nulls[i] ? null : f(a[i], b[i], c[i], d[i]));
            }

            return domain.Result(result, nulls);
        });

    public static Overload Try<TA, TB, TC, TD, TE, TR>(Func<TA, TB, TC, TD, TE, TR?> f) where TR : struct
        => new(ScalarTypes.Of<TR>(), [ScalarTypes.Of<TA>(), ScalarTypes.Of<TB>(), ScalarTypes.Of<TC>(), ScalarTypes.Of<TD>(), ScalarTypes.Of<TE>()], (args, length, _) =>
        {
            var domain = Domain.Over(args, length);
            var (a, b, c, d, e) = (domain.Read<TA>(args[0]), domain.Read<TB>(args[1]), domain.Read<TC>(args[2]), domain.Read<TD>(args[3]), domain.Read<TE>(args[4]));
            var (nulls, result) = (domain.Nulls(args), new TR[domain.Count]);
            for (var i = 0; i < result.Length; i++)
            {
                SetTry(result, ref nulls, i, nulls[i] ? null : f(a[i], b[i], c[i], d[i], e[i]));
            }

            return domain.Result(result, nulls);
        });

    public static Overload Try<TA, TB, TC, TD, TE, TF, TR>(Func<TA, TB, TC, TD, TE, TF, TR?> f) where TR : struct
        => new(ScalarTypes.Of<TR>(), [ScalarTypes.Of<TA>(), ScalarTypes.Of<TB>(), ScalarTypes.Of<TC>(), ScalarTypes.Of<TD>(), ScalarTypes.Of<TE>(), ScalarTypes.Of<TF>()], (args, length, _) =>
        {
            var domain = Domain.Over(args, length);
            var (a, b, c, d, e, g) = (domain.Read<TA>(args[0]), domain.Read<TB>(args[1]), domain.Read<TC>(args[2]), domain.Read<TD>(args[3]), domain.Read<TE>(args[4]), domain.Read<TF>(args[5]));
            var (nulls, result) = (domain.Nulls(args), new TR[domain.Count]);
            for (var i = 0; i < result.Length; i++)
            {
                SetTry(result, ref nulls, i, nulls[i] ? null : f(a[i], b[i], c[i], d[i], e[i], g[i]));
            }

            return domain.Result(result, nulls);
        });

    /// <summary>Any number of dynamic arguments, null ones among them.</summary>
    public static Overload Dynamics(Func<Dynamic?[], Dynamic?> f) => FromDynamics<Dynamic>(values => f(values)!);

    /// <inheritdoc cref="Dynamics"/>
    public static Overload DynamicsToText(Func<Dynamic?[], string> f) => FromDynamics(f);

    private static Overload FromDynamics<TR>(Func<Dynamic?[], TR> f) => new(ScalarTypes.Of<TR>(), [ScalarType.Dynamic], (args, length, context) =>
    {
        var domain = Domain.Over(args, length);
        var (readers, nulls, result) = (Array.ConvertAll(args, domain.Read<Dynamic>), default(NullMask), new TR[domain.Count]);
        var tally = new Tally(context);
        for (var i = 0; i < result.Length; i++)
        {
            Set(result, ref nulls, ref tally, i, f(Array.ConvertAll(readers, r => r.IsNull(i) ? null : r[i])));
        }

        return domain.Result(result, nulls);
    }) { Repeats = true };

    /// <summary>As <see cref="Dynamics"/>, and the function may answer null.</summary>
    public static Overload TryDynamics<TR>(Func<Dynamic?[], TR?> f) where TR : struct => new(ScalarTypes.Of<TR>(), [ScalarType.Dynamic], (args, length, _) =>
    {
        var domain = Domain.Over(args, length);
        var (readers, nulls, result) = (Array.ConvertAll(args, domain.Read<Dynamic>), default(NullMask), new TR[domain.Count]);
        for (var i = 0; i < result.Length; i++)
        {
            SetTry(result, ref nulls, i, f(Array.ConvertAll(readers, r => r.IsNull(i) ? null : r[i])));
        }

        return domain.Result(result, nulls);
    }) { Repeats = true };
}
