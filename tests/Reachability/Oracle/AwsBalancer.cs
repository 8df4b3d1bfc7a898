using System.Globalization;

namespace ExposurePipeline.Tests.Reachability.Oracle;

/// <summary>A load balancer of one of three kinds: what it does with a packet that reached one of its nodes.</summary>
internal sealed class AwsBalancer
{
    private const string Root = "arn:aws:elasticloadbalancing:eu-west-1:1:";

    private readonly Kind kind;
    private readonly Listener[] listeners;
    private readonly TargetGroup[] targets;

    public AwsBalancer(Draw draw, int machines)
    {
        kind = draw.Of(Kind.Classic, Kind.Application, Kind.Network, Kind.Network);
        IsPublic = draw.Chance(90);
        IsDualstack = kind != Kind.Classic && draw.Chance(40);
        HasGroup = kind != Kind.Network || draw.Chance(60);
        Subnets = draw.Of<int[]>([0], [1], [0, 1]);
        targets = [.. Enumerable.Range(0, 3).Select(index => new TargetGroup(index, draw, machines))];
        listeners = [.. draw.Priorities(3 + draw.Below(3), 0, 4).Select(index => new Listener(new[] { 22, 80, 443, 3389, 8080 }[index], draw, kind, targets.Length, IsDualstack))];
    }

    private enum Kind
    {
        Classic,
        Application,
        Network,
    }

    public bool IsPublic { get; }

    public bool IsDualstack { get; }

    public bool HasGroup { get; }

    public int[] Subnets { get; }

    private string Arn => kind == Kind.Network ? $"{Root}loadbalancer/net/web/1" : $"{Root}loadbalancer/app/web/1";

    /// <summary>The machine's ports that the packet may be sent on to, each with whether the machine sees the client, and whether nodes of other zones send to it.</summary>
    public IEnumerable<(int Port, bool KeepsClient, bool CrossesZones)> PortsOf(int machine, Packet packet) =>
        from listener in listeners
        where listener.Port == packet.Port && (packet.Protocol == 6 ? listener.TakesTcp : packet.Protocol == 17 && listener.TakesUdp)
        from chosen in kind == Kind.Application ? listener.Chosen(packet) : [listener.Default]
        where chosen >= 0
        let to = targets[chosen]
        from member in to.Members
        where member.Machine == machine
        select (kind == Kind.Classic ? to.Port : member.Port ?? to.Port, kind == Kind.Network && (listener.TakesUdp || (to.Preserves ?? !to.IsByAddress)), kind == Kind.Classic || to.CrossesZones);

    public IEnumerable<string> Documents(Func<int, string> addressOf)
    {
        var scheme = IsPublic ? "internet-facing" : "internal";
        if (kind == Kind.Classic)
        {
            return [$$"""
                {"LoadBalancerDescriptions":[{"LoadBalancerName":"web","Scheme":"{{scheme}}","VPCId":"vpc-1","Subnets":[{{string.Join(',', Subnets.Select(static subnet => $"\"subnet-{subnet}\""))}}],"SecurityGroups":["sg-lb"],
                 "Instances":[{{string.Join(',', targets[0].Members.Select(static member => $$"""{"InstanceId":"i-{{member.Machine}}"}"""))}}],
                 "ListenerDescriptions":[{{string.Join(',', listeners.Select(listener => listener.ToClassic(targets[0].Port)))}}]}]}
                """];
        }

        return
        [
            $$"""
            {"LoadBalancers":[{"LoadBalancerArn":"{{Arn}}","LoadBalancerName":"web","Type":"{{(kind == Kind.Network ? "network" : "application")}}","Scheme":"{{scheme}}","VpcId":"vpc-1","IpAddressType":"{{(IsDualstack ? "dualstack" : "ipv4")}}",
             "SecurityGroups":[{{(HasGroup ? "\"sg-lb\"" : "")}}],"AvailabilityZones":[{{string.Join(',', Subnets.Select(static subnet => $$"""{"SubnetId":"subnet-{{subnet}}"}"""))}}]}]}
            """,
            $$"""{"Listeners":[{{string.Join(',', listeners.Select(listener => listener.ToJson(Arn)))}}]}""",
            .. listeners.Where(_ => kind == Kind.Application).Select(listener => listener.ToRules(Arn)),
            $$"""{"TargetGroups":[{{string.Join(',', targets.Select(group => group.ToJson(kind == Kind.Network, listeners.FirstOrDefault(listener => listener.Default == group.Index)?.TakesUdp ?? false)))}}]}""",
            .. targets.Select(group => group.ToMembers(addressOf)),
        ];
    }

    private static string Target(int index) => $"{Root}targetgroup/t{index}/1";

    private static string Forward(int target) => target < 0
        ? """{"Type":"fixed-response","FixedResponseConfig":{"StatusCode":"404"}}"""
        : $$"""{"Type":"forward","TargetGroupArn":"{{Target(target)}}"}""";

    /// <summary>A target group; -1 as its number stands for an answer by the load balancer itself.</summary>
    private sealed class TargetGroup(int index, Draw draw, int machines)
    {
        public int Index => index;

        public bool IsByAddress { get; } = draw.Chance(40);

        public bool? Preserves { get; } = draw.Of<bool?>(null, null, true, false);

        public bool CrossesZones { get; } = draw.Chance(70);

        public int Port { get; } = draw.Of(80, 443, 81);

        public (int Machine, int? Port)[] Members { get; } = [.. Enumerable.Range(0, machines).Where(_ => draw.Chance(70)).Select(machine => (machine, draw.Chance(30) ? draw.Of<int?>(80, 443) : null))];

