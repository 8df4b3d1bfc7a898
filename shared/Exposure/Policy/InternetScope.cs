using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Policy;

/// <summary>What an address is to an organisation.</summary>
public enum Stranger
{
    /// <summary>An unknown party on the internet.</summary>
    Internet,

    /// <summary>Not the internet: private, shared, link-local, multicast, documentation or otherwise special.</summary>
    Special,

    /// <summary>One of the organisation's own public ranges.</summary>
    Own,

    /// <summary>A range whose traffic the organisation trusts.</summary>
    Trusted,
}

/// <summary>Tells strangers from everybody else; a producer's own classification (<c>RemoteIPType</c>) is never asked.</summary>
/// <param name="policy">The organisation's own and trusted ranges.</param>
public sealed class InternetScope(ExposurePolicy policy)
{
    /// <summary>Own and trusted ranges match an address as written and the IPv4 address it carries. Allocates nothing.</summary>
    public Stranger Classify(IpAddress address) =>
        !AddressSpace.IsGlobal(address) ? Stranger.Special
        : Contains(policy.OwnRanges, address) ? Stranger.Own
        : Contains(policy.TrustedRanges, address) ? Stranger.Trusted
        : Stranger.Internet;

    /// <summary>Whether an address is one from which the organisation has itself scanned.</summary>
    public bool IsScanner(IpAddress address) => policy.ScannerRanges.Count > 0 && Contains(policy.ScannerRanges, address);

    private static bool Contains(IReadOnlyList<IpRange> ranges, IpAddress address)
    {
        var carried = AddressSpace.Carried(address);
        for (var i = 0; i < ranges.Count; i++)
        {
            if (ranges[i].Contains(address) || ranges[i].Contains(carried))
            {
                return true;
            }
        }

        return false;
    }
}
