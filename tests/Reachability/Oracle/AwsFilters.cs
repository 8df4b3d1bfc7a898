using System.Globalization;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Tests.Reachability.Oracle;

/// <summary>An entry of a network ACL, asked packet by packet. Its ports are all, well-known or ephemeral ones, so that answers meet it whole.</summary>
internal sealed record AwsEntry(int Number, bool IsAllow, int Protocol, (int First, int Last) Ports, string Range)
{
    public static AwsEntry Any(int number, bool isAllow, string range) => new(number, isAllow, -1, (0, 65535), range);

    /// <summary>The first entry that matches decides; with none the packet is dropped.</summary>
    public static bool Pass(IEnumerable<AwsEntry> entries, IpAddress other, int protocol, int port) =>
        entries.OrderBy(static entry => entry.Number).FirstOrDefault(entry => entry.Matches(other, protocol, port))?.IsAllow ?? false;

    public static AwsEntry[] Some(Draw draw, string[] ranges) =>
    [
        .. draw.Chance(60) ? [] : draw.Priorities(1 + draw.Below(3), 90, 120).Select(number => new AwsEntry(
            number, draw.Chance(50), draw.Of(-1, 6, 6, 17), draw.Of((0, 65535), (80, 80), (443, 443), (80, 443), (0, 1023), (1024, 65535)), draw.Of(ranges))),
        .. draw.Chance(92) ? [Any(200, true, "0.0.0.0/0"), Any(201, true, "::/0")] : Array.Empty<AwsEntry>(),
    ];

    public string ToJson(bool isEgress) => string.Create(CultureInfo.InvariantCulture, $$"""
        {"RuleNumber":{{Number}},"Egress":{{(isEgress ? "true" : "false")}},"RuleAction":"{{(IsAllow ? "allow" : "deny")}}","Protocol":"{{Protocol}}",
         "{{(Range.Contains(':') ? "Ipv6CidrBlock" : "CidrBlock")}}":"{{Range}}"{{(Protocol == -1 ? "" : $$""","PortRange":{"From":{{Ports.First}},"To":{{Ports.Last}}}""")}}}
        """);

    private bool Matches(IpAddress other, int protocol, int port) => (Protocol == -1 || (Protocol == protocol && port >= Ports.First && port <= Ports.Last)) && Draw.IsIn(other, Range);
}

/// <summary>A permission of a security group, for blocks and for members of groups.</summary>
internal sealed record AwsPermission(int Protocol, (int First, int Last) Ports, string[] Ranges, string[] Groups)
{
    public static AwsPermission Everything { get; } = new(-1, (0, 65535), ["0.0.0.0/0", "::/0"], []);

    public bool Matches(IpAddress other, IEnumerable<string> itsGroups, int protocol, int port) =>
        (Protocol == -1 || (Protocol == protocol && port >= Ports.First && port <= Ports.Last))
        && (Ranges.Any(range => Draw.IsIn(other, range)) || Groups.Intersect(itsGroups).Any());

    public string ToJson() => string.Create(CultureInfo.InvariantCulture, $$"""
        {"IpProtocol":"{{Protocol switch { -1 => "-1", 6 => "tcp", _ => "udp" }}}"{{(Protocol == -1 ? "" : $$""","FromPort":{{Ports.First}},"ToPort":{{Ports.Last}}""")}},
         "IpRanges":[{{List("CidrIp", Ranges.Where(static range => !range.Contains(':')))}}],"Ipv6Ranges":[{{List("CidrIpv6", Ranges.Where(static range => range.Contains(':')))}}],
         "UserIdGroupPairs":[{{List("GroupId", Groups)}}]}
        """);

    private static string List(string name, IEnumerable<string> values) => string.Join(',', values.Distinct().Select(value => $$"""{"{{name}}":"{{value}}"}"""));
}
