namespace ExposurePipeline.Hunting.Functions;

/// <summary>+ - * / % and the signs. Whole numbers wrap around; division of whole numbers by zero is null.</summary>
internal static class Arithmetic
{
    public static IEnumerable<ScalarFunction> All =>
    [
        new("+",
        [
            Define.Of<long, long, long>((a, b) => unchecked(a + b)), Define.Of<double, double, double>((a, b) => a + b), Define.Try<decimal, decimal, decimal>((a, b) => Exact(() => a + b)),
            Define.Try<DateTime, TimeSpan, DateTime>((a, b) => Instant((Int128)a.Ticks + b.Ticks)), Define.Try<TimeSpan, DateTime, DateTime>((a, b) => Instant((Int128)a.Ticks + b.Ticks)),
            Define.Of<TimeSpan, TimeSpan, TimeSpan>((a, b) => new(unchecked(a.Ticks + b.Ticks))),
        ]),
        new("-",
        [
            Define.Of<long, long, long>((a, b) => unchecked(a - b)), Define.Of<double, double, double>((a, b) => a - b), Define.Try<decimal, decimal, decimal>((a, b) => Exact(() => a - b)),
            Define.Try<DateTime, TimeSpan, DateTime>((a, b) => Instant((Int128)a.Ticks - b.Ticks)), Define.Of<DateTime, DateTime, TimeSpan>((a, b) => new(a.Ticks - b.Ticks)),
            Define.Of<TimeSpan, TimeSpan, TimeSpan>((a, b) => new(unchecked(a.Ticks - b.Ticks))),
            Define.Of<long, long>(a => unchecked(-a)), Define.Of<double, double>(a => -a), Define.Of<decimal, decimal>(a => -a), Define.Of<TimeSpan, TimeSpan>(a => new(unchecked(-a.Ticks))),
        ]),
        new("*",
        [
            Define.Of<long, long, long>((a, b) => unchecked(a * b)), Define.Of<double, double, double>((a, b) => a * b), Define.Try<decimal, decimal, decimal>((a, b) => Exact(() => a * b)),
            Define.Try<TimeSpan, double, TimeSpan>((a, b) => Duration(a.Ticks * b)), Define.Try<double, TimeSpan, TimeSpan>((a, b) => Duration(a * b.Ticks)),
            Define.Of<TimeSpan, long, TimeSpan>((a, b) => new(unchecked(a.Ticks * b))), Define.Of<long, TimeSpan, TimeSpan>((a, b) => new(unchecked(a * b.Ticks))),
        ]),
        new("/",
        [
            Define.Try<long, long, long>((a, b) => b == 0 ? null : b == -1 ? unchecked(-a) : a / b), Define.Of<double, double, double>((a, b) => a / b),
            Define.Try<decimal, decimal, decimal>((a, b) => Exact(() => a / b)),
            Define.Of<TimeSpan, TimeSpan, double>((a, b) => (double)a.Ticks / b.Ticks), Define.Try<TimeSpan, double, TimeSpan>((a, b) => Duration(a.Ticks / b)),
        ]),
        new("%",
        [
            Define.Try<long, long, long>(Modulo), Define.Try<double, double, double>((a, b) => b == 0 ? double.NaN : a - (Math.Abs(b) * Math.Floor(a / Math.Abs(b)))),
            Define.Try<TimeSpan, TimeSpan, TimeSpan>((a, b) => Modulo(a.Ticks, b.Ticks) is { } t ? new TimeSpan(t) : null),
            Define.Try<DateTime, TimeSpan, TimeSpan>((a, b) => Modulo(a.Ticks, b.Ticks) is { } t ? new TimeSpan(t) : null), Define.Try<decimal, decimal, decimal>((a, b) => Exact(() => ((a % b) + Math.Abs(b)) % Math.Abs(b))),
        ]),
    ];

    /// <summary>The remainder that is never negative; null for a zero divisor.</summary>
    private static long? Modulo(long a, long b)
    {
        if (b is 0 or -1)
        {
            return b == 0 ? null : 0;
        }

        var remainder = a % b;
        return remainder < 0 ? remainder + Math.Abs(b) : remainder;
    }

    private static DateTime? Instant(Int128 ticks) => ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? new DateTime((long)ticks) : null;

    private static TimeSpan? Duration(double ticks) => Math.Abs(ticks) < long.MaxValue ? new TimeSpan((long)ticks) : null;

    // A decimal that does not fit has no value; the framework says so only by throwing.
    private static decimal? Exact(Func<decimal> compute)
    {
        try
        {
            return compute();
        }
        catch (ArithmeticException)
        {
            return null;
        }
    }
}
