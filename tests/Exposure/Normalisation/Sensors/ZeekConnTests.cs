using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Sensors;

/// <summary>conn.log of our own making; the samples' golden file shows real ones.</summary>
public sealed class ZeekConnTests
{
    private const string Fields = "ts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tduration\tresp_bytes\tconn_state\tlocal_orig\tlocal_resp\thistory";
    private const string Header = "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n#open\t2026-07-18-13-40-00\n#fields\t" + Fields + "\n#types\ttime\tstring\n";
    private const string Line = "1784382000.250000\tCx1\t45.9.9.9\t50123\t10.0.0.5\t443\ttcp\t1.5\t900\tSF\t-\t-\tShADadFf";
    private static readonly DateTimeOffset Opened = DateTimeOffset.FromUnixTimeMilliseconds(1784382000250);

    [Fact]
    public void a_completed_connection_is_a_finding_of_the_responders_address()
    {
        var entity = Assert.Single(Normalising.Read(Header + Line + "\n").Observations);
        Assert.Equal((EntityKind.Address, "10.0.0.5"), (entity.Entity.Kind, entity.Entity.Key));
        var accepted = Assert.IsType<ConnectionAccepted>(Assert.Single(entity.Observations));
        Assert.Equal((Transport.Tcp, 443, Sighting.At(Opened), "zeek-conn"), (accepted.Transport, (int)accepted.Port, accepted.Seen, accepted.Source));
        Assert.Equal("45.9.9.9", Assert.Single(accepted.Remotes).ToString());
    }

    [Theory]
    [InlineData("tcp", "S1", "ShADad", 0, null)]
    [InlineData("tcp", "SF", "ShADadFf", 9, null)]
    [InlineData("tcp", "SF", "-", 9, null)] // old versions keep no history
    [InlineData("tcp", "S2", "ShADadF", 9, null)]
    [InlineData("tcp", "S3", "ShADadf", 9, null)]
    [InlineData("tcp", "RSTO", "ShADadR", 9, null)]
    [InlineData("tcp", "RSTO", "ShAR", 0, null)] // a connect scan: completed, then dropped
    [InlineData("tcp", "RSTO", "ShR", 0, FilterRule.NotCompleted)] // a half-open scan: the handshake was never completed
    [InlineData("tcp", "RSTO", "-", 0, FilterRule.NotCompleted)] // nothing proves the handshake
    [InlineData("tcp", "RSTO", "-", 9, null)]
    [InlineData("tcp", "RSTR", "ShADdar", 9, null)]
    [InlineData("tcp", "RSTR", "ShADr", 0, null)]
    [InlineData("tcp", "SF", "^hADadfF", 9, null)] // turned round, rightly: the SYN-ACK tells
    [InlineData("tcp", "SF", "FafA", 0, FilterRule.DirectionUnknown)] // met halfway
    [InlineData("tcp", "S1", "^dADa", 9, FilterRule.DirectionUnknown)]
    [InlineData("tcp", "S0", "S", 0, FilterRule.NotCompleted)]
    [InlineData("tcp", "REJ", "Sr", 0, FilterRule.NotCompleted)]
    [InlineData("tcp", "RSTOS0", "SR", 0, FilterRule.NotCompleted)]
    [InlineData("tcp", "RSTRH", "^hr", 0, FilterRule.NotCompleted)]
    [InlineData("tcp", "SH", "SF", 0, FilterRule.NotCompleted)]
    [InlineData("tcp", "SHR", "^hf", 0, FilterRule.NotCompleted)]
    [InlineData("tcp", "OTH", "Dd", 9, FilterRule.NotCompleted)]
    [InlineData("udp", "SF", "Dd", 9, null)]
    [InlineData("udp", "SF", "^dD", 9, FilterRule.DirectionUnknown)] // turned round by the look of its ports
    [InlineData("udp", "S0", "D", 0, FilterRule.NotCompleted)]
    [InlineData("udp", "SHR", "^d", 9, FilterRule.NotCompleted)]
    [InlineData("icmp", "OTH", "-", 0, FilterRule.TransportNotRead)]
    [InlineData("unknown_transport", "OTH", "-", 0, FilterRule.TransportNotRead)]
    public void only_completed_connections_count(string proto, string state, string history, int answered, string? rule) =>
        Says(Header + $"1784382000.25\tCx1\t45.9.9.9\t50123\t10.0.0.5\t443\t{proto}\t-\t{answered}\t{state}\t-\t-\t{history}\n", rule);

