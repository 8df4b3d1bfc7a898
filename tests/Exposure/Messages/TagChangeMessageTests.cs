using System.Text.Json;
using System.Text.Json.Nodes;
using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Tests.Exposure.Scenarios;
using ExposurePipeline.Tests.Exposure.State;
using ExposurePipeline.Tests.Support;
using Xunit;
using static ExposurePipeline.Tests.Exposure.Scenarios.Stage;

namespace ExposurePipeline.Tests.Exposure.Messages;

public sealed class TagChangeMessageTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private readonly Stage stage = new();

    [Fact]
    public async Task the_messages_of_a_device_are_as_ever()
    {
        await stage.Apply(
            Device("d1"),
            new ProfileSeen(new("web1.contoso.com", "WindowsServer2022", "10.0", "DMZ", "Onboarded", "Active", "Server", "High", "Low", null, ["pci"], null, null, 639199803770463703), T),
            new AddressSeen(Ip("10.0.0.5"), AddressRelation.Interface, Sighting.At(T)), new AddressSeen(Ip("45.1.2.3"), AddressRelation.Egress, Sighting.At(T)),
            Connection(T, process: new("svchost.exe", "-k termsvcs", 1234)));
        await stage.Apply(Device("d1"), Scan(T.AddMinutes(20)));
        var machine = JsonNode.Parse((await stage.Machine("d1")).ToUtf8())!;
        await stage.Expire(T.AddDays(3));

        Golden.Matches(
            new JsonArray([.. stage.Sent.Select(m => JsonNode.Parse(m.Body.Span)), machine]).ToJsonString(Indented), "tests", "Exposure", "Messages", "tag-changes.golden.json");
    }

    [Fact]
    public async Task properties_let_subscriptions_filter()
    {
        await stage.Apply(new EntityObservations(Device("d1"), [Connection(T), Scan(T)], T, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["tenantId"] = "contoso", ["deviceId"] = "d1", ["change"] = "added", ["reasons"] = "PublicScan,ExternalNetworkConnection", ["transport"] = "Tcp,Udp",
                ["cloud"] = "", ["traceparent"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            },
            stage.Sent[0].Properties);
    }

    [Fact]
    public void ids_are_derived_and_as_ever()
    {
        Assert.Equal("added-c1d788a6a65734edd1cd3ee1a43f72be-1", MessageIds.Added(Device("d1"), 1));
        Assert.Equal("removed-c1d788a6a65734edd1cd3ee1a43f72be-12", MessageIds.Removed(Device("d1"), 12));
        Assert.Equal("evidence-c1d788a6a65734edd1cd3ee1a43f72be-be913f4e22cbca73", MessageIds.EvidenceChanged(Device("d1"), Connection(T).Key));
        Assert.NotEqual(MessageIds.Added(Device("d1"), 1), MessageIds.Added(EntityId.Of(new TenantId("fabrikam"), new DeviceId("d1")), 1));
    }

    [Fact]
    public void the_longest_names_make_no_longer_id()
    {
        var device = EntityId.Of(new TenantId(new('t', TenantId.MaxLength)), new DeviceId(new('d', DeviceId.MaxLength)));
        Assert.All([MessageIds.Added(device, int.MaxValue), MessageIds.EvidenceChanged(device, Connection(T).Key), MessageIds.Signal(device, "x"u8)], id => Assert.InRange(id.Length, 1, 128));
    }

    [Fact]
    public void the_largest_messages_and_index_rows_have_a_known_size()
    {
        var (device, now) = (Device(new('日', DeviceId.MaxLength)), LargestState.Late);
        var occasion = new Occasion([.. Enumerable.Range(0, 70).SelectMany(LargestState.Evidence)], now, null, now, LargestState.Policy);
        var decision = DeviceDecision.Decide(device, LargestState.Device with { Published = ExposurePipeline.Exposure.State.Publication.None, State = LargestState.Device.State with { MergedInto = null } }, occasion);
        Assert.NotEmpty(decision.Messages);
        Assert.All(decision.Messages, m => Assert.InRange(m.Body.Length, 1, 96 * 1024)); // a Service Bus message holds 256 KiB
        Assert.InRange(decision.Index!.Body.Length, 16 * 1024, 192 * 1024);
    }

    [Fact]
    public async Task the_summary_counts_devices_by_reason_transport_cause_platform_and_state()
    {
        await stage.Apply(Of(Device("d1"), Connection(T), Scan(T)), Of(Device("d2"), Connection(T)), Of(Device("d3"), Connection(T.AddDays(-9))));
        Machine[] machines = [await stage.Machine("d1"), await stage.Machine("d2"), await stage.Machine("d3")];
        var summary = Summary.Of(machines, findings: 7);
        Assert.Equal((2, 2, 0, 7), (summary.ByExposureState[ExposureState.Exposed], summary.ByCause[CauseKind.Unknown], summary.ByCause[CauseKind.IntendedService], summary.UnattributedFindings));
        Assert.Equal(KeyValuePair.Create("Unknown", 2), Assert.Single(summary.ByPlatform));
        Assert.Equal((2, 1, 2, 2, 1), (summary.InternetFacing, summary.ByReason[Reason.PublicScan], summary.ByReason[Reason.ExternalNetworkConnection], summary.ByTransport[Transport.Tcp], summary.ByTransport[Transport.Udp]));
    }

    private static EvidenceSeen Scan(DateTimeOffset at) => new(
        new(Reason.PublicScan, Transport.Udp, new(Ip("10.0.0.5"), 161), new(Ip("45.1.2.3"), 1610)), Sighting.At(at), [], Attribution.NamedByEvent, null, "defender", "defender-streaming");
}
