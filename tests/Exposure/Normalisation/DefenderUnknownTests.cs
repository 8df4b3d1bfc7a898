using System.Text;
using System.Text.Json.Nodes;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation;

/// <summary>What Defender is known to send and is not read is filtered by name; what it is not known to send is set aside.</summary>
public sealed class DefenderUnknownTests
{
    private const string Network = "AdvancedHunting-DeviceNetworkEvents";

    [Theory]
    [InlineData("ConnectionSuccess")] // from the device
    [InlineData("ConnectionFailed")]
    [InlineData("ConnectionAttempt")] // a SYN only
    [InlineData("InboundConnectionAttempt")] // the same, as timelines spell it
    [InlineData("InboundConnectionAcknowledged")] // in real streams, on no list of Microsoft's
    [InlineData("InboundConnectionBlocked")]
    [InlineData("SslConnectionInspected")]
    [InlineData("ConnectionSuccessAggregatedReport")] // once an hour
    [InlineData("connectionsuccess")] // whatever the case
    public void a_known_action_that_proves_nothing_is_filtered(string action) =>
        AssertFiltered(FilterRule.ActionNotInbound, NetworkEvent.With("ActionType", action).Envelope());

    [Theory]
    [InlineData("DeviceProcessEvents", "ProcessCreated")]
    [InlineData("DeviceEvents", "FirewallInboundConnectionBlocked")] // of another table, whatever its name suggests
    [InlineData("DeviceEvents", "NeverHeardOf")] // the actions of tables that are not read are nobody's business
    [InlineData("DeviceEvents", "InboundConnectionAccepted")] // the table decides
    [InlineData("DeviceTvmSoftwareVulnerabilitiesKB", null)]
    [InlineData("ExposureGraphEdges", null)]
    [InlineData("alertinfo", null)] // whatever the case
    public void a_known_table_that_says_nothing_is_filtered(string table, string? action) =>
        AssertFiltered(FilterRule.CategoryNotRead, new NetworkEvent { Category = $"AdvancedHunting-{table}" }.And("ActionType", action).Envelope());

    [Theory]
    [InlineData("AdvancedHunting-NoSuchTable", "InboundConnectionAccepted")]
    [InlineData("AdvancedHunting-NoSuchTable", "ConnectionSuccess")] // an action of a known table does not make the table known
    [InlineData("AdvancedHunting-NoSuchTable", null)]
    [InlineData("AdvancedHunting-DeviceNetworkEvent", null)] // nearly
    [InlineData("AdvancedHunting-DeviceEventsX", null)] // a known name is not a prefix
    [InlineData("DeviceNetworkEvents", "InboundConnectionAccepted")] // every category of the stream has the prefix
    [InlineData("AuditLogs", null)] // another product's diagnostic stream on the same hub
    public void an_unknown_category_is_set_aside(string category, string? action) =>
        AssertRejected(RejectionReason.UnknownCategory, $"'{category}'", new NetworkEvent { Category = category }.And("ActionType", action).Envelope());

    [Theory]
    [InlineData("NeverHeardOf")]
    [InlineData("ConnectionSuccessful")] // a known name is not a prefix
    [InlineData("ConnectionSucces")]
    [InlineData("ProcessCreated")] // known, but of another table
    [InlineData("DnsQueryResponse")] // often taken for a network event
    public void an_unknown_action_of_the_network_table_is_set_aside(string action) =>
        AssertRejected(RejectionReason.UnknownAction, $"'{action}'", NetworkEvent.With("ActionType", action).Envelope());

    [Fact]
    public void an_action_that_is_no_text_is_unknown() =>
        AssertRejected(RejectionReason.UnknownAction, "StartArray", NetworkEvent.With("ActionType", new JsonArray(1)).Envelope());

    [Fact]
    public void a_long_value_is_shortened_in_the_detail()
    {
        var category = Assert.Single(Normalising.Read(new NetworkEvent { Category = "AdvancedHunting-" + new string('x', 5000) }.Envelope()).Rejected);
        var action = Assert.Single(Normalising.Read(NetworkEvent.With("ActionType", new string('y', 5000)).Envelope()).Rejected);
        Assert.All([category, action], static rejected => Assert.InRange(rejected.Rejection.Detail.Length, 64, 250));
    }

