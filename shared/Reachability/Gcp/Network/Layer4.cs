using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Network;

/// <summary>Protocols and ports of a firewall rule: <c>allowed</c> and <c>denied</c> of VPC rules, <c>layer4Configs</c> of policies.</summary>
/// <remarks>Source: "VPC firewall rules", protocols and ports: names are icmp, tcp, udp, esp, ah, sctp, ipip and all, or a number; without ports, every port.</remarks>
/// <param name="Certain">Protocol and port ranges that were understood.</param>
/// <param name="IsWhole">Whether nothing was left out.</param>
internal sealed record Layer4(IReadOnlyList<(NumberRange Protocols, NumberRange Ports)> Certain, bool IsWhole)
{
    private const int IpInIp = 4;

    /// <summary>Reads a list; each part that cannot be read is told in <paramref name="problems"/>.</summary>
    public static Layer4 Read(Body configs, string rule, List<string> problems)
    {
        var known = new List<(NumberRange, NumberRange)>();
        var before = problems.Count;
        if (!configs.Items.Any())
        {
            problems.Add($"{rule}: it names no protocol");
        }

        foreach (var config in configs.Items)
        {
            var name = config["IPProtocol"].Text;
            var ports = config["ports"].Texts.ToArray();
            if (ProtocolsOf(name) is not { } protocols || (ports.Length > 0 && !MayHavePorts(protocols)))
            {
                problems.Add($"{rule}: protocol '{name}' with ports '{string.Join(", ", ports)}' is none that a firewall rule knows");
                continue;
            }

            known.AddRange(PortsOf(ports, rule, problems).Select(range => (protocols, range)));
        }

        return new(known, problems.Count == before);
    }

    /// <summary>These protocols and ports from some sources.</summary>
    public FlowSet From(SourceSet sources) =>
        Certain.Aggregate(FlowSet.Empty, (all, part) => all.Union(sources.On(part.Protocols, part.Ports)));

    private static IEnumerable<NumberRange> PortsOf(string[] ports, string rule, List<string> problems)
    {
        if (ports.Length == 0)
        {
            yield return NumberRange.AllPorts;
        }

        foreach (var text in ports)
        {
            if (PortRange.TryParse(text) is { } range)
            {
                yield return range;
            }
            else
            {
                problems.Add($"{rule}: '{text}' is no port or range of ports");
            }
        }
    }

    private static NumberRange? ProtocolsOf(string? name) =>
        "all".Equals(name, StringComparison.OrdinalIgnoreCase) ? NumberRange.AllProtocols
        : "ipip".Equals(name, StringComparison.OrdinalIgnoreCase) ? NumberRange.Of(IpInIp)
        : Protocols.TryParse(name, out var number) ? NumberRange.Of(number) : null;

    private static bool MayHavePorts(NumberRange protocols) => protocols.First == protocols.Last && Protocols.HasPorts(protocols.First);
}
