using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Joining;
using ExposurePipeline.Reachability.Ports;
using Xunit;
using static ExposurePipeline.Reachability.Analysis.VerdictStatus;

namespace ExposurePipeline.Tests.Reachability.Joining;

/// <summary>Where the asset's device does not know of the configuration, or there is none.</summary>
public sealed class AssetVerdictTests
{
    [Theory]
    [InlineData(Reachable, Width.Wide, true, ExposureVerdict.Confirmed)]
    [InlineData(Reachable, Width.Narrow, true, ExposureVerdict.Confirmed)]
    [InlineData(Reachable, Width.Trusted, true, ExposureVerdict.Observed)] // open to trusted sources; strangers were seen
    [InlineData(NotReachable, null, true, ExposureVerdict.Contradiction)]
    [InlineData(VerdictStatus.Unknown, null, true, ExposureVerdict.Observed)]
    [InlineData(Reachable, Width.Wide, false, ExposureVerdict.Predicted)]
    [InlineData(Reachable, Width.Trusted, false, ExposureVerdict.NotExposed)] // trusted sources are not the internet
    [InlineData(NotReachable, null, false, ExposureVerdict.NotExposed)]
    [InlineData(VerdictStatus.Unknown, null, false, ExposureVerdict.Unknown)]
    public void both_sides_come_to_one_of_six(VerdictStatus status, Width? width, bool isSeen, ExposureVerdict expected) =>
        Assert.Equal(expected, AssetVerdict.Of(Configured(status, width, isComplete: true), isSeen ? Device with { IsInternetFacing = true } : null));

    [Theory]
    [InlineData(Reachable, Width.Trusted)] // perhaps to strangers, too
    [InlineData(NotReachable, null)]
    public void what_was_not_read_whole_is_never_called_not_exposed(VerdictStatus status, Width? width) =>
        Assert.Equal(ExposureVerdict.Unknown, AssetVerdict.Of(Configured(status, width, isComplete: false), null));

    [Fact]
    public void what_somebody_accepted_is_not_called_not_exposed() =>
        Assert.Equal(ExposureVerdict.Unknown, AssetVerdict.Of(Configured(NotReachable, null, isComplete: true), Device with { AcceptedEvidence = [null!] }));

    [Theory]
    [InlineData(true, ExposureVerdict.Observed)]
    [InlineData(false, ExposureVerdict.Unknown)]
    public void what_is_not_judged_yet_is_not_known(bool isSeen, ExposureVerdict expected) => Assert.Equal(expected, AssetVerdict.Of(null, Device with { IsInternetFacing = isSeen }));

    private static Machine Device { get; } = new() { Id = "vm", IsInternetFacing = false };

    private static StoredVerdict Configured(VerdictStatus status, Width? width, bool isComplete) => new(status, width, null, null, [], [], default) { IsComplete = isComplete };
}
