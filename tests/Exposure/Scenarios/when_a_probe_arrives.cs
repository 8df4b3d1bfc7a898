using ExposurePipeline.Exposure.Aggregation;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;
using Xunit;
using static ExposurePipeline.Tests.Exposure.Scenarios.Stage;

namespace ExposurePipeline.Tests.Exposure.Scenarios;

/// <summary>The organisation's own scanner finds a port of a translated address open; a device behind it saw the scanner come by.</summary>
public sealed class when_a_probe_arrives
{
    private const string Public = "45.1.2.3";
    private readonly Stage stage = new(ExposurePolicy.Default with { Resolution = TimeSpan.Zero });

    [Fact]
    public async Task the_device_that_the_probe_reached_on_that_port_is_tagged()
    {
        await Behind("web", "mail");
        await stage.Apply(Device("web"), Probe(T, 443));
        await stage.Apply(Address(Public), Answer(T.AddMinutes(2)));

        Assert.Equal(["web"], await stage.Flagged());
        var evidence = Assert.Single((await stage.Machine("web")).Evidence);
        Assert.Equal([Attribution.ProbeSeen], evidence.Rules);
        Assert.Equal(("10.0.0.5", 443, Public, 443), (evidence.LocalIp, evidence.LocalPort, evidence.PublicIp, evidence.PublicPort));
    }

    [Fact]
    public async Task behind_a_translation_to_another_port_the_only_probe_and_the_only_answer_meet()
    {
        await Behind("web", "mail");
        await stage.Apply(Device("web"), Probe(T, 443));
        await stage.Apply(Address(Public), Answer(T, 8443));
        Assert.Equal((443, 8443), (Assert.Single((await stage.Machine("web")).Evidence).LocalPort, Assert.Single((await stage.Machine("web")).Evidence).PublicPort));
    }

    [Fact]
    public async Task of_two_answers_without_their_probes_neither_is_guessed()
    {
        await Behind("web");
        await stage.Apply(Device("web"), Probe(T, 443));
        await stage.Apply(Address(Public), Answer(T, 8443), Answer(T, 9443));
        Assert.Empty(await stage.Flagged());
        Assert.Equal([8443, 9443], (await stage.Findings()).Select(f => f.Port).Order());
    }

    [Fact]
    public async Task of_two_devices_that_the_probe_reached_neither_is_guessed()
    {
        await Behind("web1", "web2");
        await stage.Apply(Of(Device("web1"), Probe(T, 443)), Of(Device("web2"), Probe(T, 443)));
        await stage.Apply(Address(Public), Answer(T));
        Assert.Empty(await stage.Flagged());
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public async Task a_probe_counts_within_five_minutes_of_the_answer(int minutes, bool isFlagged)
    {
        await Behind("web");
        await stage.Apply(Device("web"), Probe(T.AddMinutes(-minutes), 443));
        await stage.Apply(Address(Public), Answer(T));
        Assert.Equal(isFlagged ? ["web"] : [], await stage.Flagged());
    }

    [Fact]
    public async Task a_device_elsewhere_that_the_scanner_reached_too_is_not_meant()
    {
        await Behind("web");
        await stage.Apply(Device("branch"), new AddressSeen(Ip("45.7.7.7"), AddressRelation.Egress, Sighting.At(T)), Probe(T, 443));
        await stage.Apply(Address(Public), Answer(T));
        Assert.Empty(await stage.Flagged());
    }

    [Fact]
    public async Task answer_first_and_probe_first_end_in_the_same_state()
    {
        EntityObservations device = Of(Device("web"), new AddressSeen(Ip(Public), AddressRelation.Egress, Sighting.At(T)), Probe(T, 443)), scan = Of(Address(Public), Answer(T));
        var other = new Stage(stage.Policy);
        await stage.Apply(device);
        await stage.Apply(scan);
        await other.Apply(scan);
        await other.Apply(device);
        Assert.Equal(["web"], await other.Flagged());
        Assert.Equal(await stage.States(Device("web"), Address(Public)), await other.States(Device("web"), Address(Public)));
    }

    private Task<Aggregated> Behind(params string[] devices) =>
        stage.Apply([.. devices.Select(d => Of(Device(d), new AddressSeen(Ip(Public), AddressRelation.Egress, Sighting.At(T))))]);

    private static ProbeReceived Probe(DateTimeOffset at, ushort port) => new(Transport.Tcp, new(Ip("10.0.0.5"), port), Sighting.At(at));
}
