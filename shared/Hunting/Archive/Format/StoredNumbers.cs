using System.Runtime.InteropServices;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Archive.Format;

/// <summary>The rows of a column as whole numbers. A null stands as the first number that is there.</summary>
internal readonly record struct StoredNumbers(long[] Numbers, List<int> Nulls)
{
    public static StoredNumbers Of(Column column) => column switch
    {
        Column<bool> typed => Of<bool, BoolForm>(typed),
        Column<int> typed => Of<int, IntForm>(typed),
        Column<long> typed => Of<long, LongForm>(typed),
        Column<double> typed => Of<double, RealForm>(typed),
        Column<DateTime> typed => Of<DateTime, InstantForm>(typed),
        Column<TimeSpan> typed => Of<TimeSpan, SpanForm>(typed),
        _ => throw new NotSupportedException($"a segment keeps no values of type {column.Type.Name()}"),
    };

    /// <summary>The different numbers in their order; null when they are many.</summary>
    public long[]? Distinct()
    {
        const int Many = 1 << 13;
        var distinct = new HashSet<long>();
        foreach (var number in Numbers)
        {
            if (distinct.Add(number) && distinct.Count > Many)
            {
                return null;
            }
        }

        long[] sorted = [.. distinct];
        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>Each row's place among the distinct numbers; behind them for null.</summary>
    public int[] Codes(long[] distinct)
    {
        var places = new Dictionary<long, int>(distinct.Length);
        for (var i = 0; i < distinct.Length; i++)
        {
            places[distinct[i]] = i;
        }

        var codes = Array.ConvertAll(Numbers, number => places[number]);
        foreach (var row in CollectionsMarshal.AsSpan(Nulls))
        {
            codes[row] = distinct.Length;
        }

        return codes;
    }

    private static StoredNumbers Of<T, TForm>(Column<T> column)
        where TForm : INumberForm<T>
    {
        var numbers = new long[column.Length];
        var nulls = new List<int>();
        for (var row = 0; row < numbers.Length; row++)
        {
            if (column.IsNull(row))
            {
                nulls.Add(row);
            }
            else
            {
                numbers[row] = TForm.Number(column[row]);
            }
        }

        var stand = nulls.Count == 0 || nulls.Count == numbers.Length ? 0 : numbers[FirstThatIs(nulls)];
        nulls.ForEach(row => numbers[row] = stand);
        return new(numbers, nulls);
    }

    private static int FirstThatIs(List<int> nulls)
    {
        var row = 0;
        while (row < nulls.Count && nulls[row] == row)
        {
            row++;
        }

        return row;
    }
}
