using ExposurePipeline.Functions.Azure;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Azure;

public sealed class LanesTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 4)] // one machine
    [InlineData(32, 32)]
    [InlineData(4096, 32)] // more lanes would lead to no more partitions of the hub
    public void a_lane_holds_whole_storage_partitions(int buckets, int expected)
    {
        var lanes = new Lanes(buckets);

        var taken = Enumerable.Range(0, 20_000).Select(static n => AzuriteStores.Device($"d{n}"))
            .Select(device => (Lane: lanes.Of(device), Partition: TableKeys.Partition(device, buckets))).Distinct().ToList();

        Assert.Equal(expected, taken.DistinctBy(static each => each.Lane).Count());
        Assert.Equal(taken.Count, taken.DistinctBy(static each => each.Partition).Count()); // none in two lanes
    }
}
