using System.Globalization;
using System.Net;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Tests.Reachability.Oracle;

/// <summary>Draws from pools in which everything has a neighbour: ports side by side, ranges that are halves, hosts and parts of one another.</summary>
internal sealed class Draw(int seed)
{
    public static readonly int[] Ports = [0, 21, 22, 23, 79, 80, 81, 443, 3389, 8080, 65535];

    public static readonly string[] V4 = ["0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "45.0.0.0/8", "45.9.0.0/16", "45.9.9.9/32", "185.0.0.0/8", "185.7.0.0/16", "10.0.0.0/8", "10.0.1.0/24"];

    public static readonly string[] V6 = ["::/0", "::/1", "2000::/3", "2a00::/16", "2a00:1450::/32", "2a00:1450::9/128", "fd00::/8"];

    // Inside, at and just beyond the ends of the ranges above; strangers only.
    private static readonly IpAddress[] Sources =
    [
        .. new[] { "1.1.1.1", "44.255.255.255", "45.0.0.0", "45.9.9.8", "45.9.9.9", "45.9.9.10", "45.10.0.0", "126.255.255.255", "128.0.0.1", "185.6.255.255", "185.7.0.0", "185.8.0.0", "223.255.255.254" }.Select(Address),
        .. new[] { "2000::1", "2a00:144f::1", "2a00:1450::8", "2a00:1450::9", "2a00:1450::a", "2a00:1451::1", "2a01::1" }.Select(Address),
    ];

    private readonly Random random = new(seed);

    /// <summary>Every packet worth trying.</summary>
    public static IReadOnlyList<Packet> Packets { get; } = PacketsTo([.. Ports, 1, 24, 442, 9000]);

    /// <summary>Packets to these ports, and pings.</summary>
    public static IReadOnlyList<Packet> PacketsTo(params int[] ports) =>
        [.. from source in Sources from protocol in new[] { 1, 6, 17 } where protocol != 1 || source.IsV4 from port in protocol == 1 ? [0x0800, 0x0300] : ports select new Packet(source, protocol, port)];

    public bool Chance(int percent) => random.Next(100) < percent;

    public int Below(int count) => random.Next(count);

    public T Of<T>(params T[] choices) => choices[random.Next(choices.Length)];

    public T[] Some<T>(T[] pool, int atMost) => [.. Enumerable.Range(0, 1 + random.Next(atMost)).Select(_ => Of(pool))];

    /// <summary>A port or a range of them.</summary>
    public (int First, int Last) PortRange()
    {
        var (one, other) = (Of(Ports), Chance(50) ? Of(Ports) : -1);
        return other < 0 ? (one, one) : (Math.Min(one, other), Math.Max(one, other));
    }

    /// <summary>Numbers in random order, each once.</summary>
    public int[] Priorities(int count, int first, int last) => [.. Enumerable.Range(first, last - first + 1).OrderBy(_ => random.Next()).Take(count)];

    public static string Text((int First, int Last) ports) =>
        ports.First == ports.Last ? ports.First.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{ports.First}-{ports.Last}");

    /// <summary>Bit by bit, with the framework's own type: nothing of the engine's algebra.</summary>
    public static bool IsIn(IpAddress address, string range) => IPNetwork.Parse(range) is var network && network.Contains(address.ToFramework());

    private static IpAddress Address(string text) => IpAddress.From(IPAddress.Parse(text));
}
