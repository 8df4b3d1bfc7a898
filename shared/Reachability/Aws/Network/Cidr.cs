using System.Globalization;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Reachability.Aws.Network;

/// <summary>CIDR blocks as EC2 takes them.</summary>
internal static class Cidr
{
    /// <summary>Reads a block. Host bits mean nothing: EC2 takes <c>100.68.0.18/18</c> for <c>100.68.0.0/18</c> (API reference, AuthorizeSecurityGroupIngress).</summary>
    public static bool TryRead(string? text, out IpRange range)
    {
        range = default;
        if (text is null || IpRange.TryParse(text, out range))
        {
            return text is not null;
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0
            && IpAddress.TryParse(text.AsSpan(0, slash), out var address)
            && int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            && length <= (address.IsV4 ? 32 : 128)
            && Masked(address, length, out range);
    }

    /// <summary>Reads every block, and tells which texts are none.</summary>
    public static (IReadOnlyList<IpRange> Ranges, IReadOnlyList<string?> Unread) ReadAll(IEnumerable<string?> texts)
    {
        var (ranges, unread) = (new List<IpRange>(), new List<string?>());
        foreach (var text in texts)
        {
            if (TryRead(text, out var range))
            {
                ranges.Add(range);
            }
            else
            {
                unread.Add(text);
            }
        }

        return (ranges, unread);
    }

    private static bool Masked(IpAddress address, int length, out IpRange range)
    {
        var host = (address.IsV4 ? 32 : 128) - length;
        range = new(address with { Bits = host == 128 ? 0 : address.Bits >> host << host }, length);
        return true;
    }
}
