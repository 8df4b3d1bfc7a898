using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Execution;

/// <summary>The order of a column's rows as whole numbers, which sort without a call a comparison.</summary>
internal static class SortRanks
{
    /// <summary>A number for each row, smaller for rows that come first; null for types that have none, and where rows are null.</summary>
    public static long[]? Of(Column column, bool ascending)
    {
        if (column.Nulls.Any)
        {
            return null;
        }

        var ranks = column switch
        {
            Column<long> c => Map(c, v => v),
            Column<int> c => Map(c, v => v),
            Column<DateTime> c => Map(c, v => v.Ticks),
            Column<TimeSpan> c => Map(c, v => v.Ticks),
            Column<bool> c => Map(c, v => v ? 1 : 0),
            Column<double> c => Map(c, Rank),
            Column<string> { Codes: not null } c when c.Stored <= c.Length => Ordinals(c),
            _ => null,
        };

        // The complement turns the order about, and leaves equal rows equal.
        return ranks is null || ascending ? ranks : Array.ConvertAll(ranks, rank => ~rank);
    }

    private static long[] Map<T>(Column<T> column, Func<T, long> rank)
    {
        var ofStored = Array.ConvertAll(column.Values, v => rank(v));
        return column.Codes is { } codes ? Array.ConvertAll(codes, code => ofStored[code])[..column.Length] : ofStored;
    }

    // NaN comes before all numbers, and both zeros are one.
    private static long Rank(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value == 0 ? 0 : value);
        return double.IsNaN(value) ? long.MinValue : bits ^ ((bits >> 63) & long.MaxValue);
    }

    private static long[] Ordinals(Column<string> column)
    {
        var sorted = column.Values.Distinct(StringComparer.Ordinal).ToArray();
        Array.Sort(sorted, StringComparer.Ordinal);
        var ranks = sorted.Select((text, i) => (text, i)).ToDictionary(t => t.text, t => (long)t.i, StringComparer.Ordinal);
        return Map(column, text => ranks[text]);
    }
}
