using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;
using Xunit;
using static ExposurePipeline.Tests.Exposure.Scenarios.Stage;

namespace ExposurePipeline.Tests.Exposure.Scenarios;

public sealed class when_a_path_leads_inside
{
    private const string Public = "45.1.2.3";
    private const string Inner = "10.0.0.5";
    private readonly Stage stage = new();

    [Fact]
    public async Task the_device_behind_another_port_is_tagged_and_the_router_is_not()
    {
        await Network(Forward(8443, Inner, 443));
        await stage.Apply(Address(Public), Answer(T, 8443));

        Assert.Equal(["web"], await stage.Flagged());
        var evidence = Assert.Single((await stage.Machine("web")).Evidence);
        Assert.Equal((Inner, 443, Public, 8443), (evidence.LocalIp, evidence.LocalPort, evidence.PublicIp, evidence.PublicPort));
        Assert.Equal([Attribution.MappedByPath], evidence.Rules);
        Assert.Equal("dnat", evidence.Cause.NetworkRule);
        Assert.Equal("nginx", evidence.Process?.Name); // who listens on the inner port
    }

    [Fact]
    public async Task a_port_that_is_not_forwarded_is_the_routers_own()
    {
        await Network(Forward(8443, Inner, 443));
        await stage.Apply(Address(Public), Answer(T, 22));
        Assert.Equal(["router"], await stage.Flagged());
    }

    [Theory]
    [InlineData(8000, 8443, 0, 8080, 8080)] // the same port inside
    [InlineData(8000, 8443, 9000, 8080, 9080)] // a shifted range
    public async Task a_range_of_ports_leads_to_the_port_of_the_same_place(ushort from, ushort to, ushort target, ushort scanned, int inner)
    {
        await Network(new(new(Transport.Tcp, from, to, new(Ip(Inner), target), "dnat"), null, Sighting.At(T)));
        await stage.Apply(Address(Public), Answer(T, scanned));
        Assert.Equal(inner, Assert.Single((await stage.Machine("web")).Evidence).LocalPort);
    }

    [Fact]
    public async Task a_rule_for_one_public_address_says_nothing_of_another()
    {
        await Network(Forward(443, Inner, 443) with { Address = Ip("45.1.2.4") });
        await stage.Apply(Device("router"), Holds("45.1.2.4"));
        await stage.Apply(Of(Address(Public), Answer(T)), Of(Address("45.1.2.4"), Answer(T, 444)));
        Assert.Equal(["router"], await stage.Flagged()); // both answers are its own
        await stage.Apply(Address("45.1.2.4"), Answer(T));
        Assert.Equal(["router", "web"], await stage.Flagged());
    }

    [Fact]
    public async Task a_connection_that_the_network_saw_at_the_public_side_follows_the_path_too()
    {
        await Network(Forward(8443, Inner, 443));
        await stage.Apply(Address(Public), new ConnectionAccepted(Transport.Tcp, 8443, Sighting.At(T), [Ip("45.9.9.9")], "zeek-conn"));
        var evidence = Assert.Single((await stage.Machine("web")).Evidence);
        Assert.Equal((Reason.ExternalNetworkConnection, 443, Public, 8443), (evidence.Reason, evidence.LocalPort, evidence.PublicIp, evidence.PublicPort));
    }

    [Fact]
    public async Task two_translations_in_a_row_lead_to_the_innermost()
    {
        await stage.Apply(Device("outer"), Holds(Public), Forward(80, "192.168.1.2", 8080));
        await stage.Apply(Device("inner"), Holds("192.168.1.2"), new PortForwarded(new(Transport.Tcp, 8080, 8080, new(Ip(Inner), 80), "second"), null, Sighting.At(T)));
        await stage.Apply(Device("web"), Holds(Inner));
        await stage.Apply(Address(Public), Answer(T, 80));
        Assert.Equal(["web"], await stage.Flagged());
        Assert.Equal((Public, 80), (Assert.Single((await stage.Machine("web")).Evidence).PublicIp, 80));
    }