    [Theory]
    [InlineData("45.9.9.9", "10.0.0.5", "F", "T", null)]
    [InlineData("10.0.0.5", "45.9.9.9", "-", "-", FilterRule.Outbound)]
    [InlineData("20.50.60.70", "45.9.9.9", "T", "F", FilterRule.Outbound)] // the organisation's own public address
    [InlineData("20.50.60.70", "45.9.9.9", "F", "F", FilterRule.Outbound)] // passing by
    [InlineData("10.0.0.7", "10.0.0.5", "-", "-", FilterRule.RemoteNotInternet)]
    [InlineData("45.9.9.9", "224.0.0.251", "-", "-", FilterRule.LocalNotHost)]
    [InlineData("45.9.9.9", "20.50.60.70", "-", "-", null)] // either may be ours: the finding is the responder's
    [InlineData("2a01:4f8::9", "2a02:100::5", "-", "-", null)]
    [InlineData("::ffff:45.9.9.9", "10.0.0.5", "-", "-", null)]
    public void sides_are_sorted_out_by_address_and_by_what_zeek_knows(string originator, string responder, string localOrig, string localResp, string? rule) =>
        Says(Header + $"1784382000.25\tCx1\t{originator}\t50123\t{responder}\t443\ttcp\t-\t9\tSF\t{localOrig}\t{localResp}\tShADadFf\n", rule);

    [Theory]
    [InlineData("10.0.0.5", "-", "web-1")]
    [InlineData("20.50.60.70", "T", "web-1")]
    [InlineData("20.50.60.70", "-", "20.50.60.70")] // else the device's own connections to the internet would be its exposure
    public void a_device_is_named_by_the_event_only_where_the_responder_is_surely_inside(string responder, string localResp, string entity) =>
        Assert.Equal(entity, Assert.Single(Read(Header + $"1784382000.25\tCx1\t45.9.9.9\t50123\t{responder}\t443\ttcp\t-\t9\tSF\t-\t{localResp}\tShADadFf\n", (EventProperties.DeviceId, "Web-1")).Observations).Entity.Key);

    [Theory]
    [InlineData("#separator\t\\x09\n#fields\t" + Fields + "\n" + Line)] // a tab after the directive
    [InlineData("#fields\t" + Fields + "\n" + Line + "\n#close\t2026-07-18")] // the rest of a file that was cut before
    [InlineData("#close\t2026-07-18\n" + Header + Line)]
    [InlineData(Header + Line + "\r\n")]
    public void a_header_may_be_written_in_several_ways(string body) => Assert.Equal((1, 1), Counts(Normalising.Read(body)));

    [Fact]
    public void every_line_of_a_table_may_end_in_cr_lf() =>
        Assert.Equal((1, 1), Counts(Normalising.Read((Header + Line + "\n#close\t2026\n").Replace("\n", "\r\n", StringComparison.Ordinal))));

    [Fact]
    public void columns_stand_in_the_order_and_with_the_marks_that_the_header_says()
    {
        const string other = "#separator \\x2c\n#unset_field,NONE\n#path,conn\n#fields,conn_state,proto,id.resp_p,id.resp_h,id.orig_p,id.orig_h,ts,history\nSF,udp,53,10.0.0.6,4000,45.9.9.9,1784382000,NONE\n";
        var batch = Normalising.Read(Header + Line + "\n#close\t2026\n" + other);
        Assert.Equal(["10.0.0.5", "10.0.0.6"], batch.Observations.Select(entity => entity.Entity.Key));
    }

