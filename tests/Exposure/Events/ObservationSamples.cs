using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;
using FsCheck;
using FsCheck.Fluent;

namespace ExposurePipeline.Tests.Exposure.Events;

/// <summary>Generators of every kind of observation, with values that parsers can meet.</summary>
public static class ObservationSamples
{
    public static Gen<IpAddress> Address { get; } =
        from bytes in Gen.Choose(0, 255).ArrayOf(16)
        from isV4 in Gen.Elements(true, false)
        select IpAddress.From(new(bytes.Take(isV4 ? 4 : 16).Select(b => (byte)b).ToArray()));

    public static Gen<Endpoint> Endpoint { get; } =
        from address in Address
        from port in Gen.Choose(0, 65535)
        select new Endpoint(address, (ushort)port);

    public static Gen<DateTimeOffset> Time { get; } =
        from seconds in Gen.Choose(0, 2_000_000_000)
        from ticks in Gen.Choose(0, 9_999_999)
        select DateTimeOffset.UnixEpoch.AddSeconds(seconds).AddTicks(ticks);

    public static Gen<Sighting> Sighting { get; } =
        from first in Time
        from more in Gen.Choose(0, 1000)
        select new Sighting(first, first.AddSeconds(more));

    public static Gen<string> Text { get; } =
        from characters in Gen.Elements("aZ0 \\\"/\t\n<>&'é漢\u0001".ToCharArray()).NonEmptyListOf()
        select string.Concat(characters);

    public static Gen<EntityObservations> Entity { get; } =
        from entity in Gen.OneOf(
            Address.Select(address => EntityId.Of(new TenantId("contoso"), address)),
            Gen.Choose(1, 128).Select(length => EntityId.Of(new TenantId("fabrikam"), new DeviceId(new string('d', length)))))
        from observations in Observation.NonEmptyListOf()
        from enqueued in Time
        from trace in Optional(Text)
        select new EntityObservations(entity, observations.ToArray(), enqueued, trace);

    private static Gen<Transport> Transport { get; } = Gen.Elements(Enum.GetValues<Transport>());

    private static Gen<ProcessIdentity> Process { get; } =
        from name in Text
        from command in Optional(Text)
        from id in Gen.Choose(0, int.MaxValue)
        select new ProcessIdentity(name, command, id * 3L);

    private static Gen<Observation> Evidence { get; } =
        from reason in Gen.Elements(Enum.GetValues<Reason>())
        from transport in Transport
        from local in OptionalValue(Endpoint)
        from seenAs in OptionalValue(Endpoint)
        from seen in Sighting
        from remotes in Address.ListOf()
        from rule in Gen.Elements(Enum.GetValues<Attribution>())
        from process in Optional(Process)
        from scanner in Optional(Text)
        from source in Text
        select (Observation)new EvidenceSeen(new(reason, transport, local, seenAs), seen, remotes.ToArray(), rule, process, scanner, source);

    private static Gen<Observation> Profile { get; } =
        from texts in Optional(Text).ArrayOf(11)
        from tags in Text.ListOf()
        from isFacing in Gen.Elements<bool?>(true, false, null)
        from report in Gen.Elements<long?>(null, 0, 639199803770463703, long.MaxValue)
        from at in Time
        select (Observation)new ProfileSeen(
            new(texts[0], texts[1], texts[2], texts[3], texts[4], texts[5], texts[6], texts[7], texts[8], texts[9], tags.ToArray(), texts[10], isFacing, report), at);