    [Fact]
    public async Task paths_in_a_circle_end_as_findings()
    {
        await stage.Apply(Device("a"), Holds(Public), Forward(80, "10.0.0.6", 80));
        await stage.Apply(Device("b"), Holds("10.0.0.6"), Forward(80, Public, 80));
        await stage.Apply(Address(Public), Answer(T, 80));
        Assert.Empty(await stage.Flagged());
    }

    [Fact]
    public async Task an_inner_address_that_nobody_holds_is_a_finding_with_its_way_in()
    {
        await stage.Apply(Device("router"), Holds(Public), Forward(8443, Inner, 443));
        await stage.Apply(Address(Public), Answer(T, 8443));
        Assert.Empty(await stage.Flagged());
        var finding = Assert.Single(await stage.Findings());
        Assert.Equal((Inner, 443, Public, 8443, "dnat"), (finding.Address, finding.Port, finding.PublicIp, finding.PublicPort, finding.NetworkRule));
    }

    [Fact]
    public async Task a_load_balancers_public_address_leads_to_the_device_behind_it()
    {
        // No device holds a load balancer's address: whoever reads its configuration tells the address itself.
        await stage.Apply(Address(Public), new PathMapped(new(Transport.Tcp, 443, 443, new(Ip(Inner), 8443), "lb rule https"), Sighting.At(T)));
        await stage.Apply(Device("web"), Holds(Inner));
        await stage.Apply(Address(Public), Answer(T));
        Assert.Equal((443, 8443), (Assert.Single((await stage.Machine("web")).Evidence).PublicPort, Assert.Single((await stage.Machine("web")).Evidence).LocalPort));
    }

    [Fact]
    public async Task a_path_counts_for_the_window_after_it_was_last_read()
    {
        await Network(Forward(8443, Inner, 443) with { Seen = Sighting.At(T.AddHours(-60)) });
        await stage.Apply(Address(Public), Answer(T, 8443));
        Assert.Equal(["router"], await stage.Flagged());
    }

    [Fact]
    public async Task a_router_that_was_charged_before_its_rules_were_known_is_cleared_when_they_are()
    {
        await stage.Apply(Device("router"), Holds(Public));
        await stage.Apply(Address(Public), Answer(T, 8443));
        Assert.Equal(["router"], await stage.Flagged());

        await Network(Forward(8443, Inner, 443));

        Assert.Equal(["web"], await stage.Flagged());
        Assert.Contains(stage.Sent, m => m.Subject.Key == "router" && System.Text.Encoding.UTF8.GetString(m.Body.Span).Contains("\"cause\":\"reattributed\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task in_whatever_order_it_is_learned_the_same_devices_are_tagged_for_the_same_ports()
    {
        EntityObservations[] parts =
        [
            Of(Device("router"), Holds(Public), Forward(8443, Inner, 443)), Of(Device("web"), Holds(Inner)), Of(Address(Public), Answer(T, 8443), Answer(T.AddHours(-1), 8443)),
        ];
        int[][] orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]; // the scan before the rules first charges the router
        foreach (var order in orders)
        {
            var each = new Stage();
            foreach (var part in order)
            {
                await each.Apply(parts[part]);
            }

            Assert.Equal(["web"], await each.Flagged());
            Assert.Equal([443], (await each.Machine("web")).InternetFacingPorts);
        }
    }

    private async Task Network(PortForwarded forward)
    {
        await stage.Apply(Device("router"), Holds(Public), Holds("10.0.0.1"), forward);
        await stage.Apply(Device("web"), Holds(Inner), new ListenerSeen(Transport.Tcp, new(Ip("0.0.0.0"), 443), Sighting.At(T), new("nginx", null, 7)));
    }

    private static PortForwarded Forward(ushort port, string target, ushort inner) =>
        new(new(Transport.Tcp, port, port, new(Ip(target), inner), "dnat"), null, Sighting.At(T));

    private static AddressSeen Holds(string address) => new(Ip(address), AddressRelation.Interface, Sighting.At(T));
}
