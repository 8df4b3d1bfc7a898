using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network;

/// <summary>Ports of a frontend and where they lead: a load balancing rule, an inbound NAT rule, or a NAT pool of a scale set.</summary>
/// <param name="Id">Its id.</param>
/// <param name="What">What it is, for people.</param>
/// <param name="Frontend">The frontend's id.</param>
/// <param name="Protocol">Its protocol; null for all protocols and ports.</param>
/// <param name="Ports">Ports of the frontend.</param>
/// <param name="InsidePorts">Ports at the backend.</param>
public sealed record LoadBalancerRule(ResourceId Id, string What, ResourceId? Frontend, int? Protocol, NumberRange Ports, NumberRange InsidePorts)
{
    /// <summary>The pools that it leads to.</summary>
    public IReadOnlyList<ResourceId> Pools { get; init; } = [];

    /// <summary>The ip configuration that a NAT rule leads to; null for none.</summary>
    public ResourceId? Target { get; init; }

    /// <summary>Whether every part of it could be read.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>Whether it is for one machine each: the entrance of a NAT rule.</summary>
    public bool IsNat { get; init; }

    /// <summary>Every rule of a load balancer's body. Outbound rules let nothing in.</summary>
    internal static IEnumerable<LoadBalancerRule> ReadAll(ResourceId owner, Body settings, List<string> problems) =>
        new[]
        {
            Read(owner, settings["loadBalancingRules"], "loadBalancingRules", "load balancing rule", problems),
            Read(owner, settings["inboundNatRules"], "inboundNatRules", "inbound NAT rule", problems).Select(static rule => rule with { IsNat = true }),
            Read(owner, settings["inboundNatPools"], "inboundNatPools", "inbound NAT pool", problems).Select(static rule => rule with { IsNat = true }),
        }.SelectMany(static rules => rules);

    /// <summary>Whether it leads to a target.</summary>
    /// <param name="configuration">The target's ip configuration.</param>
    /// <param name="memberships">The pools that it is in, and the NAT rules and pools that it names.</param>
    public bool LeadsTo(ResourceId? configuration, IReadOnlyCollection<ResourceId> memberships) =>
        (Target is { } target && target == configuration) || memberships.Contains(Id) || Pools.Any(memberships.Contains);

    private static List<LoadBalancerRule> Read(ResourceId owner, Body list, string type, string what, List<string> problems)
    {
        var rules = new List<LoadBalancerRule>();
        foreach (var body in list.Items)
        {
            var settings = body.Properties;
            // A NAT rule that is only pointed to is told in its own resource.
            if (settings.Any("protocol", "frontendPort", "frontendPortRangeStart").Exists)
            {
                rules.Add(Rule(body.IdIn(owner, type), what, settings, problems));
            }
        }

        return rules;
    }

    private static LoadBalancerRule Rule(ResourceId id, string what, Body settings, List<string> problems)
    {
        var before = problems.Count;
        var first = Port(settings.Any("frontendPort", "frontendPortRangeStart"), id, problems);
        var last = settings["frontendPortRangeEnd"].Exists ? Port(settings["frontendPortRangeEnd"], id, problems) : first;
        // Port 0 stands for all of them ("High availability ports overview"). With floating IP the port is not translated ("Floating IP configuration").
        var ports = first is 0 || last < first ? NumberRange.AllPorts : new(first, last);
        var backend = Port(settings["backendPort"], id, problems);
        var inside = settings["enableFloatingIP"].Flag == true || backend is 0 ? ports : NumberRange.Of(backend);
        var protocol = ProtocolOf(settings["protocol"].Text, id, problems);
        return new(id, what, settings["frontendIPConfiguration"].Link, protocol, ports, inside)
        {
            IsWhole = problems.Count == before,
            Pools = [.. settings["backendAddressPool"].Links, .. settings["backendAddressPools"].Links],
            Target = settings["backendIPConfiguration"].Link,
        };
    }

    private static int? ProtocolOf(string? text, ResourceId id, List<string> problems)
    {
        if (Protocols.TryParse(text, out var protocol))
        {
            return protocol;
        }

        if (!"All".Equals(text, StringComparison.OrdinalIgnoreCase))
        {
            problems.Add($"rule {ArmId.NameOf(id)}: '{text}' is no protocol.");
        }

        return null;
    }

    private static int Port(Body port, ResourceId id, List<string> problems)
    {
        if (port.Number is { } number and >= 0 and <= Protocols.LastPort)
        {
            return (int)number;
        }

        problems.Add($"rule {ArmId.NameOf(id)}: '{port.Text}' is no port.");
        return 0;
    }
}
