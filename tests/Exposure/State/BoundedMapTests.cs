using ExposurePipeline.Exposure.Values;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.State;

public sealed class BoundedMapTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)] // one below the capacity
    public void the_number_of_distinct_remotes_is_exact_below_the_capacity(int count) => Assert.Equal(count, Remotes(count).EstimateDistinct);

    [Theory]
    [InlineData(16)]
    [InlineData(1_000)]
    [InlineData(50_000)]
    public void the_number_of_distinct_remotes_is_estimated_from_the_capacity_on(int count)
    {
        // A quarter is the standard error of 16 minima; these inputs are fixed, so twice that is no gamble.
        Assert.InRange(Remotes(count).EstimateDistinct, count * 0.5, count * 1.5);
        Assert.Equal(16, Remotes(count).Count);
    }

    [Fact]
    public void what_is_kept_does_not_depend_on_the_order_of_arrival() =>
        Assert.Equal(Remotes(500), Enumerable.Range(0, 500).Reverse().Select(Remote).Aggregate(RemoteSample.Empty, (set, a) => set.Join(RemoteSample.Of([a]), default)));

    [Fact]
    public void joining_what_is_known_gives_the_same_instance()
    {
        var remotes = Remotes(100);
        Assert.Same(remotes, remotes.Join(RemoteSample.Of(remotes.Items.Take(3)), default));
    }

    private static RemoteSample Remotes(int count) => RemoteSample.Of(Enumerable.Range(0, count).Select(Remote));

    private static IpAddress Remote(int number) => new(0x2D000000u + (uint)number, IsV4: true);
}
