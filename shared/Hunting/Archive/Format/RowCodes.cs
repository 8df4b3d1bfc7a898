namespace ExposurePipeline.Hunting.Archive.Format;

/// <summary>A code for each row, one by one or as runs of equal ones.</summary>
internal sealed class RowCodes
{
    private readonly PackedNumbers codes;
    private readonly int[]? ends;

    private RowCodes(PackedNumbers codes, int[]? ends, int rows)
    {
        (this.codes, this.ends) = (codes, ends);
        Count = rows;
    }

    public int Count { get; }

    public int this[int row] => (int)codes[ends is null ? row : RunOf(row)];

    public static RowCodes Read(ByteReader from, int rows)
    {
        var runs = from.Count(rows);
        if (runs == 0)
        {
            return new(PackedNumbers.Read(from, rows), null, rows);
        }

        var ends = new int[runs];
        PackedNumbers.Read(from, runs).Decode<int, IntForm>(ends);
        return ends[^1] == rows ? new(PackedNumbers.Read(from, runs), ends, rows) : throw new DamagedSegmentException($"runs end at row {ends[^1]} of {rows}");
    }

    public int[] Decode()
    {
        var decoded = GC.AllocateUninitializedArray<int>(Count);
        if (ends is null)
        {
            codes.Decode<int, IntForm>(decoded);
            return decoded;
        }

        for (var (run, start) = (0, 0); run < ends.Length; start = ends[run++])
        {
            decoded.AsSpan(start..ends[run]).Fill((int)codes[run]);
        }

        return decoded;
    }

    public static void Write(ByteWriter to, ReadOnlySpan<int> codes, int distinct)
    {
        var (ends, values) = Runs(codes);
        var width = PackedNumbers.CodeWidth(distinct);
        var inRuns = PackedNumbers.Size(ends.Count, width + PackedNumbers.CodeWidth(codes.Length)) < PackedNumbers.Size(codes.Length, width);
        to.Number(inRuns ? ends.Count : 0);
        if (inRuns)
        {
            PackedNumbers.Write(to, ends.ToArray());
            PackedNumbers.Write(to, values.ToArray());
            return;
        }

        var wide = new long[codes.Length];
        for (var i = 0; i < wide.Length; i++)
        {
            wide[i] = codes[i];
        }

        PackedNumbers.Write(to, wide);
    }

    private static (List<long> Ends, List<long> Values) Runs(ReadOnlySpan<int> codes)
    {
        var (ends, values) = (new List<long>(), new List<long>());
        for (var row = 1; row <= codes.Length; row++)
        {
            if (row == codes.Length || codes[row] != codes[row - 1])
            {
                ends.Add(row);
                values.Add(codes[row - 1]);
            }
        }

        return (ends, values);
    }

    private int RunOf(int row)
    {
        var found = Array.BinarySearch(ends!, row);
        return found >= 0 ? found + 1 : ~found;
    }
}
