namespace ExposurePipeline.Benchmarks.Hunting;

/// <summary>Numbers drawn from a row's number by whole arithmetic that SQL can do just so: the same rows everywhere, without carrying them.</summary>
internal static class Draws
{
    private const long Prime = 2_147_483_647;

    // A multiplier and an addend for each column that is drawn.
    private static readonly (long Times, long Plus)[] Columns =
    [
        (1_103_515_245, 12_345), (1_664_525, 1_013_904_223), (214_013, 2_531_011), (1_140_671_485, 12_820_163), (69_069, 907_633_385), (1_566_083_941, 17), (747_796_405, 715_136_305),
    ];

    /// <summary>A number below 2^31 - 1 for a row and a column.</summary>
    public static long Of(long row, int column)
    {
        var (times, plus) = Columns[column];
        var once = ((row * times) + plus) % Prime;
        var twice = ((once * once) + row) % Prime;
        return ((twice * twice) + plus) % Prime;
    }

    /// <summary>The same in SQL.</summary>
    public static string Sql(string row, int column)
    {
        var (times, plus) = Columns[column];
        var once = $"(({row} * {times} + {plus}) % {Prime})";
        var twice = $"(({once} * {once} + {row}) % {Prime})";
        return $"(({twice} * {twice} + {plus}) % {Prime})";
    }
}
