using ExposurePipeline.Exposure.Events;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Events;

public sealed class SightingTests
{
    private static readonly TimeSpan Slot = TimeSpan.FromMinutes(15);
    private static readonly DateTimeOffset Ten = new(2026, 7, 18, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void joining_is_commutative_associative_and_idempotent() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(Near.Three().ToArbitrary(), three =>
        {
            var (a, b, c) = three;
            var all = a.Join(b, Slot).Join(c, Slot);
            return a.Join(b, Slot) == b.Join(a, Slot) && all == a.Join(b.Join(c, Slot), Slot) && a.Join(a, Slot) == a && all.First <= all.Last;
        }));

    [Fact]
    public void inside_a_slot_the_first_sighting_stands_for_the_later_ones() =>
        Assert.Equal(
            new Sighting(Ten, Ten.AddMinutes(16)),
            Sighting.At(Ten).Join(Sighting.At(Ten.AddMinutes(20)), Slot).Join(Sighting.At(Ten.AddMinutes(16)), Slot));

    [Fact]
    public void without_resolution_the_latest_moment_counts() =>
        Assert.Equal(new Sighting(Ten, Ten.AddTicks(1)), Sighting.At(Ten).Join(Sighting.At(Ten.AddTicks(1)), TimeSpan.Zero));

    private static Gen<Sighting> Near { get; } = Gen.Choose(0, 7200).Select(seconds => Sighting.At(Ten.AddSeconds(seconds)));
}
