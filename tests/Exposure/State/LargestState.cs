using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Tests.Exposure.State;

/// <summary>States with every bound reached by values that encode to as many bytes as any value can.</summary>
internal static class LargestState
{
    // A control character takes six bytes in JSON.
    private static readonly string Long = new('\u0001', 4096);
    private static readonly DateTimeOffset Early = new(1, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Late = new(9998, 12, 31, 23, 0, 0, TimeSpan.Zero);
    private static readonly Sighting Always = new(Early, Late);
    private static readonly ProcessIdentity Process = new(Long, Long, long.MinValue);

    public static DeviceRecord Device { get; } = new(
        StateSamples.DeviceOf(
            Enumerable.Range(0, 70).SelectMany(Evidence)
                .Concat(Enumerable.Range(0, 70).Select(i => new ListenerSeen(Transport.Udp, Endpoint(i), Always, Process)))
                .Concat(Enumerable.Range(0, 40).Select(i => new AddressSeen(Address(i), AddressRelation.Egress, Always)))
                .Concat(Enumerable.Range(0, 40).Select(i => new ProbeReceived(Transport.Udp, Endpoint(i), Always)))
                .Concat(Enumerable.Range(0, 50).Select(i => new PortForwarded(Path(i), Address(i), Always)))
                .Append(new FirewallSeen([.. Enumerable.Range(0, 60).Select(_ => new AllowingRule(Long, Transport.Udp, 65_000, 65_000, Long))], Late, Long))
                .Append(new DeviceOffboarded(Early))
                .Concat(Enumerable.Range(0, 20).SelectMany(Dispute))
                .Append(new ConfigurationJudged(Long, ConfiguredStatus.Reachable, ConfiguredWidth.Trusted, [.. Ports], [.. Ports], [.. Names, .. Names], IsComplete: true, Late))
                .Append(new ProfileSeen(Profile, Late))
                .Append(new DeviceMerged(new(new('\u0001', DeviceId.MaxLength)), Late)),
            TimeSpan.Zero),
        new(int.MaxValue, true, Late, Late) { IsIndexed = true, Recommendation = int.MaxValue, IsRecommended = true, Steps = "0123456789abcdef" });

    public static AddressState AddressState { get; } = StateSamples.AddressOf(
        Enumerable.Range(0, 140).SelectMany(i => Names.Select(n => (Observation)new PortAnswered(Transport.Udp, (ushort)(65_000 + i), Always, n, n, n)))
            .Concat(Enumerable.Range(0, 60).SelectMany(i => Enum.GetValues<AddressRelation>().Select(r => Behind(i, r))))
            .Concat(Enumerable.Range(0, 80).SelectMany(i => Names.Select(n => new ConnectionAccepted(Transport.Udp, (ushort)(65_000 + i), Always, [.. Enumerable.Range(0, 20).Select(Address)], n))))
            .Concat(Enumerable.Range(0, 80).Select(i => new PathMapped(Path(i), Always)))
            .Concat(Enumerable.Range(0, 60).SelectMany(i => new[] { false, true }.Select(ended => new AssetBehind(
                new($"{(char)('一' + i)}{new string('日', DeviceId.MaxLength - 1)}"), new(Transport.Udp, 65_000, 65_535, 65_000, IsOwn: true, Long), Always, ended))))
            .Concat(Enumerable.Range(0, 60).Select(i => new ProbeSeen(new($"{i}{new string('日', DeviceId.MaxLength - 2)}"), Transport.Udp, Endpoint(i), Always)))
            .Concat(Enumerable.Range(0, 80).SelectMany(i => Names.Select(n => new AnswerForwarded(Endpoint(i), Transport.Udp, (ushort)(65_000 + i), Always, Reason.ExternalNetworkConnection, n, n, n)))),
        TimeSpan.Zero);

    public static ExposurePolicy Policy { get; } = ExposurePolicy.Default with { Window = TimeSpan.FromDays(1), Resolution = TimeSpan.Zero };

    private static IEnumerable<string> Names => Enumerable.Range(0, 9).Select(n => $"{n}{Long}");

    private static DeviceProfile Profile => new(
        Long, Long, Long, Long, Long, Long, Long, Long, Long, Long, [.. Enumerable.Range(0, 40).Select(i => $"{i}{Long}")], Long, false, long.MinValue);

    private static IEnumerable<ReachedPorts> Ports => Enumerable.Range(0, 60).Select(i => new ReachedPorts(Transport.Udp, (ushort)(65_000 + i), 65_535));

    private static ForwardingPath Path(int number) => new(Transport.Udp, (ushort)(65_000 + number), 65_535, Endpoint(number), Long);

    private static IEnumerable<Observation> Dispute(int number) =>
    [
        new InaccuracyReported($"{number:x32}", new(Transport.Udp, 65_000), Long, Long, Long, Long, Late),
        new InaccuracyReviewed($"{number:x32}", true, Late, Long, Long, Late),
    ];

    public static IEnumerable<Observation> Evidence(int number) => Names.Zip(Enum.GetValues<Attribution>()).Select(n => new EvidenceSeen(
        new(Reason.ExternalNetworkConnection, Transport.Udp, Endpoint(number), Endpoint(number + 1000)), Always,
        [.. Enumerable.Range(0, 20).Select(Address)], n.Second, Process, n.First, n.First) { Path = n.First });

    private static DeviceBehind Behind(int number, AddressRelation relation) => new(
        new($"{(char)('一' + number)}{new string('日', DeviceId.MaxLength - 1)}"), relation, Always,
        [.. Enumerable.Range(0, 30).Select(i => new ListeningPort(Transport.Udp, Endpoint(i), Always))], Ended: true) { IsNamed = true };

    private static Endpoint Endpoint(int number) => new(Address(number), (ushort)(65_000 + (number % 500)));

    private static IpAddress Address(int number) => new(UInt128.MaxValue - (UInt128)number, IsV4: false);
}
