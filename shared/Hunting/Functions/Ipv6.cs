namespace ExposurePipeline.Hunting.Functions;

/// <summary>Functions on IPv6 and IPv4 addresses together; null of what is neither.</summary>
internal static class Ipv6
{
    private const string Nulls = "null of what is no address";

    public static IEnumerable<ScalarFunction> All =>
    [
        new("parse_ipv6", [Define.Of<string, string>(v => Narrowed(v, 128) is { } n ? Ipv6Network.Write(n.Masked) : "")]) { Nulls = "\"\" of what is no address" },
        new("parse_ipv6_mask", [Define.Of<string, long, string>((v, prefix) => Narrowed(WithinIpv4(v), prefix) is { } n ? Ipv6Network.Write(n.Masked) : "")]) { Nulls = "\"\" of what is no address" },
        new("ipv6_compare", [Define.Try<string, string, long>((a, b) => Compare(a, b, 128)), Define.Try<string, string, long, long>(Compare)]) { Nulls = Nulls },
        new("ipv6_is_match", [Define.Try<string, string, bool>(IsIn), Define.Try<string, string, long, bool>((a, b, prefix) => Compare(a, b, prefix) is { } order ? order == 0 : null)]) { Nulls = Nulls },
        new("ipv6_is_in_range", [Define.Try<string, string, bool>(IsIn)]) { Nulls = Nulls },
        new("ipv6_is_in_any_range", [Define.TryDynamics<bool>(v => Ipv4.IsInAny(v, IsIn))]) { TakesAnythingAsDynamic = true, Nulls = Nulls },
    ];

    // Here the prefix of an address that ends like one of IPv4 counts within that ending.
    private static string WithinIpv4(string text)
        => text.StartsWith("::", StringComparison.Ordinal) && text.Contains('.') && text.Split('/') is [var address, var prefix] && int.TryParse(prefix, out var length) && length is >= 0 and <= 32 ? $"{address}/{length + 96}" : text;

    private static bool? IsIn(string address, string range) => Compare(address, range, 128) is { } order ? order == 0 : null;

    private static Ipv6Network? Narrowed(string text, long prefix)
        => prefix is >= 0 and <= 128 && Ipv6Network.TryParse(text) is { } network ? network with { Prefix = Math.Min(network.Prefix, (int)prefix) } : null;

    private static long? Compare(string a, string b, long prefix)
    {
        if (Narrowed(a, prefix) is not { } left || Narrowed(b, prefix) is not { } right)
        {
            return null;
        }

        var shorter = Math.Min(left.Prefix, right.Prefix);
        return Ipv6Network.Mask(left.Address, shorter).CompareTo(Ipv6Network.Mask(right.Address, shorter));
    }
}