    [Theory]
    [InlineData("Connection\\u0053uccess", Network, FilterRule.ActionNotInbound)] // escapes are undone before names are compared
    [InlineData("ConnectionSuccess", "AdvancedHunting\\u002dDeviceNetworkEvents", FilterRule.ActionNotInbound)]
    [InlineData("x", "Advanced\\u0048unting-DeviceEvents", FilterRule.CategoryNotRead)]
    public void an_escaped_name_is_the_same_name(string action, string category, string rule) => AssertFiltered(
        rule,
        NetworkEvent.With("ActionType", "ACTION").Envelope().Replace("ACTION", action, StringComparison.Ordinal).Replace(Network, category, StringComparison.Ordinal));

    [Theory]
    [InlineData("{\"category\":\"AdvancedHunting-DeviceEvents\",")] // twice: of a repeated member the last counts
    [InlineData("{\"Category\":\"AdvancedHunting-DeviceEvents\",")]
    public void a_category_that_stands_twice_is_left_to_the_full_reading(string head) =>
        Assert.Equal(1, Normalising.Read(head + new NetworkEvent().Record()[1..]).Tally.Observed);

    // Flat rows of the hunting API name no table.
    [Theory]
    [InlineData("LdapSearch", "Protocol", FilterRule.CategoryNotRead)] // DeviceEvents has addresses and no protocol
    [InlineData("LogonSuccess", "LocalIP", FilterRule.CategoryNotRead)] // DeviceLogonEvents has a protocol and no local address
    [InlineData("ConnectionSuccess", "Protocol", FilterRule.ActionNotInbound)] // the action alone tells the table
    public void a_flat_row_of_another_table_is_filtered(string action, string without, string rule) =>
        AssertFiltered(rule, NetworkEvent.With("ActionType", action).Without(without).Flat());

    [Fact]
    public void a_row_of_a_union_has_every_column_and_is_of_the_table_whose_columns_it_fills() =>
        AssertFiltered(FilterRule.CategoryNotRead, NetworkEvent.With("ActionType", "LdapSearch").And("Protocol", "").And("LocalIP", "").Flat());

    [Fact]
    public void a_flat_row_with_the_network_columns_and_an_unknown_action_is_set_aside() =>
        AssertRejected(RejectionReason.UnknownAction, "'NeverHeardOf'", NetworkEvent.With("ActionType", "NeverHeardOf").Flat());

    [Theory]
    [InlineData("DeviceNetworkEvents", 1, null, null)] // Log Analytics' tables have no prefix
    [InlineData("DeviceProcessEvents", 0, FilterRule.CategoryNotRead, null)]
    [InlineData("Heartbeat", 0, null, RejectionReason.UnknownCategory)]
    public void a_flat_row_may_name_its_table(string type, int observed, string? filtered, RejectionReason? rejected)
    {
        var tally = Normalising.Read(NetworkEvent.With("Type", type).Flat()).Tally;
        Assert.Equal((observed, filtered, rejected), (tally.Observed, tally.Filtered.Keys.SingleOrDefault(), tally.Rejected.Keys.Cast<RejectionReason?>().SingleOrDefault()));
    }

    [Fact]
    public void noise_costs_no_allocation_a_record()
    {
        var noise = NetworkEvent.With("ActionType", "ConnectionSuccess").Record() + "\n" + new NetworkEvent { Category = "AdvancedHunting-DeviceEvents" }.Record() + "\n";
        Assert.Equal(Allocated(noise, 1), Allocated(noise, 500));
    }

    private static long Allocated(string noise, int times)
    {
        var raw = Normalising.Event(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(noise, times))));
        return Enumerable.Range(0, 10).Min(_ => Once(raw)); // the runtime may allocate while it compiles; the reader does so each time
    }

    private static long Once(RawEvent raw)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = Normalising.Read(raw);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void AssertFiltered(string rule, string body)
    {
        var batch = Normalising.Read(body);
        Assert.Equal(new Dictionary<string, int> { [rule] = 1 }, batch.Tally.Filtered);
        Assert.True(batch.Tally.Balances());
        Assert.Empty(batch.Observations);
    }

    private static void AssertRejected(RejectionReason reason, string value, string body)
    {
        var batch = Normalising.Read(body);
        var rejected = Assert.Single(batch.Rejected).Rejection;
        Assert.Equal((reason, 0), (rejected.Reason, rejected.Record));
        Assert.Contains(value, rejected.Detail, StringComparison.Ordinal);
        Assert.True(batch.Tally.Balances());
        Assert.Empty(batch.Observations);
    }
}