        public string ToJson(bool isNetwork, bool isUdp) => string.Create(CultureInfo.InvariantCulture, $$"""
            {"TargetGroupArn":"{{Target(index)}}","TargetGroupName":"t{{index}}","TargetType":"{{(IsByAddress ? "ip" : "instance")}}","Protocol":"{{(!isNetwork ? "HTTP" : isUdp ? "TCP_UDP" : "TCP")}}","Port":{{Port}},"VpcId":"vpc-1",
             "Attributes":[{"Key":"load_balancing.cross_zone.enabled","Value":"{{(CrossesZones ? "true" : "false")}}"}{{(Preserves is { } keeps ? $$""",{"Key":"preserve_client_ip.enabled","Value":"{{(keeps || isUdp ? "true" : "false")}}"}""" : "")}}]}
            """);

        public string ToMembers(Func<int, string> addressOf) => $$"""
            {"TargetGroupArn":"{{Target(index)}}","TargetHealthDescriptions":[{{string.Join(',', Members.Select(member => string.Create(CultureInfo.InvariantCulture, $$"""{"Target":{"Id":"{{(IsByAddress ? addressOf(member.Machine) : $"i-{member.Machine}")}}","Port":{{member.Port ?? Port}}},"TargetHealth":{"State":"healthy"} }""")))}}]}
            """;
    }

    private sealed class Listener
    {
        private readonly Rule[] rules;

        public Listener(int port, Draw draw, Kind kind, int targets, bool isDualstack)
        {
            Port = port;
            TakesUdp = kind == Kind.Network && !isDualstack && draw.Chance(25);
            // A target group that takes UDP serves no listener that takes TCP alone, so that one listener uses it.
            Default = kind switch { Kind.Classic => 0, Kind.Network => TakesUdp ? 2 : draw.Below(targets - 1), _ => draw.Below(targets + 1) - 1 };
            rules = kind == Kind.Application ? [.. Enumerable.Range(0, draw.Below(4)).Select(index => new Rule(index, draw, targets))] : [];
        }

        public int Port { get; }

        public int Default { get; }

        public bool TakesUdp { get; }

        public bool TakesTcp { get; } = true;

        private string Protocol => TakesUdp ? "TCP_UDP" : "TCP";

        // The client chooses the host that it asks for; the first rule that matches decides.
        public IEnumerable<int> Chosen(Packet packet) => rules.Select(static rule => rule.Host).Append("elsewhere").Distinct()
            .Select(host => rules.FirstOrDefault(rule => rule.Matches(packet, host))?.Target ?? Default);

        public string ToClassic(int inside) => string.Create(CultureInfo.InvariantCulture, $$"""{"Listener":{"Protocol":"TCP","LoadBalancerPort":{{Port}},"InstanceProtocol":"TCP","InstancePort":{{inside}} } }""");

        public string ToJson(string balancer) => string.Create(CultureInfo.InvariantCulture, $$"""
            {"ListenerArn":"{{Of(balancer)}}","LoadBalancerArn":"{{balancer}}","Protocol":"{{(balancer.Contains("/app/", StringComparison.Ordinal) ? "HTTP" : Protocol)}}","Port":{{Port}},"DefaultActions":[{{Forward(Default)}}]}
            """);

        public string ToRules(string balancer) => $$"""
            {"Rules":[{{string.Join(',', rules.Select(rule => rule.ToJson(Of(balancer))))}}{{(rules.Length > 0 ? "," : "")}}{"RuleArn":"{{Of(balancer).Replace(":listener/", ":listener-rule/", StringComparison.Ordinal)}}/default","Priority":"default","Conditions":[],"Actions":[{{Forward(Default)}}],"IsDefault":true}]}
            """;

        private string Of(string balancer) => string.Create(CultureInfo.InvariantCulture, $"{balancer.Replace(":loadbalancer/", ":listener/", StringComparison.Ordinal)}/{Port}");
    }

    private sealed class Rule(int index, Draw draw, int targets)
    {
        private readonly string[]? sources = draw.Chance(70) ? draw.Some(["0.0.0.0/0", "::/0", "0.0.0.0/1", "45.0.0.0/8", "45.9.9.9/32", "2a00::/16"], 3) : null;
        private readonly bool asksForHost = draw.Chance(30);

        public int Target { get; } = draw.Below(targets + 1) - 1;

        public string Host => $"h{index}.example.com";

        public bool Matches(Packet packet, string host) => (sources is null || sources.Any(range => Draw.IsIn(packet.Source, range))) && (!(asksForHost || sources is null) || host == Host);

        public string ToJson(string listener) => string.Create(CultureInfo.InvariantCulture, $$"""
            {"RuleArn":"{{listener.Replace(":listener/", ":listener-rule/", StringComparison.Ordinal)}}/{{index}}","Priority":"{{index + 1}}","IsDefault":false,"Actions":[{{Forward(Target)}}],"Conditions":[{{string.Join(',', Conditions())}}]}
            """);

        private IEnumerable<string> Conditions()
        {
            if (sources is not null)
            {
                yield return $$"""{"Field":"source-ip","SourceIpConfig":{"Values":[{{string.Join(',', sources.Distinct().Select(static range => $"\"{range}\""))}}] } }""";
            }

            if (asksForHost || sources is null)
            {
                yield return $$"""{"Field":"host-header","HostHeaderConfig":{"Values":["{{Host}}"] } }""";
            }
        }
    }
}
