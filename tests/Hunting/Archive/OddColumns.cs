using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Tests.Hunting.Archive;

/// <summary>Columns of every type that a segment keeps, of usual and of odd values, drawn from a seed.</summary>
internal static class OddColumns
{
    public static readonly Schema Schema = new([.. new[] { ScalarType.Bool, ScalarType.DateTime, ScalarType.Int, ScalarType.Long, ScalarType.Real, ScalarType.String, ScalarType.TimeSpan }.Select(type => new ColumnSchema(type.Name(), type))]);

    private static readonly string[] Texts =
        ["", " ", "0.0.0.0", "255.255.255.255", "01.2.3.4", "1.2.3", "1.2.3.4.5", "::1", "a\0b", "\ud800", "\udc00x", "Größe", "日本語", "🛰", "ß", "ſ", new('x', 70_000), new('\ud83d', 65), "powershell.exe -enc AAAA", "POWERSHELL"];

    private static readonly long[] Longs = [0, 1, -1, long.MinValue, long.MaxValue, int.MaxValue, 1L << 57];
    private static readonly double[] Reals = [0, -0.0, double.NaN, double.PositiveInfinity, double.Epsilon, double.MaxValue, 0.1];

    public static Column Of(ScalarType type, int rows, int seed)
    {
        var drawn = new Random(seed);
        var (nulls, different) = (drawn.Next(3) * drawn.Next(60), 1 << drawn.Next(16));
        return Columns.Of(type, [.. Enumerable.Range(0, rows).Select(_ => drawn.Next(100) < nulls ? null : Value(type, drawn.Next(different), drawn.Next(200) == 0, seed))]);
    }

    private static object? Value(ScalarType type, int number, bool odd, int seed) => type switch
    {
        ScalarType.Bool => number % 2 == 0,
        ScalarType.DateTime => odd ? (number % 2 == 0 ? DateTime.MinValue : DateTime.MaxValue) : EventRows.Noon.AddMilliseconds(number),
        ScalarType.Int => odd ? (number % 2 == 0 ? int.MinValue : int.MaxValue) : number * 3,
        ScalarType.Long => odd ? Longs[number % Longs.Length] : number * 1000L,
        ScalarType.Real => odd ? Reals[number % Reals.Length] : number / 7.0,
        ScalarType.TimeSpan => odd ? TimeSpan.MinValue : TimeSpan.FromSeconds(number),
        _ => odd ? Texts[number % Texts.Length] : seed % 2 == 0 ? $"{number % 256}.{number >> 8}.7.{number % 3}" : $"text {number:x}",
    };
}