    [Fact]
    public void lines_without_header_need_the_property_fields()
    {
        Assert.Equal(RejectionReason.MissingField, Assert.Single(Read(Line).Rejected).Rejection.Reason);
        Assert.Equal((1, 1), Counts(Read(Line, (EventProperties.Fields, Fields.Replace('\t', ' ')))));
    }

    [Fact]
    public void other_logs_of_zeek_are_filtered() =>
        Says("#separator \\x09\n#path\tdns\n#fields\tts\tuid\tid.orig_h\n1784382000.25\tCx1\t10.0.0.5\n", FilterRule.KindNotRead);

    [Theory]
    [InlineData("""{"ts":1784382000.25,"id.orig_h":"45.9.9.9","id.orig_p":5,"id.resp_h":"10.0.0.5","id.resp_p":443,"proto":"tcp","conn_state":"SF","history":"ShADadFf"}""", null)]
    [InlineData("""{"_path":"conn","ts":"2026-07-18T13:40:00.250000Z","id.orig_h":"45.9.9.9","id.orig_p":5,"id.resp_h":"10.0.0.5","id.resp_p":"443","proto":"tcp","conn_state":"SF"}""", null)]
    [InlineData("""{"@stream":"conn","ts":1784382000250,"id_orig_h":"45.9.9.9","id_orig_p":5,"id_resp_h":"10.0.0.5","id_resp_p":443,"proto":"tcp","conn_state":"SF","local_orig":false,"local_resp":true}""", null)]
    [InlineData("""{"ts":1784382000.25,"id":{"orig_h":"45.9.9.9","orig_p":5,"resp_h":"10.0.0.5","resp_p":443},"proto":"tcp","conn_state":"SF"}""", null)]
    [InlineData("""{"conn":{"ts":1784382000.25,"id.orig_h":"45.9.9.9","id.orig_p":5,"id.resp_h":"10.0.0.5","id.resp_p":443,"proto":"tcp","conn_state":"SF"}}""", null)]
    [InlineData("""{"_path":"conn_long","ts":1784382000.25,"id.orig_h":"45.9.9.9","id.orig_p":5,"id.resp_h":"10.0.0.5","id.resp_p":443,"proto":"tcp","conn_state":"S1"}""", null)]
    [InlineData("""{"_path":"dns","ts":1784382000.25,"id.orig_h":"45.9.9.9","id.orig_p":5,"id.resp_h":"10.0.0.5","id.resp_p":53,"proto":"udp"}""", FilterRule.KindNotRead)]
    [InlineData("""{"ts":1784382000.25,"id.orig_h":"45.9.9.9","id.orig_p":5,"id.resp_h":"10.0.0.5","id.resp_p":443,"proto":"tcp","conn_state":"SF","local_orig":true}""", FilterRule.Outbound)]
    [InlineData("""{"ts":1784382000.25,"id.orig_h":"45.9.9.9","id.orig_p":5,"id.resp_h":"10.0.0.5","id.resp_p":443,"proto":"tcp","conn_state":"SF","local_resp":false}""", FilterRule.Outbound)]
    public void json_is_read_as_zeek_and_corelight_write_it(string record, string? rule)
    {
        Says(record, rule);
        Says($"[{record}]", rule);
        Assert.Equal(2, Normalising.Read($"{record.Replace(",", ",\n  ", StringComparison.Ordinal)}\n{record}\r\n").Tally.Read);
    }

