using System.Globalization;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Azure;
using Xunit;
using static ExposurePipeline.Tests.Functions.Azure.AzuriteStores;
using static ExposurePipeline.Tests.Functions.Azure.Changes;

namespace ExposurePipeline.Tests.Functions.Azure;

public sealed class StateCacheTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void what_was_put_last_is_found_whatever_was_put_and_evicted_before(int seed)
    {
        var (random, states, expected) = (new Random(seed), new StateCache(long.MaxValue).Of("p"), new Dictionary<EntityId, StoredEntity?>());
        for (var round = 0; round < 300; round++)
        {
            var put = Enumerable.Range(0, random.Next(1, 40)).Select(_ => Stored(random.Next(600), random.Next(1, 900))).DistinctBy(static each => each.Entity).ToList();
            states.Put(put);
            put.ForEach(each => expected[each.Entity] = each);
            var gone = Device($"d{random.Next(600)}");
            states.Evict(gone);
            expected[gone] = null;
        }

        Assert.All(expected, each => Assert.Equal(Describe(each.Value), Describe(states.Find(each.Key))));
        Assert.Null(states.Find(Device("never put"))); // what was not loaded may exist
    }

    [Fact]
    public async Task an_entity_that_a_loaded_partition_lacks_is_new()
    {
        var states = new StateCache(long.MaxValue).Of("p");

        await states.LoadAsync(PartitionStates.WorthLoading, () => Parts([Stored(1, 10)], [Stored(2, 10)]));

        Assert.Equal((null, 0), (states.Find(Device("other"))!.Version, states.Find(Device("other"))!.State.Length));
        Assert.Equal(Describe(Stored(2, 10)), Describe(states.Find(Device("d2"))));
    }

    [Fact]
    public async Task a_partition_of_which_little_is_wanted_is_not_loaded()
    {
        var states = new StateCache(long.MaxValue).Of("p");

        await states.LoadAsync(PartitionStates.WorthLoading - 1, static () => throw new InvalidOperationException("was loaded"));

        Assert.Null(states.Find(Device("d1")));
    }

    [Fact]
    public async Task little_wanted_again_and_again_loads_it_all_the_same()
    {
        var states = new StateCache(long.MaxValue).Of("p");
        foreach (var n in Enumerable.Range(0, PartitionStates.WorthLoading))
        {
            Assert.Null(states.Find(Device($"d{n}")));
        }

        await states.LoadAsync(1, () => Parts([Stored(1, 10)]));

        Assert.NotNull(states.Find(Device("d1"))!.Version);
    }

    [Fact]
    public async Task a_loading_that_failed_is_tried_again()
    {
        var states = new StateCache(long.MaxValue).Of("p");
        await Assert.ThrowsAsync<TimeoutException>(() => states.LoadAsync(PartitionStates.WorthLoading, static () => throw new TimeoutException()));

        await states.LoadAsync(PartitionStates.WorthLoading, () => Parts([Stored(1, 10)]));

        Assert.NotNull(states.Find(Device("d1"))!.Version);
    }

    [Fact]
    public async Task beyond_the_bound_states_are_read_again_and_still_not_taken_for_new()
    {
        const int Bound = 20_000;
        var cache = new StateCache(Bound);
        var states = cache.Of("p");
        await states.LoadAsync(PartitionStates.WorthLoading, () => Parts([]));

        foreach (var part in Enumerable.Range(0, 2000).Chunk(50))
        {
            states.Put(part.Select(static n => Stored(n, 400)));
        }

        Assert.InRange(cache.Size.States, 1, Bound);
        Assert.Contains(Enumerable.Range(0, 2000), n => states.Find(Device($"d{n}")) is null);
        Assert.All(Enumerable.Range(0, 2000), n => Assert.True(states.Find(Device($"d{n}")) is null or { Version: not null }));
    }

    [Fact]
    public async Task a_cleared_partition_knows_nothing_and_takes_no_room()
    {
        var cache = new StateCache(long.MaxValue);
        await cache.Of("p").LoadAsync(PartitionStates.WorthLoading, () => Parts([Stored(1, 10)]));

        cache.Of("p").Clear();

        Assert.Null(cache.Of("p").Find(Device("d1")));
        Assert.Equal((0, 0), cache.Size);
    }

    // Half of a state is its own, half is like every other's.
    private static StoredEntity Stored(int number, int length) => new(
        Device($"d{number}"), Bytes(new string('s', length / 2) + string.Concat(Enumerable.Range(0, length / 2).Select(i => (char)('a' + (((number * 31) + (i * i * 7)) % 26))))),
        string.Create(CultureInfo.InvariantCulture, $"{number + 1}:W/\"tag-{number}-{length}\""));

    private static string Describe(StoredEntity? stored) => stored is null ? "nothing" : $"{stored.Entity} {stored.Version} {Text(stored.State)}";

    private static async IAsyncEnumerable<StoredEntity[]> Parts(params StoredEntity[][] parts)
    {
        foreach (var part in parts)
        {
            await Task.Yield();
            yield return part;
        }
    }
}
