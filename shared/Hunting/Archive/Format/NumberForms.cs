namespace ExposurePipeline.Hunting.Archive.Format;

/// <summary>How values of a type are whole numbers. Where values have an order, so have the numbers, but for reals.</summary>
internal interface INumberForm<T>
{
    static abstract long Number(T value);

    static abstract T Of(long number);
}

internal readonly struct BoolForm : INumberForm<bool>
{
    public static long Number(bool value) => value ? 1 : 0;

    public static bool Of(long number) => number != 0;
}

internal readonly struct IntForm : INumberForm<int>
{
    public static long Number(int value) => value;

    public static int Of(long number) => (int)number;
}

internal readonly struct LongForm : INumberForm<long>
{
    public static long Number(long value) => value;

    public static long Of(long number) => number;
}

internal readonly struct RealForm : INumberForm<double>
{
    public static long Number(double value) => BitConverter.DoubleToInt64Bits(value);

    public static double Of(long number) => BitConverter.Int64BitsToDouble(number);
}

internal readonly struct InstantForm : INumberForm<DateTime>
{
    public static long Number(DateTime value) => value.Ticks;

    public static DateTime Of(long number) => new(number);
}

internal readonly struct SpanForm : INumberForm<TimeSpan>
{
    public static long Number(TimeSpan value) => value.Ticks;

    public static TimeSpan Of(long number) => new(number);
}
