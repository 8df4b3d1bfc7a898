using System.Globalization;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.State;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.State;

public sealed class SightingTests
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    [Theory]
    [InlineData("10:00", "10:14", "10:00", "10:00")] // one slot: its first moment stands for all
    [InlineData("10:14", "10:00", "10:00", "10:00")] // whatever the order
    [InlineData("10:14", "10:15", "10:14", "10:15")] // the next slot begins
    [InlineData("10:15", "09:00", "09:00", "10:15")] // a late event moves the first only
    public void the_first_moment_of_the_newest_slot_is_kept(string one, string other, string first, string last) =>
        Assert.Equal(new Sighting(At(first), At(last)), Sighting.At(At(one)).Join(Sighting.At(At(other)), Quarter));

    [Fact]
    public void without_a_resolution_the_newest_moment_is_kept() =>
        Assert.Equal(At("10:14"), Sighting.At(At("10:00")).Join(Sighting.At(At("10:14")), TimeSpan.Zero).Last);

    [Fact]
    public void a_sighting_that_a_batch_combined_equals_its_ends_one_by_one() =>
        Assert.Equal(Sighting.At(At("10:01")).Join(Sighting.At(At("10:14")), Quarter), Sightings.Own(new(At("10:01"), At("10:14")), Quarter));

    [Theory]
    [InlineData(-1, -900)] // before the epoch, down still means earlier
    [InlineData(0, 0)]
    [InlineData(899, 0)]
    [InlineData(900, 900)]
    public void slots_are_counted_from_the_epoch(int seconds, int start) =>
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(start), Sightings.Floor(DateTimeOffset.UnixEpoch.AddSeconds(seconds), Quarter));

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2026-03-01T{time}Z", CultureInfo.InvariantCulture);
}
