using System.Buffers;
using System.Runtime.CompilerServices;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Execution;

/// <summary>The rows for which a predicate is true; null is not true.</summary>
internal static class Selection
{
    /// <summary>The rows where it holds.</summary>
    public static int[] Of(Column<bool> predicate)
    {
        var holds = predicate.Nulls.Any ? Present(predicate) : predicate.Values;
        if (predicate.IsConstant)
        {
            return predicate.Length > 0 && holds[0] ? [.. Enumerable.Range(0, predicate.Length)] : [];
        }

        var rows = ArrayPool<int>.Shared.Rent(predicate.Length + 1);
        var count = predicate.Codes is { } codes ? Coded(holds, codes.AsSpan(0, predicate.Length), rows) : Plain(holds, rows);
        var kept = rows.AsSpan(0, count).ToArray();
        ArrayPool<int>.Shared.Return(rows);
        return kept;
    }

    private static bool[] Present(Column<bool> predicate)
    {
        var holds = new bool[predicate.Stored];
        for (var i = 0; i < holds.Length; i++)
        {
            holds[i] = predicate.Values[i] && !predicate.Nulls[i];
        }

        return holds;
    }

    // Each row is written, and stays only where it counts: a branch would be guessed wrong too often.
    private static int Coded(bool[] holds, ReadOnlySpan<int> codes, int[] rows)
    {
        var count = 0;
        for (var row = 0; row < codes.Length; row++)
        {
            rows[count] = row;
            count += Unsafe.BitCast<bool, byte>(holds[codes[row]]);
        }

        return count;
    }

    private static int Plain(bool[] holds, int[] rows)
    {
        var count = 0;
        for (var row = 0; row < holds.Length; row++)
        {
            rows[count] = row;
            count += Unsafe.BitCast<bool, byte>(holds[row]);
        }

        return count;
    }
}