    [Theory]
    [InlineData("Cx1\t45.9.9.9\t50123\t10.0.0.5\t-1\ttcp\t-\t9\tSF\t-\t-\t-", RejectionReason.InvalidField)]
    [InlineData("Cx1\t45.9.9.9\t50123\t10.0.0.5\t65536\ttcp\t-\t9\tSF\t-\t-\t-", RejectionReason.InvalidField)]
    [InlineData("Cx1\t45.9.9.9\t70000\t10.0.0.5\t443\ttcp\t-\t9\tSF\t-\t-\t-", RejectionReason.InvalidField)]
    [InlineData("Cx1\t45.9.9.999\t50123\t10.0.0.5\t443\ttcp\t-\t9\tSF\t-\t-\t-", RejectionReason.InvalidField)]
    [InlineData("Cx1\t-\t50123\t10.0.0.5\t443\ttcp\t-\t9\tSF\t-\t-\t-", RejectionReason.MissingField)]
    [InlineData("Cx1\t45.9.9.9\t50123\t10.0.0.5\t-\ttcp\t-\t9\tSF\t-\t-\t-", RejectionReason.MissingField)]
    [InlineData("Cx1\t45.9.9.9\t50123\t10.0.0.5\t443\t-\t-\t9\tSF\t-\t-\t-", RejectionReason.MissingField)]
    [InlineData("Cx1\t45.9.9.9\t50123\t10.0.0.5\t443\ttcp\t-\t9\t-\t-\t-\t-", RejectionReason.MissingField)]
    [InlineData("Cx1\t45.9.9.9\t50123\t10.0.0.5\t443\ttcp\t-\t9\tXX\t-\t-\t-", RejectionReason.InvalidField)]
    [InlineData("Cx1\t45.9.9.9\t50123", RejectionReason.InvalidField)] // half a line
    [InlineData("Cx1\t45.9.9.9\t50123\t10.0.0.5\t443\ttcp\t-\t9\tSF\t-\t-\t-\t-", RejectionReason.InvalidField)] // more than the header names
    public void a_line_that_means_nothing_is_set_aside_and_its_neighbours_count(string rest, RejectionReason reason)
    {
        var batch = Normalising.Read($"{Header}1784382000.25\t{rest}\n{Line}\n");
        Assert.Equal(reason, Assert.Single(batch.Rejected).Rejection.Reason);
        Assert.Equal((2, 1), Counts(batch));
    }

    [Theory]
    [InlineData("soon", RejectionReason.InvalidTimestamp)]
    [InlineData("-", RejectionReason.InvalidTimestamp)]
    [InlineData("1884382000.25", RejectionReason.TimestampInFuture)]
    [InlineData("1284382000.25", RejectionReason.TimestampTooOld)]
    public void a_time_that_cannot_be_is_set_aside(string time, RejectionReason reason) =>
        Assert.Equal(reason, Assert.Single(Normalising.Read(Header + Line.Replace("1784382000.250000", time, StringComparison.Ordinal)).Rejected).Rejection.Reason);

    [Fact]
    public void a_file_that_is_still_being_written_loses_its_last_line_only()
    {
        var batch = Normalising.Read(Header + Line + "\n" + Line[..40]);
        Assert.Equal(RejectionReason.Truncated, Assert.Single(batch.Rejected).Rejection.Reason);
        Assert.Equal((2, 1), Counts(batch));
    }

    private static (int Read, int Observed) Counts(NormalisedBatch batch) => (batch.Tally.Read, batch.Tally.Observed);

    private static NormalisedBatch Read(string body, params (string Name, string Value)[] properties) =>
        Normalising.Read(Normalising.Event(body, "zeek-conn") with { Properties = new(properties.ToDictionary(property => property.Name, property => property.Value)) }, ExposurePolicy.Default);

    // Nothing else than one observation, or one record under this rule.
    private static void Says(string body, string? rule)
    {
        var tally = Normalising.Read(body).Tally;
        Assert.Equal((1, rule is null ? 1 : 0), (tally.Read, tally.Observed));
        Assert.Equal(rule, tally.Filtered.Keys.SingleOrDefault());
    }
}
