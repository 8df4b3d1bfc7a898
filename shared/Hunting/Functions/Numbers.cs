namespace ExposurePipeline.Hunting.Functions;

/// <summary>Functions on numbers, and bins of numbers and times.</summary>
internal static class Numbers
{
    public static IEnumerable<ScalarFunction> All =>
    [
        new("abs", [Define.Of<long, long>(v => v < 0 ? unchecked(-v) : v), Define.Of<double, double>(Math.Abs), Define.Of<decimal, decimal>(Math.Abs), Define.Of<TimeSpan, TimeSpan>(v => v < TimeSpan.Zero ? new(unchecked(-v.Ticks)) : v)]),
        new("bin",
        [
            Define.Try<long, long, long>((v, size) => size <= 0 ? null : Floor(v, size)),
            Define.Try<double, double, double>((v, size) => size <= 0 ? null : Math.Floor(v / size) * size),
            Define.Try<DateTime, TimeSpan, DateTime>((v, size) => size <= TimeSpan.Zero ? null : new DateTime(Floor(v.Ticks, size.Ticks))),
            Define.Try<TimeSpan, TimeSpan, TimeSpan>((v, size) => size <= TimeSpan.Zero ? null : new TimeSpan(Floor(v.Ticks, size.Ticks))),
        ]) { Aliases = ["floor"], Implies = ImpliedName.FirstArgument },
    ];

    private static long Floor(long value, long size)
    {
        var remainder = value % size;
        return value - (remainder < 0 ? remainder + size : remainder);
    }
}
