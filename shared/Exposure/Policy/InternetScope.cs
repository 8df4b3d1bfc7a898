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
/// <param name="policy">The organisation's own, trusted and scanners' ranges.</param>
public sealed class InternetScope(ExposurePolicy policy)
{
    private readonly Ranges _own = new(policy.OwnRanges);
    private readonly Ranges _trusted = new(policy.TrustedRanges);
    private readonly Ranges _scanners = new(policy.ScannerRanges);

    /// <summary>Own and trusted ranges match an address as written and the IPv4 address it carries. Allocates nothing.</summary>
    public Stranger Classify(IpAddress address) =>
        !AddressSpace.IsGlobal(address) ? Stranger.Special
        : _own.Contains(address) ? Stranger.Own
        : _trusted.Contains(address) ? Stranger.Trusted
        : Stranger.Internet;

    /// <summary>Whether an address is one from which the organisation has itself scanned.</summary>
    public bool IsScanner(IpAddress address) => _scanners.Contains(address);

    private readonly struct Ranges(IReadOnlyList<IpRange> ranges)
    {
        private readonly RangeSet? _v4 = ranges.Count == 0 ? null : new(ranges, isV4: true);
        private readonly RangeSet? _v6 = ranges.Count == 0 ? null : new(ranges, isV4: false);

        public bool Contains(IpAddress address) => _v4 is not null && (Holds(address) || Holds(AddressSpace.Carried(address)));

        private bool Holds(IpAddress address) => (address.IsV4 ? _v4 : _v6)!.Contains(address);
    }
}
