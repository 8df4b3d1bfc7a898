using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Messages;

/// <summary>The counter above the inventory.</summary>
/// <param name="InternetFacing">How many devices carry the tag.</param>
/// <param name="ByReason">How many of them for each reason; a device may count several times.</param>
/// <param name="ByTransport">How many of them by TCP and by UDP; a device may count twice.</param>
/// <param name="ByCause">How many of them for each cause; a device may count several times.</param>
/// <param name="ByPlatform">How many of them on each platform, most first; <c>Unknown</c> where the inventory said nothing.</param>
/// <param name="ByExposureState">How many devices are <c>Exposed</c>, and how many <c>Compliant</c>; the latter need not carry the tag.</param>
/// <param name="UnattributedFindings">How many exposed endpoints are no device's yet.</param>
public sealed record Summary(
    int InternetFacing, IReadOnlyDictionary<Reason, int> ByReason, IReadOnlyDictionary<Transport, int> ByTransport,
    IReadOnlyDictionary<CauseKind, int> ByCause, IReadOnlyDictionary<string, int> ByPlatform,
    IReadOnlyDictionary<ExposureState, int> ByExposureState, int UnattributedFindings)
{
    /// <summary>Counts machines.</summary>
    /// <param name="machines">Some machines, among them every exposed one.</param>
    /// <param name="findings">How many findings are nobody's.</param>
    public static Summary Of(IReadOnlyCollection<Machine> machines, int findings)
    {
        var flagged = machines.Where(m => m.IsInternetFacing).ToList();
        return new(
            flagged.Count,
            Enum.GetValues<Reason>().Where(TagPolicy.Counts).ToDictionary(r => r, r => flagged.Count(m => m.InternetFacingReasons.Contains(r))),
            Enum.GetValues<Transport>().ToDictionary(t => t, t => flagged.Count(m => m.InternetFacingTransports.Contains(t))),
            Enum.GetValues<CauseKind>().ToDictionary(c => c, c => flagged.Count(m => m.InternetFacingCauses.Contains(c))),
            flagged.CountBy(m => m.OsPlatform ?? "Unknown").OrderByDescending(p => p.Value).ThenBy(p => p.Key, StringComparer.Ordinal).ToDictionary(),
            new[] { ExposureState.Exposed, ExposureState.Compliant }.ToDictionary(s => s, s => machines.Count(m => m.ExposureState == s)),
            findings);
    }
}
