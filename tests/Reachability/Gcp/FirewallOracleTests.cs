using ExposurePipeline.Reachability.Algebra;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static ExposurePipeline.Tests.Reachability.Gcp.GcpSamples;

namespace ExposurePipeline.Tests.Reachability.Gcp;

/// <summary>Packet by packet, rule by rule, without sets: what the engine says must be what a reader of the documentation would say.</summary>
public sealed class FirewallOracleTests
{
    private static readonly uint[] Clients = [0x08080808, 0x48000001, 0xC6336501];
    private static readonly (string Text, uint Network, int Length)[] Blocks = [("0.0.0.0/0", 0, 0), ("0.0.0.0/2", 0, 2), ("64.0.0.0/2", 0x40000000, 2), ("128.0.0.0/1", 0x80000000, 1), ("8.8.8.8/32", 0x08080808, 32)];

    private static readonly Gen<Written> AnyRule =
        from action in Gen.Elements("allow", "deny", "goto_next")
        from priority in Gen.Choose(1, 4)
        from block in Gen.Choose(0, Blocks.Length - 1)
        from first in Gen.Choose(20, 23)
        from more in Gen.Choose(0, 2)
        from protocol in Gen.Elements("tcp", "all")
        from disabled in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        from isForUs in Gen.Frequency((4, Gen.Constant(true)), (1, Gen.Constant(false)))
        select new Written(action, priority, block, first, first + more, protocol, disabled, isForUs);

    private static readonly Gen<World> AnyWorld =
        from organisation in AnyRule.ListOf()
        from folder in AnyRule.ListOf()
        from classic in AnyRule.NonEmptyListOf()
        from network in AnyRule.ListOf()
        from isFirst in ArbMap.Default.GeneratorFor<bool>()
        select new World(Unique(organisation), Unique(folder), [.. classic.Where(static rule => rule.Action != "goto_next").Take(6)], Unique(network), isFirst);

    [Fact]
    public void every_packet_gets_the_decision_that_the_documented_order_gives() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(AnyWorld.ToArbitrary(), world =>
    {
        if (world.Classic.Count == 0)
        {
            return true; // then nobody knows: another test's promise
        }

        var reach = GcpWorld.Of(Documents(world)).Verdict("vm").Reach;
        return reach.Certain.Equals(reach.Possible) && Packets().All(packet => reach.Certain.Sources(Family.V4, packet.Protocol, packet.Port).Contains(packet.Client) == Passes(world, packet));
    }));

    private static IEnumerable<Packet> Packets() =>
        from client in Clients
        from protocol in new[] { Protocols.Tcp, Protocols.Udp }
        from port in Enumerable.Range(19, 8)
        select new Packet(client, protocol, port);

    private static bool Passes(World world, Packet packet)
    {
        IEnumerable<Func<string?>> classic = [() => world.Classic.OrderBy(rule => rule.Priority).ThenBy(rule => rule.Action == "allow").FirstOrDefault(rule => rule.Matches(packet))?.Action];
        IEnumerable<Func<string?>> network = [() => FirstOf(world.Network, packet)];
        IEnumerable<Func<string?>> layers = [() => FirstOf(world.Organisation, packet), () => FirstOf(world.Folder, packet), .. world.IsNetworkFirst ? network.Concat(classic) : classic.Concat(network)];
        foreach (var layer in layers)
        {
            if (layer() is { } action and not "goto_next")
            {
                return action == "allow";
            }
        }

        return false;
    }

    private static string? FirstOf(IReadOnlyList<Written> rules, Packet packet) => rules.OrderBy(rule => rule.Priority).FirstOrDefault(rule => rule.Matches(packet))?.Action;

    // A policy's rules have priorities of their own.
    private static IReadOnlyList<Written> Unique(IEnumerable<Written> rules) => [.. rules.DistinctBy(static rule => rule.Priority)];

    private static string[] Documents(World world) =>
    [
        Instance(more: """, "tags": { "items": ["us"] }, "serviceAccounts": [{ "email": "us@p" }]"""),
        $$"""{ "name": "//compute.googleapis.com/projects/p/global/networks/net", "asset_type": "compute.googleapis.com/Network", "ancestors": ["projects/42", "folders/2", "organizations/1"], "resource": { "data": { "networkFirewallPolicyEnforcementOrder": "{{(world.IsNetworkFirst ? "BEFORE" : "AFTER")}}_CLASSIC_FIREWALL" } } }""",
        .. world.Classic.Select(static (rule, index) => Firewall($"r{index}", rule.Layer4(rule.Action == "allow" ? "allowed" : "denied"), $"\"{Blocks[rule.Block].Text}\"", rule.Priority, $$""", "disabled": {{(rule.IsDisabled ? "true" : "false")}}, "targetTags": ["{{(rule.IsForUs ? "us" : "them")}}"]""")),
        Policy("organizations/1", "locations/global/firewallPolicies/1", world.Organisation),
        Policy("folders/2", "locations/global/firewallPolicies/2", world.Folder),
        Policy(Network, "projects/p/global/firewallPolicies/n", world.Network),
    ];

    private static string Policy(string node, string place, IEnumerable<Written> rules) => $$"""
        { "selfLink": "https://www.googleapis.com/compute/v1/{{place}}", "associations": [{ "attachmentTarget": "{{node}}" }], "rules": [{{string.Join(", ", rules.Select(static rule => rule.OfPolicy()))}}] }
        """;

    private sealed record Packet(uint Client, int Protocol, int Port);

    private sealed record World(IReadOnlyList<Written> Organisation, IReadOnlyList<Written> Folder, IReadOnlyList<Written> Classic, IReadOnlyList<Written> Network, bool IsNetworkFirst);

    private sealed record Written(string Action, int Priority, int Block, int First, int Last, string Protocol, bool IsDisabled, bool IsForUs)
    {
        public bool Matches(Packet packet) =>
            !IsDisabled && IsForUs
            && (Blocks[Block].Length == 0 || packet.Client >> (32 - Blocks[Block].Length) == Blocks[Block].Network >> (32 - Blocks[Block].Length))
            && (Protocol == "all" || (packet.Protocol == Protocols.Tcp && First <= packet.Port && packet.Port <= Last));

        public string Layer4(string member) => $$""" "{{member}}": [{ "IPProtocol": "{{Protocol}}" {{(Protocol == "all" ? "" : $", \"ports\": [\"{First}-{Last}\"]")}} }] """;

        public string OfPolicy() => $$"""
            { "priority": {{Priority}}, "action": "{{Action}}", "direction": "INGRESS", "disabled": {{(IsDisabled ? "true" : "false")}}, "targetServiceAccounts": ["{{(IsForUs ? "us" : "them")}}@p"],
              "match": { "srcIpRanges": ["{{Blocks[Block].Text}}"], {{Layer4("layer4Configs")}} } }
            """;
    }
}