    private static Gen<Observation> Small { get; } =
        from transport in Transport
        from endpoint in Endpoint
        from seen in Sighting
        from process in Optional(Process)
        from relation in Gen.Elements(Enum.GetValues<AddressRelation>())
        from device in Gen.Elements("a", "b\"c").Select(name => new DeviceId(name))
        from service in Optional(Text)
        from listeners in Endpoint.ListOf()
        from pick in Gen.Elements<Observation>(
            new ListenerSeen(transport, endpoint, seen, process),
            new AddressSeen(endpoint.Address, relation, seen),
            new DeviceMerged(device, seen.First),
            new PortAnswered(transport, endpoint.Port, seen, "nmap", service, "nmap"),
            new DeviceBehind(device, relation, seen, listeners.Select(local => new ListeningPort(transport, local, seen)).ToArray(), endpoint.Port % 2 == 0) { IsNamed = endpoint.Port % 3 == 0 })
        select pick;

    private static Gen<Observation> Network { get; } =
        from transport in Transport
        from endpoint in Endpoint
        from target in Endpoint
        from seen in Sighting
        from remotes in Address.ListOf()
        from reason in Gen.Elements(Enum.GetValues<Reason>())
        from text in Text
        from scanner in Optional(Text)
        let path = new ForwardingPath(transport, Math.Min(endpoint.Port, target.Port), Math.Max(endpoint.Port, target.Port), target, text)
        from pick in Gen.Elements<Observation>(
            new ConnectionAccepted(transport, endpoint.Port, seen, remotes.ToArray(), text),
            new ProbeReceived(transport, endpoint, seen),
            new ProbeSeen(new("device"), transport, endpoint, seen),
            new PortForwarded(path, endpoint.Port % 2 == 0 ? null : endpoint.Address, seen),
            new PathMapped(path, seen),
            new AnswerForwarded(endpoint, transport, target.Port, seen, reason, scanner, text, text))
        select pick;

    private static Gen<Observation> Care { get; } =
        from transport in OptionalValue(Transport)
        from port in OptionalValue(Gen.Choose(0, 65535).Select(p => (ushort)p))
        from text in Text
        from optional in Optional(Text)
        from at in Time
        from until in OptionalValue(Time)
        from rules in Optional(Text).ListOf()
        from pick in Gen.Elements<Observation>(
            new FirewallSeen([.. rules.Select(program => new AllowingRule(text, transport, 0, port ?? 65535, program))], at, text),
            new DeviceOffboarded(at),
            new InaccuracyReported(text, port is null ? null : new(transport, port), optional, optional, optional, text, at),
            new InaccuracyReviewed(text, until is not null, until, optional, text, at))
        select pick;

    private static Gen<ReachedPorts> Ports { get; } =
        from transport in Transport
        from port in Gen.Choose(0, 65535)
        select new ReachedPorts(transport, (ushort)port, 65535);

    private static Gen<Observation> OfCloud { get; } =
        from asset in Text
        from status in Gen.Elements(Enum.GetValues<ConfiguredStatus>())
        from width in OptionalValue(Gen.Elements(Enum.GetValues<ConfiguredWidth>()))
        from ports in Ports.ListOf()
        from local in Ports.ListOf()
        from ways in Text.ListOf()
        from transport in OptionalValue(Transport)
        from inner in OptionalValue(Gen.Choose(0, 65535).Select(port => (ushort)port))
        from isSo in Gen.Elements(true, false)
        from seen in Sighting
        from pick in Gen.Elements<Observation>(
            new ConfigurationJudged(asset, status, width, ports.ToArray(), local.ToArray(), ways.ToArray(), isSo, seen.Last),
            new AssetBehind(new("asset"), new(transport, 22, 443, inner, isSo, asset), seen, !isSo))
        select pick;

    public static Gen<Observation> Observation { get; } = Gen.OneOf(Evidence, Profile, Small, Network, Care, OfCloud);

    private static Gen<T?> Optional<T>(Gen<T> some)
        where T : class => Gen.OneOf(Gen.Constant<T?>(null), some.Select(value => (T?)value));

    private static Gen<T?> OptionalValue<T>(Gen<T> some)
        where T : struct => Gen.OneOf(Gen.Constant<T?>(null), some.Select(value => (T?)value));
}
