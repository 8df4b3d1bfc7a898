using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;
using FsCheck;
using FsCheck.Fluent;

namespace ExposurePipeline.Tests.Exposure.State;

/// <summary>Observations from small pools, so that keys and moments collide, in numbers that exceed every bound.</summary>
public static class StateSamples
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>None, the default, and one that divides nothing else.</summary>
    public static readonly TimeSpan[] Resolutions = [TimeSpan.Zero, TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(7)];

    public static Gen<DateTimeOffset> Moment { get; } =
        from minutes in Gen.Choose(-90 * 60, 10)
        from seconds in Gen.Elements(0, 0, 1, 59)
        select Noon.AddMinutes(minutes).AddSeconds(seconds);

    public static Gen<Sighting> Seen { get; } =
        from first in Moment
        from more in Gen.Elements(0, 0, 0, 1, 20, 600)
        select new Sighting(first, first.AddMinutes(more));

    public static Gen<IpAddress> Address { get; } = Gen.OneOf(
        Gen.Choose(0, 40).Select(n => new IpAddress(0x2D000000u + (uint)n, IsV4: true)), // global
        Gen.Choose(0, 9).Select(n => new IpAddress(0x0A000000u + (uint)n, IsV4: true)), // private
        Gen.Choose(0, 9).Select(n => new IpAddress(((UInt128)0x2600_0000_0000_0000 << 64) + (UInt128)n, IsV4: false)));

    public static Gen<Endpoint> Endpoint { get; } =
        from address in Address
        from port in Gen.Choose(0, 9)
        select new Endpoint(address, (ushort)port);

    public static Gen<ProcessIdentity?> Process { get; } =
        from name in Gen.Elements(null, "sshd", "nginx", "a name that is longer than what state keeps of it")
        from command in Gen.Elements(null, "-D", "\"C:\\Program Files\\é\\x.exe\" --quoted")
        from id in Gen.Choose(0, 2)
        select name is null ? null : new ProcessIdentity(name, command, id);

    public static Gen<string> Name { get; } = Gen.Elements("nmap", "masscan", "defender", "zgrab2", "a name that is longer than what state keeps");

    public static Gen<DeviceId> Device { get; } = Gen.Choose(0, 79).Select(n => new DeviceId(n == 0 ? "\u0001\u0002\"" : $"device-{n}"));

    public static Gen<EvidenceSeen> Evidence { get; } =
        from reason in Gen.Elements(Enum.GetValues<Reason>())
        from transport in Gen.Elements(Enum.GetValues<Transport>())
        from local in Optional(Endpoint)
        from seenAs in Optional(Endpoint)
        from seen in Seen
        from remotes in Address.ListOf()
        from rule in Gen.Elements(Enum.GetValues<Attribution>())
        from process in Process
        from scanner in Gen.OneOf(Gen.Constant<string?>(null), Name.Select(n => (string?)n))
        from source in Name
        from path in Gen.Elements(null, null, "dnat 8443", "dnat 443")
        select new EvidenceSeen(new(reason, transport, local, seenAs), seen, [.. remotes], rule, process, scanner, source) { Path = path };

    public static Gen<ListenerSeen> Listener { get; } =
        from transport in Gen.Elements(Enum.GetValues<Transport>())
        from local in Endpoint
        from seen in Seen
        from process in Process
        select new ListenerSeen(transport, local, seen, process);

    public static Gen<AddressSeen> OwnAddress { get; } =
        from address in Address
        from relation in Gen.Elements(Enum.GetValues<AddressRelation>())
        from seen in Seen
        select new AddressSeen(address, relation, seen);

    public static Gen<ProfileSeen> Profile { get; } =
        from name in Gen.Elements(null, "web1.contoso.com", "web2")
        from tags in Gen.Elements<IReadOnlyList<string>>([], ["a"], ["a", "b"])
        from facing in Gen.Elements<bool?>(null, true, false)
        from report in Gen.Elements<long?>(null, 1, 639199803770463703)
        from at in Moment
        select new ProfileSeen(new(name, "Linux", null, null, "Onboarded", null, null, null, null, null, tags, null, facing, report), at);

    public static Gen<DeviceMerged> Merge { get; } =
        from survivor in Device
        from at in Moment
        select new DeviceMerged(survivor, at);

    public static Gen<PortAnswered> Answer { get; } =
        from transport in Gen.Elements(Enum.GetValues<Transport>())
        from port in Gen.Choose(1, 120)
        from seen in Seen
        from scanner in Name
        from service in Gen.Elements(null, "http", "ssh")
        from source in Name
        select new PortAnswered(transport, (ushort)port, seen, scanner, service, source);

    public static Gen<DeviceBehind> Behind { get; } =
        from device in Device
        from relation in Gen.Elements(Enum.GetValues<AddressRelation>())
        from seen in Seen
        from listeners in Listener.ListOf()
        from ended in Gen.Elements(false, false, false, true)
        select new DeviceBehind(device, relation, seen, [.. listeners.Select(l => new ListeningPort(l.Transport, l.Local, l.Seen))], ended) { IsNamed = seen.First.Minute % 2 == 0 };

    /// <summary>Paths between a few endpoints, in numbers that exceed the bound.</summary>
    public static Gen<ForwardingPath> Path { get; } =
        from transport in Gen.Elements(Enum.GetValues<Transport>())
        from port in Gen.Choose(1, 60)
        from more in Gen.Elements(0, 0, 5)
        from target in Endpoint
        from rule in Gen.Elements("dnat", "a rule that is longer than what state keeps of it, as rules of real routers with comments and counters may well be")
        select new ForwardingPath(transport, (ushort)port, (ushort)(port + more), target, rule);

    public static Gen<Observation> Care { get; } =
        from at in Moment
        from seen in Seen
        from local in Endpoint
        from path in Path
        from address in Optional(Address)
        from report in Gen.Choose(0, 30).Select(n => $"report-{n}")
        from port in Optional(Gen.Choose(0, 9).Select(n => (ushort)n))
        from text in Gen.Elements(null, "", "a comment")
        from author in Gen.Elements("ann", "bob")
        from rules in Gen.Choose(0, 60)
        from isApproved in Gen.Elements(true, false)
        from pick in Gen.Elements<Observation>(
            new ProbeReceived(path.Transport, local, seen),
            new PortForwarded(path, address, seen),
            new FirewallSeen([.. Enumerable.Range(0, rules).Select(n => new AllowingRule($"rule {n}", n % 2 == 0 ? null : Transport.Udp, (ushort)n, ushort.MaxValue, text))], at, author),
            new DeviceOffboarded(at),
            new InaccuracyReported(report, port is null ? null : new(path.Transport, port), text, text, text, author, at),
            new InaccuracyReviewed(report, isApproved, isApproved ? at.AddDays(1) : null, text, author, at))
        select pick;

    public static Gen<Observation> OfNetwork { get; } =
        from seen in Seen
        from path in Path
        from port in Gen.Choose(0, 99)
        from device in Device
        from local in Endpoint
        from remotes in Address.ListOf()
        from name in Name
        from reason in Gen.Elements(Reason.PublicScan, Reason.ExternalNetworkConnection)
        from pick in Gen.Elements<Observation>(
            new ConnectionAccepted(path.Transport, (ushort)port, seen, [.. remotes], name),
            new PathMapped(path, seen),
            new ProbeSeen(device, path.Transport, local, seen),
            new AnswerForwarded(local, path.Transport, (ushort)port, seen, reason, reason is Reason.PublicScan ? name : null, name, path.Rule))
        select pick;

    public static Gen<ReachedPorts> Ports { get; } =
        from transport in Gen.Elements(Enum.GetValues<Transport>())
        from port in Gen.Choose(0, 9)
        from more in Gen.Elements(0, 0, 5)
        select new ReachedPorts(transport, (ushort)port, (ushort)(port + more));

    public static Gen<ConfigurationJudged> Judged { get; } =
        from at in Moment
        from asset in Gen.Elements("vm", "i-1")
        from status in Gen.Elements(Enum.GetValues<ConfiguredStatus>())
        from width in Optional(Gen.Elements(Enum.GetValues<ConfiguredWidth>()))
        from ports in Gen.Frequency((6, Ports.ListOf()), (1, Ports.ListOf(40)))
        from local in Ports.ListOf()
        from ways in Gen.Elements("by the front door", new string('w', 400)).ListOf()
        from isComplete in Gen.Elements(true, false)
        select new ConfigurationJudged(asset, status, width, [.. ports], [.. local], [.. ways], isComplete, at);

    public static Gen<AssetBehind> Asset { get; } =
        from device in Device
        from transport in Optional(Gen.Elements(Enum.GetValues<Transport>()))
        from port in Gen.Choose(0, 9)
        from inner in Optional(Gen.Choose(0, 2).Select(n => (ushort)n))
        from isOwn in Gen.Elements(true, false)
        from rule in Gen.Elements("lb", "a rule that is longer than what state keeps of it, as the names of rules of load balancers in large clouds may well be")
        from seen in Seen
        from ended in Gen.Elements(true, false, false)
        select new AssetBehind(device, new(transport, (ushort)port, (ushort)(port + 3), inner, isOwn, rule), seen, ended);

    public static Gen<Observation> OfDevice { get; } = Gen.Frequency(
        (10, Evidence.Select(o => (Observation)o)), (6, Listener.Select(o => (Observation)o)), (4, OwnAddress.Select(o => (Observation)o)),
        (1, Profile.Select(o => (Observation)o)), (1, Merge.Select(o => (Observation)o)), (6, Care), (1, Judged.Select(o => (Observation)o)));

    public static Gen<Observation> OfAddress { get; } = Gen.Frequency(
        (2, Answer.Select(o => (Observation)o)), (1, Behind.Select(o => (Observation)o)), (3, OfNetwork), (1, Asset.Select(o => (Observation)o)));

    /// <summary>Few observations as often as more than any bound holds.</summary>
    public static Gen<Observation[]> Many(this Gen<Observation> one) => Gen.OneOf(one.ListOf().Select(l => l.ToArray()), one.ArrayOf(180));

    public static DeviceState DeviceOf(IEnumerable<Observation> observations, TimeSpan resolution) =>
        observations.Aggregate(DeviceState.Empty, (state, observation) => state.Apply(observation, resolution));

    public static AddressState AddressOf(IEnumerable<Observation> observations, TimeSpan resolution) =>
        observations.Aggregate(AddressState.Empty, (state, observation) => state.Apply(observation, resolution));

    private static Gen<T?> Optional<T>(Gen<T> some)
        where T : struct => Gen.OneOf(Gen.Constant<T?>(null), some.Select(value => (T?)value));
}
