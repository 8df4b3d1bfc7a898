using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>range(): an arithmetic series as an array. Without a step, numbers go by 1 and times by an hour.</summary>
internal static class ArrayRange
{
    private const int MaxItems = 1_048_576;

    public static Dynamic? Of(Dynamic?[] given) => (given[0], given[1], given.ElementAtOrDefault(2)) switch
    {
        (DynamicScalar<long> { Value: var from }, DynamicScalar<long> { Value: var to }, null or DynamicScalar<long>) when Step(given) is var step => Series((to - from) / step, i => Dynamic.Of(from + (i * (long)step))),
        (DynamicScalar<DateTime> { Value: var from }, DynamicScalar<DateTime> { Value: var to }, null or DynamicScalar<TimeSpan>) when Span(given) is var step => Series((to - from) / step, i => Dynamic.Of(from + (step * i))),
        (DynamicScalar<TimeSpan> { Value: var from }, DynamicScalar<TimeSpan> { Value: var to }, null or DynamicScalar<TimeSpan>) when Span(given) is var step => Series((to - from) / step, i => Dynamic.Of(from + (step * i))),
        _ when Numeric.Of(given[0]) is { } from && Numeric.Of(given[1]) is { } to && Step(given) is var step => Series((to - from) / step, i => Dynamic.Of(from + (i * step))),
        _ => null,
    };

    private static double Step(Dynamic?[] given) => given.Length < 3 ? 1 : Numeric.Of(given[2]) ?? double.NaN;

    private static TimeSpan Span(Dynamic?[] given) => given.ElementAtOrDefault(2) is DynamicScalar<TimeSpan> { Value: var step } ? step : TimeSpan.FromHours(1);

    // Whole steps only; the tolerance makes 1.0 to 10 by 0.1 end at 10.
    private static DynamicArray? Series(double steps, Func<long, Dynamic> item)
        => !double.IsFinite(steps) ? null : new([.. Enumerable.Range(0, (int)Math.Clamp(Math.Floor(steps + 1e-9) + 1, 0, MaxItems)).Select(i => item(i))]);
}
