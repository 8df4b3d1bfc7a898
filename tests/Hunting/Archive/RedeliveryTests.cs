using ExposurePipeline.Hunting.Archive;
using ExposurePipeline.Tests.Support.Stores;
using Xunit;

namespace ExposurePipeline.Tests.Hunting.Archive;

public sealed class RedeliveryTests
{
    private readonly MemorySegments store = new();

    [Fact]
    public async Task a_batch_seen_twice_is_kept_once()
    {
        Assert.True(await Archived.AppendAsync(store, 3, 9));
        Assert.False(await Archived.AppendAsync(store, 3, 9));
        Assert.Equal([3, 4, 5, 6, 7, 8, 9], await Archived.NumbersAsync(store));
    }

    [Fact]
    public async Task batches_of_other_bounds_count_no_event_twice_and_lose_none()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var (drawn, segments, sent) = (new Random(seed), new MemorySegments(), new HashSet<long>());
            for (var batch = 0; batch < drawn.Next(1, 12); batch++)
            {
                var first = drawn.Next(50);
                var last = first + drawn.Next(20);
                await Archived.AppendAsync(segments, first, last);
                sent.UnionWith(Enumerable.Range(first, last - first + 1).Select(number => (long)number));
            }

            Assert.Equal(sent.Order(), await Archived.NumbersAsync(segments));
        }
    }

    [Fact]
    public async Task one_number_in_two_partitions_is_two_events()
    {
        await Archived.AppendAsync(store, 0, 4, "0");
        await Archived.AppendAsync(store, 2, 6, "1");
        Assert.Equal([0, 1, 2, 2, 3, 3, 4, 4, 5, 6], await Archived.NumbersAsync(store));
    }

    [Fact]
    public async Task a_hub_made_anew_counts_from_the_beginning_and_its_events_are_others()
    {
        await Archived.AppendAsync(store, 0, 9);
        var later = Enumerable.Range(100, 5).ToList();
        await new ArchiveWriter(store).AppendAsync(Archived.Contoso, new("0", 0, 4), EventRows.Of(later), [.. later.Select(number => number - 100L)], default);
        Assert.Equal([.. Enumerable.Range(0, 10), .. later], await Archived.NumbersAsync(store));
    }

    [Fact]
    public async Task an_event_of_many_rows_counts_with_all_of_them()
    {
        var writer = new ArchiveWriter(store);
        await writer.AppendAsync(Archived.Contoso, new("0", 0, 1), EventRows.Of([0, 1, 2, 3]), [0, 0, 1, 1], default);
        await writer.AppendAsync(Archived.Contoso, new("0", 1, 2), EventRows.Of([2, 3, 4, 5]), [1, 1, 2, 2], default);
        Assert.Equal([0, 1, 2, 3, 4, 5], await Archived.NumbersAsync(store));
    }

    [Fact]
    public async Task a_batch_without_rows_of_the_tenant_writes_nothing()
        => Assert.False(await new ArchiveWriter(store).AppendAsync(Archived.Contoso, new("0", 0, 9), EventRows.Of([]), [], default));

    [Fact]
    public async Task rows_that_are_not_of_the_batch_are_refused()
    {
        var writer = new ArchiveWriter(store);
        await Assert.ThrowsAsync<ArgumentException>(() => writer.AppendAsync(Archived.Contoso, new("0", 0, 9), EventRows.Of([1]), [10], default));
        await Assert.ThrowsAsync<ArgumentException>(() => writer.AppendAsync(Archived.Contoso, new("0", 0, 9), EventRows.Of([1]), [], default));
    }
}
