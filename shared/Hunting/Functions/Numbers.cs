using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;

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
        new("bin_auto", []) { Special = BindBinAuto, Shape = "(value: T): T", Implies = ImpliedName.FirstArgument, Nulls = "bins as query_bin_auto_size and query_bin_auto_at are set" },
        new("bin_at",
        [
            Define.Try<long, long, long, long>((v, size, at) => size <= 0 ? null : at + Floor(v - at, size)),
            Define.Try<double, double, double, double>((v, size, at) => size <= 0 ? null : at + (Math.Floor((v - at) / size) * size)),
            Define.Try<DateTime, TimeSpan, DateTime, DateTime>((v, size, at) => size <= TimeSpan.Zero ? null : new DateTime(Math.Max(0, at.Ticks + Floor(v.Ticks - at.Ticks, size.Ticks)))),
            Define.Try<TimeSpan, TimeSpan, TimeSpan, TimeSpan>((v, size, at) => size <= TimeSpan.Zero ? null : new TimeSpan(at.Ticks + Floor(v.Ticks - at.Ticks, size.Ticks))),
        ]) { Implies = ImpliedName.FirstArgument },
        new("round", [Define.Of<double, double>(v => Math.Round(v, MidpointRounding.AwayFromZero)), Define.Of<double, long, double>(Round)]) { Implies = ImpliedName.FirstArgument },
        new("ceiling", [Define.Of<long, long>(v => v), Define.Of<double, double>(Math.Ceiling)]),
        new("sign", [Define.Of<double, double>(v => double.IsNaN(v) ? 0 : Math.Sign(v))]),
        new("isnan", [Define.Of<double, bool>(double.IsNaN)]),
        new("isinf", [Define.Of<double, bool>(double.IsInfinity)]),
        new("isfinite", [Define.Of<double, bool>(double.IsFinite)]),
        new("pi", [Define.Of(() => Math.PI)]),
        new("log", [Define.Try<double, double>(v => v < 0 ? null : Math.Log(v))]) { Nulls = "null of a negative" },
        new("pow", [Define.Of<double, double, double>(Math.Pow)]),
        new("atan2", [Define.Of<double, double, double>(Math.Atan2)]),
        .. new (string Name, Func<double, double> Of)[]
        {
            ("sqrt", Math.Sqrt), ("log2", Math.Log2), ("log10", Math.Log10), ("exp", Math.Exp), ("exp2", v => Math.Pow(2, v)), ("exp10", v => Math.Pow(10, v)), ("sin", Math.Sin), ("cos", Math.Cos), ("tan", Math.Tan),
            ("cot", v => 1 / Math.Tan(v)), ("asin", Math.Asin), ("acos", Math.Acos), ("atan", Math.Atan), ("degrees", v => v * 180 / Math.PI), ("radians", v => v * Math.PI / 180),
        }.Select(f => new ScalarFunction(f.Name, [Define.Of(f.Of)])),
        .. new (string Name, Func<long, long, long> Of)[]
        {
            ("binary_and", (a, b) => a & b), ("binary_or", (a, b) => a | b), ("binary_xor", (a, b) => a ^ b), ("binary_shift_left", (a, b) => a << (int)(b & 63)), ("binary_shift_right", (a, b) => a >> (int)(b & 63)),
        }.Select(f => new ScalarFunction(f.Name, [Define.Of(f.Of)])),
        new("binary_not", [Define.Of<long, long>(v => ~v)]),
        new("bitset_count_ones", [Define.Of<long, long>(v => System.Numerics.BitOperations.PopCount((ulong)v))]),
        new("tohex", [Define.Of<int, string>(v => Hex((uint)v, 1)), Define.Of<int, long, string>((v, digits) => Hex((uint)v, digits)), Define.Of<long, string>(v => Hex(v, 1)), Define.Of<long, long, string>(Hex)]),
        new("format_bytes", [Define.Of<double, string>(v => ByteSize.Format(v, 0, "")), Define.Of<double, long, string>((v, digits) => ByteSize.Format(v, digits, "")), Define.Of<double, long, string, string>(ByteSize.Format)]),
    ];

    private static BoundExpression? BindBinAuto(CallSite site)
    {
        var size = site.Settings.GetValueOrDefault("query_bin_auto_size") ?? throw site.Refused("needs 'set query_bin_auto_size=…' in the query");
        var at = site.Settings.GetValueOrDefault("query_bin_auto_at");
        return site.Arguments is not [var value] ? null
            : FunctionBinder.TryBind(FunctionTable.Find(at is null ? "bin" : "bin_at")!, site with { Arguments = at is null ? [value, size] : [value, size, at] });
    }

    private static double Round(double value, long digits)
    {
        if (digits is >= 0 and <= 15)
        {
            return Math.Round(value, (int)digits, MidpointRounding.AwayFromZero);
        }

        var unit = Math.Pow(10, -digits);
        return Math.Round(value / unit, MidpointRounding.AwayFromZero) * unit;
    }

    private static string Hex(long value, long digits) => value.ToString("x", System.Globalization.CultureInfo.InvariantCulture).PadLeft((int)Math.Clamp(digits, 1, 16), '0');

    private static long Floor(long value, long size)
    {
        var remainder = value % size;
        return value - (remainder < 0 ? remainder + size : remainder);
    }
}
