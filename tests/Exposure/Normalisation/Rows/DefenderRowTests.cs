using System.Text.Json.Nodes;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Normalisation.Rows;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Rows;

public sealed class DefenderRowTests
{
    [Fact]
    public void a_record_becomes_a_row_whole_and_nulls_are_not_set()
    {
        var record = NetworkEvent.With("ReportId", 9007199254740993).And("InitiatingProcessSHA1", "ab").And("Unheard", "of").And("IsInitiatingProcessRemoteSession", false);

        var row = Journal.Row(record.Envelope());

        Assert.Equal("2026-07-18T13:58:42.666487Z", row[NetworkEventColumn.Timestamp]);
        Assert.Equal("9007199254740993", row[NetworkEventColumn.ReportId]); // beyond 2^53
        Assert.Equal("nginx.exe -g \"daemon off;\"", row[NetworkEventColumn.InitiatingProcessCommandLine]);
        Assert.Equal(("37558", "443", "Tcp", "ab", "false"), (row[NetworkEventColumn.RemotePort], row[NetworkEventColumn.LocalPort], row[NetworkEventColumn.Protocol], row[NetworkEventColumn.InitiatingProcessSHA1], row[NetworkEventColumn.IsInitiatingProcessRemoteSession]));
        Assert.DoesNotContain(NetworkEventColumn.RemoteUrl, row.Keys);
        Assert.DoesNotContain(NetworkEventColumn.AdditionalFields, row.Keys);
        Assert.DoesNotContain("of", row.Values);
    }

    [Theory]
    [InlineData("ConnectionSuccess", "8.8.8.8")] // outbound
    [InlineData("ConnectionFailed", "10.0.0.7")] // private
    [InlineData("InboundConnectionAccepted", "127.0.0.1")]
    [InlineData("ListeningConnectionCreated", null)]
    [InlineData("SslConnectionInspected", "8.8.8.8")]
    [InlineData("NotYetInvented", "8.8.8.8")]
    public void every_action_and_every_address_is_kept(string action, string? remote)
    {
        var row = Journal.Row(NetworkEvent.With("ActionType", action).And("RemoteIP", remote).Envelope());

        Assert.Equal((action, remote), (row[NetworkEventColumn.ActionType], row.GetValueOrDefault(NetworkEventColumn.RemoteIP)));
    }

    [Theory]
    [InlineData("""{"b":"\\","a":[1, 2]}""")]
    [InlineData("{\"a\":\"\\u00e9\\ud83d\\ude00\"}")]
    public void additional_fields_are_kept_to_the_letter_as_text_or_as_an_object(string fields)
    {
        Assert.Equal(fields, Journal.Row(NetworkEvent.With("AdditionalFields", fields).Envelope())[NetworkEventColumn.AdditionalFields]);
        Assert.Equal(fields, Journal.Row(NetworkEvent.With("AdditionalFields", "*").Envelope().Replace("\"*\"", fields, StringComparison.Ordinal))[NetworkEventColumn.AdditionalFields]);
    }

    [Fact]
    public void a_text_longer_than_usual_is_kept_to_its_end()
    {
        var command = string.Concat(Enumerable.Repeat("\"ä\\", 5000));

        Assert.Equal(command, Journal.Row(NetworkEvent.With("InitiatingProcessCommandLine", command).Envelope())[NetworkEventColumn.InitiatingProcessCommandLine]);
    }

    [Fact]
    public void a_row_is_its_tenants_whether_the_record_or_the_event_names_it()
    {
        var streamed = Normalising.Event(new NetworkEvent().Envelope()) with { Tenant = new("contoso") };
        var flat = Normalising.Event(new NetworkEvent().Flat()) with { Tenant = new("contoso") };

        Assert.Equal("11111111-2222-3333-4444-555555555555", Assert.Single(Journal.Of(streamed).Journal.Rows).Tenant);
        Assert.Equal("contoso", Assert.Single(Journal.Of(flat).Journal.Rows).Tenant);
    }

    [Fact]
    public void rows_of_log_analytics_and_of_a_query_are_read_too()
    {
        var flat = JsonNode.Parse(new NetworkEvent().Without("Timestamp").Flat())!.AsObject();
        flat["Type"] = "DeviceNetworkEvents";
        flat["TimeGenerated"] = "2026-07-18T13:58:42.6664871Z";
        var table = """{"tables":[{"name":"PrimaryResult","columns":[{"name":"Timestamp","type":"datetime"},{"name":"ActionType","type":"string"},{"name":"RemotePort","type":"int"}],"rows":[["2026-07-18T13:58:42Z","ConnectionSuccess",443]]}]}""";

        Assert.Equal("2026-07-18T13:58:42.6664871Z", Journal.Row(flat.ToJsonString())[NetworkEventColumn.Timestamp]);
        Assert.Equal("443", Journal.Row(table, DefenderReader)[NetworkEventColumn.RemotePort]);
    }

    [Theory]
    [InlineData("AdvancedHunting-DeviceInfo")]
    [InlineData("AdvancedHunting-DeviceProcessEvents")]
    [InlineData("AdvancedHunting-Unheard")]
    public void records_of_other_tables_are_no_rows(string category)
    {
        var (journal, tally) = Journal.Of(Normalising.Event(new NetworkEvent { Category = category }.Envelope()));

        Assert.Empty(journal.Rows);
        Assert.Equal(1, tally.Filtered[FilterRule.CategoryNotRead]);
    }

    [Theory]
    [InlineData("2026-07-18T15:58:42Z", RejectionReason.TimestampInFuture)]
    [InlineData("2020-07-18T13:58:42Z", RejectionReason.TimestampTooOld)]
    [InlineData("yesterday", RejectionReason.InvalidTimestamp)]
    public void a_record_whose_time_cannot_be_is_counted_and_no_row(string time, RejectionReason reason)
    {
        var (journal, tally) = Journal.Of(Normalising.Event($"{NetworkEvent.With("Timestamp", time).Record()}\n{new NetworkEvent().Record()}\n{{\"time\":"));

        Assert.Single(journal.Rows);
        Assert.Equal((3, 1, 1), (tally.Read, tally.Observed, tally.Rejected[reason]));
        Assert.True(tally.Balances());
    }

    private const string DefenderReader = "defender-streaming";
}
