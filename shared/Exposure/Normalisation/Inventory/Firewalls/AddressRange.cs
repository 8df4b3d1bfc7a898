using System.Globalization;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Firewalls;

/// <summary>Addresses from the first to the last, inclusive, of one family.</summary>
internal readonly record struct AddressRange(IpAddress First, IpAddress Last)
{
    private int Width => First.IsV4 ? 32 : 128;

    private bool IsWholeFamily => First.Bits == 0 && Last.Bits == (Width == 32 ? uint.MaxValue : UInt128.MaxValue);

    /// <summary>Reads an address, a range <c>a-b</c>, or a network with its prefix length or, for IPv4, its mask; host bits are ignored.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out AddressRange range)
    {
        range = default;
        var mark = text.IndexOfAny('/', '-');
        if (!IpAddress.TryParse((mark < 0 ? text : text[..mark]).Trim(), out var first))
        {
            return false;
        }

        range = new(first, first);
        var rest = mark < 0 ? default : text[(mark + 1)..].Trim();
        return mark < 0 || (text[mark] == '/' ? TryNetwork(first, rest, out range) : TryLast(first, rest, out range));
    }

    /// <summary>A network; false when the prefix is longer than an address.</summary>
    public static bool TryNetwork(IpAddress address, int length, out AddressRange range)
    {
        var width = address.IsV4 ? 32 : 128;
        var host = width - length is var bits and > 0 ? (bits == 128 ? UInt128.MaxValue : (UInt128.One << bits) - 1) : UInt128.Zero;
        range = new(address with { Bits = address.Bits & ~host }, address with { Bits = address.Bits | host });
        return length >= 0 && length <= width;
    }

    /// <summary>How much of the internet comes from here.</summary>
    public Share Strangers(ExposurePolicy policy)
    {
        var (first, last) = (First, Last);
        return IsWholeFamily ? Share.All
            : !AddressSpace.AnyGlobal(first, last) || policy.OwnRanges.Concat(policy.TrustedRanges).Any(known => known.Contains(first) && known.Contains(last)) ? Share.None
            : Share.Some;
    }

    /// <summary>How much of what arrives from the internet goes here: never to loopback or to many at once.</summary>
    public Share Arrivals() =>
        IsWholeFamily ? Share.All : First != Last || AddressSpace.IsHost(First) ? (IsManyOrLoopback ? Share.None : Share.Some) : Share.None;

    private bool IsManyOrLoopback =>
        First.IsV4 ? First.Bits >> 28 >= 14 || First.Bits >> 24 == 127 : First.Bits >> 120 == 0xff || Last.Bits == 1;

    private static bool TryNetwork(IpAddress first, ReadOnlySpan<char> length, out AddressRange range)
    {
        range = default;
        if (first.IsV4 && IpAddress.TryParse(length, out var mask) && mask.IsV4)
        {
            var ones = System.Numerics.BitOperations.PopCount((uint)mask.Bits);
            return (uint)mask.Bits == (ones == 0 ? 0 : uint.MaxValue << (32 - ones)) && TryNetwork(first, ones, out range);
        }

        return int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bits) && TryNetwork(first, bits, out range);
    }

    private static bool TryLast(IpAddress first, ReadOnlySpan<char> text, out AddressRange range)
    {
        var isRange = IpAddress.TryParse(text, out var last) && last.IsV4 == first.IsV4 && first <= last;
        range = isRange ? new(first, last) : default;
        return isRange;
    }
}
