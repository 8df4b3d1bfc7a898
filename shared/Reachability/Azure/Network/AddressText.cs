using System.Globalization;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Algebra;

namespace ExposurePipeline.Reachability.Azure.Network;

/// <summary>Addresses as Azure's rules write them: one, a CIDR block, or a range with a dash; <c>*</c> and <c>Any</c> for all.</summary>
internal static class AddressText
{
    /// <summary>Reads one entry.</summary>
    public static bool TryRead(string text, out SourceSet addresses)
    {
        addresses = SourceSet.Empty;
        if (text is "*" || text.Equals("Any", StringComparison.OrdinalIgnoreCase))
        {
            addresses = SourceSet.All;
        }
        else if (TryReadBlock(text, out var interval, out var isV4) || TryReadRange(text, out interval, out isV4))
        {
            var set = AddressSet.Of([interval]);
            addresses = isV4 ? new(set, AddressSet.Empty) : new(AddressSet.Empty, set);
        }

        return !addresses.IsEmpty;
    }

    /// <summary>One address as a set of its family.</summary>
    public static SourceSet Of(IpAddress address) =>
        address.IsV4 ? new(AddressSet.Of(address), AddressSet.Empty) : new(AddressSet.Empty, AddressSet.Of(address));

    /// <summary>Length of a block's prefix; null for text that is no block or address.</summary>
    public static int? PrefixLength(string text) =>
        !TryReadBlock(text, out _, out var isV4) ? null
        : text.IndexOf('/', StringComparison.Ordinal) is var slash && slash < 0 ? (isV4 ? 32 : 128)
        : int.Parse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture);

    // Bits behind the prefix are ignored, as Azure does when a rule is saved.
    private static bool TryReadBlock(string text, out AddressInterval interval, out bool isV4)
    {
        interval = default;
        isV4 = true;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!IpAddress.TryParse(slash < 0 ? text : text.AsSpan(0, slash), out var address))
        {
            return false;
        }

        isV4 = address.IsV4;
        var size = isV4 ? 32 : 128;
        var length = size;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > size))
        {
            return false;
        }

        var host = size - length;
        interval = AddressInterval.Of(new IpRange(host == 128 ? address with { Bits = 0 } : address with { Bits = address.Bits >> host << host }, length));
        return true;
    }

    private static bool TryReadRange(string text, out AddressInterval interval, out bool isV4)
    {
        interval = default;
        isV4 = true;
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0 || !IpAddress.TryParse(text.AsSpan(0, dash), out var first) || !IpAddress.TryParse(text.AsSpan(dash + 1), out var last)
            || first.IsV4 != last.IsV4 || last < first)
        {
            return false;
        }

        (interval, isV4) = (new(first.Bits, last.Bits), first.IsV4);
        return true;
    }
}
