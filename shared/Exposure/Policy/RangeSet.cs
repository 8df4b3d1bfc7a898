using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Policy;

/// <summary>Ranges of one family merged into sorted, disjoint ones, so that an address is found by one binary search however many there are.</summary>
internal sealed class RangeSet
{
    private readonly UInt128[] _firsts;
    private readonly UInt128[] _lasts;

    public RangeSet(IEnumerable<IpRange> ranges, bool isV4)
    {
        var (firsts, lasts) = (new List<UInt128>(), new List<UInt128>());
        foreach (var range in ranges.Where(range => range.Network.IsV4 == isV4).OrderBy(range => range.Network.Bits).ThenBy(range => range.PrefixLength))
        {
            if (lasts.Count == 0 || range.Network.Bits > lasts[^1]) // CIDR ranges are nested or apart
            {
                firsts.Add(range.Network.Bits);
                lasts.Add(LastOf(range));
            }
        }

        (_firsts, _lasts) = ([.. firsts], [.. lasts]);
    }

    public bool Contains(IpAddress address)
    {
        var at = _firsts.AsSpan().BinarySearch(address.Bits);
        at = at < 0 ? ~at - 1 : at;
        return at >= 0 && address.Bits <= _lasts[at];
    }

    private static UInt128 LastOf(IpRange range)
    {
        var host = (range.Network.IsV4 ? 32 : 128) - range.PrefixLength;
        return range.Network.Bits | (host == 128 ? UInt128.MaxValue : (UInt128.One << host) - 1);
    }
}
