using ExposurePipeline.Hunting.Archive;
using ExposurePipeline.Hunting.Archive.Format;
using ExposurePipeline.Hunting.Archive.Reading;
using ExposurePipeline.Hunting.Values;
using ExposurePipeline.Tests.Support.Stores;
using Xunit;

namespace ExposurePipeline.Tests.Hunting.Archive;

public sealed class SegmentFormatTests
{
    private const string Name = "t/20260301/0-x.seg";

    [Theory]
    [InlineData(1, 40)]
    [InlineData(3, 40)]
    [InlineData(200, 40)]
    [InlineData(16_384, 4)]
    [InlineData(16_385, 4)]
    [InlineData(32_769, 4)]
    public async Task every_value_of_every_type_comes_back(int rows, int seeds)
    {
        for (var seed = 0; seed < seeds; seed++)
        {
            var written = Drawn(rows, seed);
            var (files, segment) = await KeptAsync(Write(written, rows), new MemorySegments());
            for (var column = 0; column < written.Length; column++)
            {
                var read = Columns.Concat(written[column].Type, [.. Blocks(files, segment, column, _ => null)]);
                Assert.Equal(Boxed(written[column]), Boxed(read));
            }
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(5_000)]
    public async Task some_rows_of_a_block_are_those_of_all(int rows)
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var written = Drawn(rows, seed);
            var (files, segment) = await KeptAsync(Write(written, rows), new MemorySegments());
            int[] wanted = [.. Enumerable.Range(0, 1 + (seed * rows / 40)).Select(i => (i * 7919) % rows)];
            for (var column = 0; column < written.Length; column++)
            {
                Assert.Equal(Boxed(written[column].Take(wanted)), Boxed(Assert.Single(Blocks(files, segment, column, _ => wanted))));
            }
        }
    }

    [Fact]
    public async Task a_damaged_byte_anywhere_is_an_error_that_names_the_segment_or_changes_nothing()
    {
        var (rows, drawn) = (3_000, new Random(1));
        var written = Drawn(rows, 5);
        var good = Write(written, rows).ToArray();
        for (var round = 0; round < 1_000; round++)
        {
            var bytes = good.ToArray();
            bytes[drawn.Next(bytes.Length)] ^= (byte)drawn.Next(1, 256);
            Assert.Contains(Name, await FaultAsync(bytes, written) ?? Name, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task a_segment_cut_short_is_an_error()
    {
        var good = Write(Drawn(300, 5), 300).ToArray();
        for (var length = 0; length < good.Length; length += 7)
        {
            Assert.Contains(Name, await FaultAsync(good[..length], []), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void footers_and_columns_of_wrong_bytes_end_in_an_error_and_take_no_memory()
    {
        var drawn = new Random(2);
        var footer = new ByteWriter();
        FooterBytes.Write(footer, SegmentFormat.Footer(Write(Drawn(300, 5), 300), 1 << 20));
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = footer.Written.ToArray();
            for (var change = drawn.Next(1, 4); change > 0; change--)
            {
                bytes[drawn.Next(bytes.Length)] = (byte)drawn.Next(256);
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            var fault = Record.Exception(() => FooterBytes.Read(bytes, 1 << 20));
            Assert.True(fault is null || SegmentFiles.IsDamage(fault), $"round {round}: {fault}");
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 22);
        }
    }

    [Fact]
    public void parts_of_wrong_bytes_end_in_an_error_and_take_no_memory()
    {
        var drawn = new Random(3);
        for (var round = 0; round < 5_000; round++)
        {
            var type = OddColumns.Schema.Columns[round % OddColumns.Schema.Count].Type;
            var encoded = ChunkWriter.Write(OddColumns.Of(type, 400, round), 1);
            var parts = new WrongParts(encoded, drawn);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var fault = Record.Exception(() => ChunkReader.Read(type, encoded.Chunk with { Rows = new(0, encoded.Rows.Length, 0) }, 400, round % 2 == 0 ? null : [0, 399, 17], parts));
            Assert.True(fault is null || SegmentFiles.IsDamage(fault), $"round {round}: {fault}");
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 22);
        }
    }

    [Fact]
    public async Task a_version_that_is_not_known_is_refused()
    {
        var bytes = Write(Drawn(3, 5), 3).ToArray();
        bytes[^1] = 9;
        Assert.Equal($"segment {Name}: its version is 9, and 1 is what can be read", await FaultAsync(bytes, []));
    }

    [Fact]
    public void types_that_a_segment_does_not_keep_are_refused()
        => Assert.Contains("decimal", Assert.Throws<NotSupportedException>(() => ChunkWriter.Write(Columns.Of(ScalarType.Decimal, [1m]), 1)).Message, StringComparison.Ordinal);

    private static Column[] Drawn(int rows, int seed) => [.. OddColumns.Schema.Columns.Select((column, i) => OddColumns.Of(column.Type, rows, (seed * 100) + i))];

    private static ReadOnlyMemory<byte> Write(Column[] columns, int rows)
        => new SegmentWriter(OddColumns.Schema).Write([.. Enumerable.Range(0, rows)], (column, wanted) => columns[column].Take(wanted), []);

    private static async Task<(SegmentFiles Files, Segment Segment)> KeptAsync(ReadOnlyMemory<byte> bytes, MemorySegments store)
    {
        await store.CreateAsync(Name, bytes, default);
        var files = new SegmentFiles(store, new(1 << 20));
        return (files, files.Open(new(Name, bytes.Length, default), default));
    }

    private static IEnumerable<Column> Blocks(SegmentFiles files, Segment segment, int column, Func<int, int[]?> wanted)
    {
        var scan = new SegmentScan(files, segment, [.. Enumerable.Range(0, segment.Footer.Blocks)], default);
        return Enumerable.Range(0, segment.Footer.Blocks).Select(block => scan.Read(column, block, wanted(block)));
    }

    private static IEnumerable<object?> Boxed(Column column) => Enumerable.Range(0, column.Length).Select(column.Boxed);

    private static async Task<string?> FaultAsync(byte[] bytes, Column[] expected)
    {
        try
        {
            var (files, segment) = await KeptAsync(bytes, new MemorySegments());
            for (var column = 0; column < expected.Length; column++)
            {
                List<object?> read = [.. Blocks(files, segment, column, _ => null).SelectMany(Boxed)];
                Assert.Equal(Boxed(expected[column]), read);
            }

            return null;
        }
        catch (DamagedSegmentException damage)
        {
            return damage.Message;
        }
    }

    private sealed class WrongParts(EncodedChunk encoded, Random drawn) : IChunkParts
    {
        public ReadOnlyMemory<byte> Rows { get; } = Wrong(encoded.Rows, drawn);

        public ReadOnlyMemory<byte> Dictionary { get; } = Wrong(encoded.Dictionary, drawn);

        public Texts Texts => Texts.Read(new(Dictionary), encoded.Chunk.Distinct);

        private static byte[] Wrong(ReadOnlyMemory<byte> good, Random drawn)
        {
            var bytes = good.ToArray();
            if (bytes.Length > 0 && drawn.Next(3) > 0)
            {
                bytes[drawn.Next(Math.Min(bytes.Length, 24))] = (byte)drawn.Next(256);
            }

            return bytes;
        }
    }
}
