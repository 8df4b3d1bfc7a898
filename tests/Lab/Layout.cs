namespace ExposurePipeline.Tests.Lab;

/// <summary>The map of the lab: who is where, what listens, what is forwarded and what is blocked.</summary>
internal static class Layout
{
    /// <summary>The stranger's addresses.</summary>
    public static readonly string[] Internet = ["45.77.0.1/24", "2a01:4f8:77::1/64"];

    /// <summary>The router's addresses on the inside.</summary>
    public static readonly string[] Gateway = ["10.20.0.1/24", "2a01:4f8:77:1::1/64"];

    /// <summary>Translates, forwards and filters; 45.77.0.8 is <c>mapped</c>'s alone. Its administration page is open to everyone.</summary>
    public static readonly Device Router = new(
        "router", Segment.Wan, ["45.77.0.2/24", "45.77.0.8/24", "2a01:4f8:77::2/64"], ["tcp 0.0.0.0:7443", "tcp 0.0.0.0:22", "udp 127.0.0.1:53"], """
        table ip nat {
          chain prerouting {
            type nat hook prerouting priority dstnat; policy accept;
            iifname "wan" ip daddr 45.77.0.2 tcp dport 22 dnat to 10.20.0.11
            iifname "wan" ip daddr 45.77.0.2 tcp dport 8443 dnat to 10.20.0.12:443
            iifname "wan" ip daddr 45.77.0.2 udp dport 5353 dnat to 10.20.0.13:53
            iifname "wan" ip daddr 45.77.0.2 tcp dport 5432 dnat to 10.20.0.15
            iifname "wan" ip daddr 45.77.0.2 tcp dport 3389 dnat to 10.20.0.16:3389
            iifname "wan" ip daddr 45.77.0.8 dnat to 10.20.0.17
          }
          chain postrouting {
            type nat hook postrouting priority srcnat; policy accept;
            oifname "wan" ip saddr 10.20.0.17 snat to 45.77.0.8
            oifname "wan" masquerade
          }
        }
        table inet filter {
          chain input {
            type filter hook input priority filter; policy drop;
            ct state established,related accept
            meta l4proto { icmp, ipv6-icmp } accept
            iifname { "lo", "lan" } accept
            tcp dport 7443 accept
          }
          chain forward {
            type filter hook forward priority filter; policy drop;
            ct state established,related accept
            meta l4proto ipv6-icmp accept
            iifname "lan" accept
            ct status dnat accept
            ip6 daddr 2a01:4f8:77:1::14 tcp dport 8080 accept
          }
        }
        """);

    /// <summary>Everyone else. Several listen on a port that is public elsewhere, so that a guess by port number would be wrong.</summary>
    public static readonly Device[] Others =
    [
        new("edge", Segment.Wan, ["45.77.0.7/24", "2a01:4f8:77::7/64"], ["tcp 0.0.0.0:25", "tcp [::]:587", "tcp 0.0.0.0:3306", "tcp 127.0.0.1:6379"], Accepting("tcp dport { 25, 587 } accept", "ip saddr 10.20.0.0/24 tcp dport 3306 accept")),
        new("shell", Segment.Lan, ["10.20.0.11/24"], ["tcp 0.0.0.0:22", "tcp 0.0.0.0:7443"], Accepting("tcp dport 22 accept")),
        new("web", Segment.Lan, ["10.20.0.12/24"], ["tcp 0.0.0.0:80", "tcp 0.0.0.0:443"]),
        new("names", Segment.Lan, ["10.20.0.13/24"], ["udp 0.0.0.0:53", "tcp 0.0.0.0:53", "tcp 0.0.0.0:8443"], Accepting("udp dport 53 accept", "tcp dport { 53, 8443 } accept")),
        new("six", Segment.Lan, ["10.20.0.14/24", "2a01:4f8:77:1::14/64"], ["tcp [::]:8080", "tcp [::]:9090"], Accepting("tcp dport { 8080, 9090 } accept")),
        new("loop", Segment.Lan, ["10.20.0.15/24"], ["tcp 127.0.0.1:5432", "tcp [::1]:5432", "udp 127.0.0.53:53"], Accepting("tcp dport 5432 accept")),
        new("walled", Segment.Lan, ["10.20.0.16/24"], ["tcp 0.0.0.0:3389"], Accepting("ip saddr 10.20.0.0/24 tcp dport 3389 accept")),
        new("mapped", Segment.Lan, ["10.20.0.17/24"], ["tcp 0.0.0.0:5900", "tcp 0.0.0.0:5901", "udp 0.0.0.0:161"], Accepting("tcp dport 5900 accept", "udp dport 161 accept")),
    ];

    /// <summary>The organisation.</summary>
    public static IReadOnlyList<Device> Devices { get; } = [Router, .. Others];

    /// <summary>What is tried and scanned on every address: each port that something listens on or that is forwarded.</summary>
    public static IReadOnlyList<int> Ports { get; } =
        [.. Devices.SelectMany(d => d.Sockets).Select(s => int.Parse(s.Split(':')[^1], null)).Concat([8443, 5353, 5432, 3389]).Distinct().Order()];

    private static string Accepting(params string[] rules) => $$"""
        table inet filter {
          chain input {
            type filter hook input priority filter; policy drop;
            ct state established,related accept
            iif "lo" accept
            meta l4proto { icmp, ipv6-icmp } accept
            {{string.Join("\n    ", rules)}}
          }
        }
        """;
}
