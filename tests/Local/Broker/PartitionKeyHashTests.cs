using ExposurePipeline.Local.Broker.Hubs;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ExposurePipeline.Tests.Local.Broker;

public sealed class PartitionKeyHashTests
{
    // The values that the Event Hubs client libraries of every language are tested against.
    [Theory]
    [InlineData("7", -15263)] // one byte
    [InlineData("131", 30562)] // shorter than a block
    [InlineData("7149583486996073602", 12977)] // one block and a rest
    [InlineData("FWfAT", -22341)]
    [InlineData("sOdeEAsyQoEuEFPGerWO", -6503)]
    [InlineData("FAyAIctPeCgmiwLKbJcyswoHglHVjQdvtBowLACDNORsYvOcLddNJYDmhAVkbyLOrHTKLneMNcbgWVlasVywOByANjs", 5226)] // several blocks
    public void a_key_hashes_as_in_event_hubs(string key, short expected) => Assert.Equal(expected, PartitionKeyHash.Of(key));

    [Fact]
    public void every_key_has_a_partition() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(),
        Gen.Choose(1, 32).ToArbitrary(),
        (key, count) => PartitionKeyHash.Choose(key.Get, count) is var chosen && chosen >= 0 && chosen < count).QuickCheckThrowOnFailure();
}
