using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Archive;
using ExposurePipeline.Hunting.Archive.Format;
using ExposurePipeline.Hunting.Archive.Reading;
using ExposurePipeline.Hunting.Tables;
using ExposurePipeline.Hunting.Values;
using ExposurePipeline.Tests.Support.Stores;
using Xunit;

namespace ExposurePipeline.Tests.Hunting.Archive;

public sealed class ReadingTests
{
    private readonly MemorySegments store = new();

    [Fact]
    public void what_is_kept_in_memory_takes_no_more_than_it_may_and_what_is_used_stays()
    {
        var cache = new ByteCache(100);
        cache.Keep("a", 0, "hot", 40);
        for (var i = 1; i < 50; i++)
        {
            cache.Keep("b", i, "cold", 30);
            Assert.Equal("hot", cache.Find<string>("a", 0));
            Assert.InRange(cache.Bytes, 0, 100);
        }

        cache.Keep("b", 1, "too large", 101);
        Assert.Equal(0, cache.Bytes);
    }

    [Fact]
    public async Task what_is_read_often_is_read_once()
    {
        await Archived.AppendAsync(store, 0, 19_999);
        var archive = new EventArchive(store);
        var answer = await AnswerAsync(archive);
        var read = store.BytesRead;
        Assert.Equal(answer, await AnswerAsync(archive));
        Assert.Equal(read, store.BytesRead);
    }

    [Fact]
    public async Task threads_that_read_one_table_read_the_same()
    {
        await Archived.AppendAsync(store, 0, 39_999);
        var table = await new EventArchive(store, cacheBytes: 1 << 16).OpenAsync(Archived.Contoso, null, null, default);
        var expected = Summed(table);
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Summed(table)))), sum => Assert.Equal(expected, sum));

        var batches = table.Read(TableScan.Everything).ToList();
        var sums = batches.AsParallel().SelectMany(batch => Enumerable.Range(0, batch.Width).AsParallel().Select(column => Summed(batch[column]))).ToList();
        Assert.Equal(expected, sums.Aggregate(0L, (a, b) => unchecked(a + b)));
    }

    [Fact]
    public async Task rows_of_a_segment_that_lacks_a_column_have_null_there()
    {
        var schema = new Schema([.. ArchiveColumns.Schema.Columns.Where(column => column.Name is not ("Protocol" or "RemotePort"))]);
        var rows = ArchiveColumns.With(EventRows.Of([1, 2, 3]), "0", [1, 2, 3]).Select([.. schema.Columns.Select(column => ArchiveColumns.Schema.IndexOf(column.Name))]);
        await store.CreateAsync(SegmentName.Of(Archived.Contoso, EventRows.Noon, new("0", 1, 3)).Text, new SegmentWriter(schema).Write(rows, [new("0", 1, 3, 0, long.MaxValue)]), default);

        var table = await new EventArchive(store).OpenAsync(Archived.Contoso, null, null, default);
        Assert.Equal("3 | 3", Answer.Of("DeviceNetworkEvents | summarize countif(isnull(RemotePort)), countif(Protocol == '')", new([table], [])));
    }

    [Fact]
    public async Task a_damaged_part_is_named_by_segment_block_and_column()
    {
        await Archived.AppendAsync(store, 0, 19_999);
        var file = (await store.ListAsync("", default))[0];
        var rows = SegmentFormat.Footer(store[file.Name], file.Length).Chunks[DeviceNetworkEventsTable.Stored.IndexOf("RemotePort")][1].Rows;
        store[file.Name][rows.Offset + 5] ^= 1;

        var archive = new EventArchive(store);
        var damage = await Assert.ThrowsAsync<DamagedSegmentException>(() => AnswerAsync(archive));
        Assert.Equal($"segment {file.Name}, block 1, column RemotePort: the checksum is another", damage.Message);
        Assert.Equal("20000", Answer.Of("DeviceNetworkEvents | count", new([await archive.OpenAsync(Archived.Contoso, null, null, default)], [])));
    }

    [Fact]
    public async Task files_that_are_no_segments_are_left_alone()
    {
        await Archived.AppendAsync(store, 0, 9);
        await store.CreateAsync($"{SegmentName.Folder(Archived.Contoso)}/20260301/notes.txt", new byte[3], default);
        Assert.Equal(10, (await Archived.NumbersAsync(store)).Count);
        await new ArchiveUpkeep(store, new()).RunAsync(new(EventRows.Noon.AddDays(99), TimeSpan.Zero), default);
        Assert.EndsWith("notes.txt", Assert.Single(await store.ListAsync("", default)).Name, StringComparison.Ordinal);
    }

    private static async Task<string> AnswerAsync(EventArchive archive)
        => Answer.Of("DeviceNetworkEvents | summarize sum(RemotePort), max(Timestamp) by ActionType | sort by ActionType asc", new([await archive.OpenAsync(Archived.Contoso, null, null, default)], []));

    private static long Summed(IHuntingTable table)
        => table.Read(TableScan.Everything).SelectMany(batch => Enumerable.Range(0, batch.Width).Select(column => Summed(batch[column]))).Aggregate(0L, (a, b) => unchecked(a + b));

    private static long Summed(Column column)
        => Enumerable.Range(0, column.Length).Aggregate(0L, (sum, row) => unchecked(sum + (column.Boxed(row) is { } value ? (row + 1L) * StringComparer.Ordinal.GetHashCode($"{value}") : 0)));
}
