using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Functions on IPv4 addresses; null of what is none. Two addresses compare by the shorter of their prefixes.</summary>
internal static class Ipv4
{
    private const string Nulls = "null of what is no IPv4 address";

    public static IEnumerable<ScalarFunction> All =>
    [
        new("ipv4_is_private", [Define.Try<string, bool>(v => Ipv4Network.TryParse(v)?.IsPrivate)]) { Nulls = Nulls },
        new("parse_ipv4", [Define.Try<string, long>(v => Ipv4Network.TryParse(v)?.Masked)]) { Nulls = Nulls },
        new("parse_ipv4_mask", [Define.Try<string, long, long>((v, prefix) => Narrowed(v, prefix)?.Masked)]) { Nulls = Nulls },
        new("ipv4_netmask_suffix", [Define.Try<string, long>(v => Ipv4Network.TryParse(v)?.Prefix)]) { Nulls = Nulls },
        new("ipv4_compare", [Define.Try<string, string, long>((a, b) => Compare(a, b, 32)), Define.Try<string, string, long, long>(Compare)]) { Nulls = Nulls },
        new("ipv4_is_match", [Define.Try<string, string, bool>((a, b) => Compare(a, b, 32) == 0 ? true : Compare(a, b, 32) is null ? null : false), Define.Try<string, string, long, bool>((a, b, prefix) => Compare(a, b, prefix) is { } order ? order == 0 : null)]) { Nulls = Nulls },
        new("ipv4_is_in_range", [Define.Try<string, string, bool>(IsIn)]) { Nulls = Nulls },
        new("ipv4_is_in_any_range", [Define.TryDynamics<bool>(v => IsInAny(v, IsIn))]) { TakesAnythingAsDynamic = true, Nulls = Nulls },
        new("format_ipv4", [.. Formats((network, _) => Ipv4Network.Write(network.Masked))]) { Nulls = "\"\" of what is no IPv4 address" },
        new("format_ipv4_mask", [.. Formats((network, prefix) => $"{Ipv4Network.Write(network.Masked)}/{prefix}")]) { Nulls = "\"\" of what is no IPv4 address" },
        new("ipv4_range_to_cidr_list", [Define.Of<string, string, Dynamic>((from, to) => CidrList(from, to)!)]) { Nulls = Nulls },
        new("has_ipv4", [Define.Of<string, string, bool>((text, address) => Ipv4Text.Has(text, address))]),
        new("has_ipv4_prefix", [Define.Of<string, string, bool>((text, prefix) => Ipv4Text.HasPrefix(text, prefix))]),
        new("has_any_ipv4", [Define.TryDynamics<bool>(v => HasAny(v, Ipv4Text.Has))]) { TakesAnythingAsDynamic = true },
        new("has_any_ipv4_prefix", [Define.TryDynamics<bool>(v => HasAny(v, Ipv4Text.HasPrefix))]) { TakesAnythingAsDynamic = true },
    ];

    /// <summary>The first value against all others, which may also come as one array; true of one that holds, null when none is decided.</summary>
    public static bool? IsInAny(Dynamic?[] values, Func<string, string, bool?> isIn)
    {
        bool? answer = null;
        foreach (var range in values.Skip(1).SelectMany(v => Arrays.Items(v) ?? [v]))
        {
            answer = isIn(values[0]?.Text ?? "", range?.Text ?? "") ?? answer;
            if (answer == true)
            {
                return true;
            }
        }

        return answer;
    }

    private static bool HasAny(Dynamic?[] values, Func<string, string, bool> has) => IsInAny(values, (text, wanted) => has(text, wanted)) ?? false;

    private static Ipv4Network? Narrowed(string text, long prefix)
        => prefix is >= 0 and <= 32 && Ipv4Network.TryParse(text) is { } network ? network with { Prefix = Math.Min(network.Prefix, (int)prefix) } : null;

    private static long? Compare(string a, string b, long prefix)
    {
        if (Narrowed(a, prefix) is not { } left || Narrowed(b, prefix) is not { } right)
        {
            return null;
        }

        var shorter = Math.Min(left.Prefix, right.Prefix);
        return Ipv4Network.Mask(left.Address, shorter).CompareTo(Ipv4Network.Mask(right.Address, shorter));
    }

    // Only the range's own prefix counts, and the address's where it is shorter still.
    private static bool? IsIn(string address, string range) => Compare(address, range, 32) is { } order ? order == 0 : null;

    private static IEnumerable<Overload> Formats(Func<Ipv4Network, int, string> write) =>
    [
        Define.Of<string, string>(v => Narrowed(v, 32) is { } n ? write(n, n.Prefix) : ""), Define.Of<string, long, string>((v, prefix) => Narrowed(v, prefix) is { } n ? write(n, n.Prefix) : ""),
        Define.Of<long, string>(v => v is >= 0 and <= uint.MaxValue ? write(new((uint)v, 32), 32) : ""), Define.Of<long, long, string>((v, prefix) => v is >= 0 and <= uint.MaxValue && prefix is >= 0 and <= 32 ? write(new((uint)v, (int)prefix), (int)prefix) : ""),
    ];

    private static DynamicArray? CidrList(string from, string to)
    {
        if (Ipv4Network.TryParse(from) is not { } first || Ipv4Network.TryParse(to) is not { } last)
        {
            return null;
        }

        var ranges = new List<Dynamic?>();
        for (ulong next = first.Address; next <= last.Address;)
        {
            // The largest block that begins here and does not reach past the end.
            var free = next == 0 ? 32 : System.Numerics.BitOperations.TrailingZeroCount(next);
            var fits = System.Numerics.BitOperations.Log2(last.Address - next + 1);
            var bits = Math.Min(Math.Min(free, fits), 32);
            ranges.Add(Dynamic.Of($"{Ipv4Network.Write((uint)next)}/{32 - bits}"));
            next += 1UL << bits;
        }

        return new(ranges);
    }
}
