using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Messages;

/// <summary>The counter above the inventory.</summary>
/// <param name="InternetFacing">How many devices carry the tag.</param>
/// <param name="ByReason">How many of them for each reason; a device may count several times.</param>
/// <param name="ByTransport">How many of them by TCP and by UDP; a device may count twice.</param>
public sealed record Summary(int InternetFacing, IReadOnlyDictionary<Reason, int> ByReason, IReadOnlyDictionary<Transport, int> ByTransport)
{
    /// <summary>Counts the flagged among some devices.</summary>
    public static Summary Of(IEnumerable<Machine> machines)
    {
        var flagged = machines.Where(m => m.IsInternetFacing).ToList();
        return new(
            flagged.Count,
            Enum.GetValues<Reason>().Where(Decisions.TagPolicy.Counts).ToDictionary(r => r, r => flagged.Count(m => m.InternetFacingReasons.Contains(r))),
            Enum.GetValues<Transport>().ToDictionary(t => t, t => flagged.Count(m => m.Evidence.Any(e => e.Transport == t))));
    }
}
