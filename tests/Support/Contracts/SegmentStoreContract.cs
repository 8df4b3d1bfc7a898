using ExposurePipeline.Hunting.Archive;
using Xunit;

namespace ExposurePipeline.Tests.Support.Contracts;

/// <summary>What any store of segments must promise; derive from it once per store.</summary>
public abstract class SegmentStoreContract
{
    private const string Longest = "contoso=2E/2026-03-01/0-00000000000000000001-00000000000000000002_x.seg";

    /// <summary>A store with nothing in it.</summary>
    protected abstract Task<ISegmentStore> CreateAsync();

    [Fact]
    public async Task an_empty_store_lists_nothing() => Assert.Empty(await (await CreateAsync()).ListAsync("", default));

    [Fact]
    public async Task a_file_reads_back_as_a_whole_and_in_parts()
    {
        var store = await CreateAsync();
        Assert.True(await store.CreateAsync(Longest, Bytes(100_000, 7), default));

        Assert.Equal(Bytes(100_000, 7), store.Read(Longest, 0, 100_000, default).ToArray());
        Assert.Equal(Bytes(100_000, 7)[60_000..60_010], store.Read(Longest, 60_000, 10, default).ToArray());
        Assert.Equal(Bytes(100_000, 7)[^1..], store.Read(Longest, 99_999, 1, default).ToArray());
    }

    [Fact]
    public async Task what_is_there_is_not_overwritten()
    {
        var store = await CreateAsync();
        Assert.True(await store.CreateAsync("a/b", Bytes(10, 1), default));
        Assert.False(await store.CreateAsync("a/b", Bytes(20, 2), default));
        Assert.Equal(Bytes(10, 1), store.Read("a/b", 0, 10, default).ToArray());
        Assert.Equal(10, Assert.Single(await store.ListAsync("", default)).Length);
    }

    [Fact]
    public async Task of_writers_at_once_exactly_one_wins_and_its_file_is_whole()
    {
        var store = await CreateAsync();
        var written = await Task.WhenAll(Enumerable.Range(1, 8).Select(writer => Task.Run(() => store.CreateAsync("a/b", Bytes(50_000, writer), default))));

        Assert.Single(written, won => won);
        Assert.Equal(Bytes(50_000, Array.IndexOf(written, true) + 1), store.Read("a/b", 0, 50_000, default).ToArray());
    }

    [Fact]
    public async Task files_are_listed_by_the_beginning_of_their_names_in_the_order_of_characters()
    {
        var store = await CreateAsync();
        foreach (var name in new[] { "b/1", "a/2", "a/10", "a-b/1", "a/B", "ab/1", "a=/1" })
        {
            await store.CreateAsync(name, Bytes(name.Length, 0), default);
        }

        Assert.Equal(["a-b/1", "a/10", "a/2", "a/B", "a=/1", "ab/1", "b/1"], Names(await store.ListAsync("", default)));
        Assert.Equal(["a/10", "a/2", "a/B"], Names(await store.ListAsync("a/", default)));
        Assert.Equal(["a/10"], Names(await store.ListAsync("a/1", default)));
        Assert.Empty(await store.ListAsync("c/", default));
        Assert.All(await store.ListAsync("", default), file => Assert.Equal(file.Name.Length, file.Length));
    }

    [Fact]
    public async Task a_deleted_file_is_gone_and_deleting_it_again_is_nothing()
    {
        var store = await CreateAsync();
        await store.CreateAsync("a/b", Bytes(10, 1), default);
        await store.DeleteAsync("a/b", default);
        await store.DeleteAsync("a/b", default);
        await store.DeleteAsync("x/never", default);

        Assert.Empty(await store.ListAsync("", default));
        Assert.Equal("a/b", Assert.Throws<SegmentGoneException>(() => store.Read("a/b", 0, 1, default)).Name);
        Assert.Throws<SegmentGoneException>(() => store.Read("x/never", 0, 1, default));
        Assert.True(await store.CreateAsync("a/b", Bytes(3, 3), default));
    }

    private static IEnumerable<string> Names(IEnumerable<SegmentFile> files) => files.Select(file => file.Name);

    private static byte[] Bytes(int length, int seed) => [.. Enumerable.Range(0, length).Select(i => (byte)((i * 31) + seed + (i >> 8)))];
}
