namespace ExposurePipeline.Exposure.Values;

/// <summary>Nested ranges flattened into sorted, disjoint ones, so that the most specific range is found by one binary search.</summary>
internal sealed class RangeMap
{
    private readonly UInt128[] _starts;
    private readonly bool[] _isReachable;

    private RangeMap(UInt128[] starts, bool[] isReachable) => (_starts, _isReachable) = (starts, isReachable);

    /// <summary>Throws <see cref="FormatException"/> on a range that is none: tables are code.</summary>
    public static RangeMap Create(bool isV4, bool reachableByDefault, ReadOnlySpan<(string Range, bool IsReachable)> rows)
    {
        var ranges = new List<(IpRange Range, bool IsReachable)> { (new(new(0, isV4), 0), reachableByDefault) };
        foreach (var (text, isReachable) in rows)
        {
            ranges.Add((IpRange.TryParse(text, out var range) && range.Network.IsV4 == isV4 ? range : throw new FormatException(text), isReachable));
        }

        UInt128[] starts = [.. ranges.SelectMany(row => Edges(row.Range)).Distinct().Order()];
        return new(starts, [.. starts.Select(start => MostSpecific(ranges, new(start, isV4)))]);
    }

    public bool IsReachable(UInt128 bits) => _isReachable[Find(bits)];

    /// <summary>Whether any address from the first to the last, inclusive, is reachable.</summary>
    public bool AnyReachable(UInt128 first, UInt128 last)
    {
        for (var at = Find(first); at < _starts.Length && _starts[at] <= last; at++)
        {
            if (_isReachable[at])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The reachable stretches in ascending order, both ends inclusive.</summary>
    /// <param name="last">Highest number of the family.</param>
    public IEnumerable<(UInt128 First, UInt128 Last)> Reachable(UInt128 last) => Enumerable.Range(0, _starts.Length)
        .Where(at => _isReachable[at])
        .Select(at => (_starts[at], at + 1 < _starts.Length ? _starts[at + 1] - 1 : last));

    // The range that an address lies in: the last one that does not start behind it. Every connection passes here several times.
    private int Find(UInt128 bits)
    {
        var (low, high) = (0, _starts.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) >> 1;
            (low, high) = _starts[middle] <= bits ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    private static IEnumerable<UInt128> Edges(IpRange range)
    {
        yield return range.Network.Bits;
        var width = (range.Network.IsV4 ? 32 : 128) - range.PrefixLength;
        var after = width == 128 ? UInt128.Zero : range.Network.Bits + (UInt128.One << width);
        if (after != UInt128.Zero && (!range.Network.IsV4 || after >> 32 == UInt128.Zero))
        {
            yield return after;
        }
    }

    private static bool MostSpecific(List<(IpRange Range, bool IsReachable)> ranges, IpAddress address) =>
        ranges.Where(row => row.Range.Contains(address)).MaxBy(row => row.Range.PrefixLength).IsReachable;
}
