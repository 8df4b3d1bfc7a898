using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Ports;

namespace ExposurePipeline.Reachability.Joining;

/// <summary>What was observed of an asset and what is configured, together.</summary>
public static class AssetVerdict
{
    /// <summary>One of six, as <see cref="JointVerdict"/> decides: the device's own where it knows of this configuration, since that is port by port.</summary>
    /// <param name="configured">What the asset's configuration says; null where it is not judged yet.</param>
    /// <param name="device">The device that the asset is; null where nothing in force was observed.</param>
    public static ExposureVerdict Of(StoredVerdict? configured, Machine? device) =>
        device is { ConfiguredExposure: { } told } && told.Status == StatusOf(configured) && told.Width == WidthOf(configured) ? device.Verdict
        : device?.IsInternetFacing == true ? Seen(configured)
        : Unseen(configured, isAccepted: device?.AcceptedEvidence.Count > 0);

    private static ExposureVerdict Seen(StoredVerdict? configured) => configured?.Status switch
    {
        VerdictStatus.Reachable when configured.Width is not Width.Trusted => ExposureVerdict.Confirmed,
        VerdictStatus.NotReachable => ExposureVerdict.Contradiction,
        _ => ExposureVerdict.Observed,
    };

    // What somebody accepted is no proof that nothing is there, nor is what was not read.
    private static ExposureVerdict Unseen(StoredVerdict? configured, bool isAccepted) => configured?.Status switch
    {
        VerdictStatus.Reachable when configured.Width is not Width.Trusted => ExposureVerdict.Predicted,
        VerdictStatus.Reachable or VerdictStatus.NotReachable when configured.IsComplete && !isAccepted => ExposureVerdict.NotExposed,
        _ => ExposureVerdict.Unknown,
    };

    private static ConfiguredStatus? StatusOf(StoredVerdict? configured) => configured?.Status switch
    {
        VerdictStatus.Reachable => ConfiguredStatus.Reachable,
        VerdictStatus.NotReachable => ConfiguredStatus.NotReachable,
        VerdictStatus.Unknown => ConfiguredStatus.Unknown,
        _ => null,
    };

    private static ConfiguredWidth? WidthOf(StoredVerdict? configured) => configured?.Width switch
    {
        Width.Wide => ConfiguredWidth.Wide,
        Width.Narrow => ConfiguredWidth.Narrow,
        Width.Trusted => ConfiguredWidth.Trusted,
        _ => null,
    };
}
