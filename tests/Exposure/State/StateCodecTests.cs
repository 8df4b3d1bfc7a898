using System.Text;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static ExposurePipeline.Tests.Exposure.State.StateSamples;

namespace ExposurePipeline.Tests.Exposure.State;

public sealed class StateCodecTests
{
    private static readonly Gen<Publication> Published =
        from episode in Gen.Choose(0, 9)
        from flagged in Gen.Elements(true, false)
        from since in Moment
        from until in Gen.Elements<DateTimeOffset?>(null, Noon)
        select episode == 0 ? Publication.None : new(episode, flagged, since, until) { IsIndexed = flagged, Recommendation = episode, IsRecommended = !flagged, Steps = flagged ? "steps" : null };

    [Fact]
    public void a_device_record_comes_back_as_it_was() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(OfDevice.Many().ToArbitrary(), Published.ToArbitrary(), (observations, published) =>
        {
            var record = new DeviceRecord(DeviceOf(observations, TimeSpan.FromMinutes(15)), published);
            var bytes = StateCodec.Encode(record);
            var back = StateCodec.DecodeDevice(bytes);
            return back == record && StateCodec.Encode(back).Span.SequenceEqual(bytes.Span);
        }));

    [Fact]
    public void an_address_state_comes_back_as_it_was() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(OfAddress.Many().ToArbitrary(), observations =>
        {
            var record = new AddressRecord(AddressOf(observations, TimeSpan.FromMinutes(15)), observations.Length % 2 == 0);
            var bytes = StateCodec.Encode(record);
            var back = StateCodec.DecodeAddress(bytes);
            return back == record && StateCodec.Encode(back).Span.SequenceEqual(bytes.Span);
        }));

    [Fact]
    public void the_largest_device_fits_into_a_property() => Assert.InRange(StateCodec.Encode(LargestState.Device).Length, 32 * 1024, StateCodec.MaxBytes);

    [Fact]
    public void the_largest_device_is_really_full()
    {
        var state = LargestState.Device.State;
        Assert.True(state.Evidence.IsFull && state.Listeners.IsFull && state.Addresses.IsFull && state.Probes.IsFull && state.Forwards.IsFull && state.Disputes.IsFull);
        Assert.Equal(Firewall.MaxRules, state.Firewall!.Value.Rules.Count);
        Assert.Equal((Configurations.MaxPorts, Configurations.MaxPorts, Configurations.MaxWays, false), (state.Configuration!.Value.Ports.Count, state.Configuration.Value.LocalPorts.Count, state.Configuration.Value.Ways.Count, state.Configuration.Value.IsComplete));
        Assert.All(state.Evidence.Items, e => Assert.Equal((RemoteBound.Capacity, NameBound.Capacity, NameBound.Capacity, 31), (e.Value.Remotes.Count, e.Value.Scanners.Count, e.Value.Sources.Count, e.Value.Rules.Bits)));
    }

    [Fact]
    public void the_largest_address_fits_into_a_property() => Assert.InRange(StateCodec.Encode(new AddressRecord(LargestState.AddressState, true)).Length, 32 * 1024, StateCodec.MaxBytes);

    [Fact]
    public void the_largest_address_is_really_full()
    {
        var state = LargestState.AddressState;
        Assert.True(state.Answers.IsFull && state.Holders.IsFull && state.Guests.IsFull && state.Accepted.IsFull && state.Paths.IsFull && state.Forwarded.IsFull && state.Probes.IsFull && state.Assets.IsFull);
        Assert.All(state.Guests.Items, g => Assert.True(g.Value.Ports.IsFull));
    }

    [Fact]
    public void no_bytes_are_an_entity_never_heard_of()
    {
        Assert.Equal(DeviceRecord.Empty, StateCodec.DecodeDevice(default));
        Assert.Equal(AddressRecord.Empty, StateCodec.DecodeAddress(default));
    }

    [Theory]
    [InlineData("{}")] // no version
    [InlineData("{\"v\":3}")] // a version from the future
    [InlineData("{\"v\":2,\"e\":[[0,6]]}")] // a row too short
    [InlineData("{\"v\":2,\"a\":[[\"nowhere\",0,0,0]]}")] // no address
    [InlineData("{\"v\":2,\"e\":[[0,6,null,null,0,0,\"*\",null,[],[],1]]}")] // no Base64
    [InlineData("{\"v\":2")] // cut off
    [InlineData("{\"v\":2,\"zz\":[]}")] // a member of another layout
    [InlineData("{\"v\":2,\"r\":[[0,9223372036854775807,0]]}")] // beyond the calendar
    [InlineData("{\"v\":2,\"c\":[]}")] // ports of no judgement
    [InlineData("{\"v\":2,\"c\":[[9223372036854775807,\"vm\",2,0,1,[]]]}")] // judged beyond the calendar
    [InlineData("not json")]
    public void unreadable_state_is_refused_by_position(string text)
    {
        var fault = Assert.Throws<InvalidDataException>(() => StateCodec.DecodeDevice(Encoding.UTF8.GetBytes(text)));
        Assert.Contains("byte", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"v\":2,\"p\":[[65697,9223372036854775807,0,[],[],[]]]}")] // an answer beyond the calendar
    [InlineData("{\"v\":2,\"p\":[[65697,-9223372036854775808,0,[],[],[]]]}")] // before it
    [InlineData("{\"v\":2,\"p\":[[65697,17723664000000000,9223372036854775807,[],[],[]]]}")] // last seen beyond it
    [InlineData("{\"v\":2,\"p\":[[65697,1e400,0,[],[],[]]]}")] // no number that there is
    [InlineData("{\"v\":2,\"h\":[[\"d1\",9223372036854775807,0,\"\",0]]}")] // who holds it
    [InlineData("{\"v\":2,\"g\":[[\"d1\",17723664000000000,0,\"BgAWf////3////8=\",0]]}")] // a slot beyond it
    [InlineData("{\"v\":2,\"c\":[[22,9223372036854775807,0,\"AS0AAAE=\",[]]]}")] // a connection
    [InlineData("{\"v\":2,\"l\":[[6,8443,8450,\"10.0.0.7:443\",\"dnat\",9223372036854775807,0]]}")] // a path
    [InlineData("{\"v\":2,\"f\":[[0,\"45.0.0.9:8443\",443,9223372036854775807,0,[],[],[]]]}")] // what it forwards
    [InlineData("{\"v\":2,\"q\":[[\"d1\",6,\"10.0.0.7:443\",9223372036854775807,0]]}")] // a probe
    [InlineData("{\"v\":2,\"a\":[[\"vm\",6,80,80,8080,0,\"lb\",17723664000000000,9223372036854775807,null]]}")] // an asset
    public void an_address_with_absurd_times_is_refused_by_position(string text)
    {
        var fault = Assert.Throws<InvalidDataException>(() => StateCodec.DecodeAddress(Encoding.UTF8.GetBytes(text)));
        Assert.Contains("byte", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void the_layout_is_pinned()
    {
        var device = new DeviceRecord(
            DeviceOf(
                [
                    new EvidenceSeen(
                        new(Reason.PublicScan, Transport.Tcp, new(Ip("10.0.0.5"), 443), new(Ip("2600::1"), 8443)), Sighting.At(Noon), [Ip("45.0.0.1"), Ip("2600::9")],
                        Attribution.HoldsAddress, new("nginx", "-g \"daemon off;\"", 7), "nmap", "nmap-xml"),
                    new ListenerSeen(Transport.Udp, new(Ip("0.0.0.0"), 161), Sighting.At(Noon), new("snmpd", "dropped", 0)),
                    new AddressSeen(Ip("10.0.0.5"), AddressRelation.Interface, Sighting.At(Noon)),
                    new ProfileSeen(new("web1", "Linux", null, null, null, null, null, null, null, null, ["t"], null, true, 639199803770463703), Noon),
                    new DeviceMerged(new("heir"), Noon),
                    new ProbeReceived(Transport.Tcp, new(Ip("10.0.0.5"), 443), Sighting.At(Noon)),
                    new PortForwarded(new(Transport.Tcp, 8443, 8443, new(Ip("10.0.0.7"), 443), "dnat 8443"), Ip("45.0.0.9"), Sighting.At(Noon)),
                    new FirewallSeen([new("Remote Desktop", Transport.Tcp, 3389, 3389, "svchost.exe"), new("everything", null, 0, 65535, null)], Noon, "windows-firewall-rules"),
                    new DeviceOffboarded(Noon.AddDays(-2)),
                    new InaccuracyReported("r1", new(Transport.Tcp, 443), "not facing", "a test", "a@b.c", "ann", Noon),
                    new InaccuracyReviewed("r1", true, Noon.AddDays(1), "right", "bob", Noon),
                    new ConfigurationJudged("/subscriptions/s/vm", ConfiguredStatus.Reachable, ConfiguredWidth.Wide, [new(Transport.Tcp, 80, 80)], [new(Transport.Tcp, 8080, 8080)], ["load balancer lb"], true, Noon),
                ],
                TimeSpan.FromMinutes(15)),
            new(2, true, Noon, Noon.AddDays(-1)) { IsIndexed = true, Recommendation = 1, IsRecommended = true, Steps = "abc" });
        var address = AddressOf(
            [
                new PortAnswered(Transport.Udp, 161, Sighting.At(Noon), "nmap", "snmp", "nmap-xml"),
                new DeviceBehind(new("d1"), AddressRelation.Egress, Sighting.At(Noon), [new(Transport.Tcp, new(Ip("0.0.0.0"), 22), Sighting.At(Noon))], false),
                new ConnectionAccepted(Transport.Tcp, 22, Sighting.At(Noon), [Ip("45.0.0.1")], "zeek-conn"),
                new PathMapped(new(Transport.Tcp, 8443, 8450, new(Ip("10.0.0.7"), 443), "dnat 8443"), Sighting.At(Noon)),
                new AnswerForwarded(new(Ip("45.0.0.9"), 8443), Transport.Tcp, 443, Sighting.At(Noon), Reason.PublicScan, "nmap", "nmap", "dnat 8443"),
                new ProbeSeen(new("d1"), Transport.Tcp, new(Ip("10.0.0.7"), 443), Sighting.At(Noon)),
                new AssetBehind(new("vm"), new(Transport.Tcp, 80, 80, 8080, false, "lb rule web"), Sighting.At(Noon), false),
            ],
            TimeSpan.FromMinutes(15));
        Golden.Matches(
            Encoding.UTF8.GetString(StateCodec.Encode(device).Span) + "\n" + Encoding.UTF8.GetString(StateCodec.Encode(new AddressRecord(address, true)).Span),
            "tests", "Exposure", "State", "state.golden.json");
    }

    private static IpAddress Ip(string text) => IpAddress.TryParse(text, out var ip) ? ip : throw new FormatException(text);
}
