using System.Text;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Normalisation.Rows;
using ExposurePipeline.Tests.Exposure.Normalisation.Fuzz;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Rows;

/// <summary>What formats other than Defender's become.</summary>
public sealed class ConnectionRowTests
{
    private static readonly DateTimeOffset Later = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const string Zeek = """
        {"ts":1784383122.5,"uid":"C1","id.orig_h":"10.0.0.9","id.orig_p":50000,"id.resp_h":"10.0.0.5","id.resp_p":443,"proto":"tcp","conn_state":"SF","local_resp":true,"orig_bytes":10,"resp_bytes":10}
        """;

    public static TheoryData<string> Formats => [.. EventReaders.All.Select(static reader => reader.Format)];

    [Fact]
    public void a_connection_is_a_row_before_it_is_judged_whether_it_comes_from_the_internet()
    {
        var row = Journal.Row(Zeek);

        Assert.Equal(("InboundConnectionAccepted", "Tcp", "10.0.0.9", "10.0.0.5", "443"), (
            row[NetworkEventColumn.ActionType], row[NetworkEventColumn.Protocol], row[NetworkEventColumn.RemoteIP], row[NetworkEventColumn.LocalIP], row[NetworkEventColumn.LocalPort]));
        Assert.Equal(("Private", "Private"), (row[NetworkEventColumn.RemoteIPType], row[NetworkEventColumn.LocalIPType]));
        Assert.Equal("2026-07-18T13:58:42.5000000Z", row[NetworkEventColumn.Timestamp]);
    }

    [Fact]
    public void a_listening_socket_is_a_row_with_its_device_and_process()
    {
        var listening = "State Recv-Q Send-Q Local Address:Port Peer Address:Port Process\nLISTEN 0 128 127.0.0.1:8080 0.0.0.0:* users:((\"nginx\",pid=12,fd=3))\n";
        var raw = Normalising.Event(listening, "ss") with { Properties = new(new Dictionary<string, string> { ["deviceId"] = "web-1" }) };

        var row = Assert.Single(Journal.Of(raw).Journal.Rows).Values;

        Assert.Equal(("ListeningConnectionCreated", "web-1", "127.0.0.1", "Loopback", "8080", "nginx", "12"), (
            row[NetworkEventColumn.ActionType], row[NetworkEventColumn.DeviceId], row[NetworkEventColumn.LocalIP], row[NetworkEventColumn.LocalIPType],
            row[NetworkEventColumn.LocalPort], row[NetworkEventColumn.InitiatingProcessFileName], row[NetworkEventColumn.InitiatingProcessId]));
    }

    [Fact]
    public void a_port_that_answered_a_scanner_is_a_row_of_its_address()
    {
        var row = Journal.Row("""[{"ip":"20.1.2.3","timestamp":"1784383122","ports":[{"port":22,"proto":"tcp","status":"open","reason":"syn-ack","ttl":53}]}]""");

        Assert.Equal(("InboundInternetScanInspected", "20.1.2.3", "22"), (row[NetworkEventColumn.ActionType], row[NetworkEventColumn.LocalIP], row[NetworkEventColumn.LocalPort]));
        Assert.Equal("""{"PublicScannedIp":"20.1.2.3","PublicScannedPort":22}""", row[NetworkEventColumn.AdditionalFields]);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void whoever_writes_rows_finds_the_same_in_the_books_as_who_does_not(string format)
    {
        foreach (var seed in Seeds.Own.Where(seed => seed.Format == format && format != "defender-streaming"))
        {
            var raw = Normalising.Event(seed.Body, format) with { Properties = new(new Dictionary<string, string> { ["deviceId"] = "web-1", ["port"] = "443" }) };
            var (plain, journalled) = (Normalising.Read(raw).Tally, Journal.Of(raw).Tally);

            Assert.Equal((plain.Read, plain.Observed), (journalled.Read, journalled.Observed));
            Assert.Equal(plain.Filtered, journalled.Filtered);
            Assert.Equal(plain.Rejected, journalled.Rejected);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void no_byte_of_a_body_can_be_lost_or_changed_so_that_a_row_stays_open_or_the_books_do_not_balance(string format)
    {
        foreach (var damaged in Seeds.Own.Where(seed => seed.Format == format).SelectMany(static seed => Damage.Small(seed.Body)))
        {
            var (_, tally) = Journal.Of(Normalising.Event(damaged, format));
            Assert.True(tally.Balances());
            Assert.DoesNotContain(RejectionReason.ReaderFault, tally.Rejected.Keys);
        }
    }

    [SampleTheory]
    [InlineData("a03-sysmon-eid3")]
    [InlineData("a04-zeek-conn")]
    [InlineData("a05-suricata-eve")]
    [InlineData("a06-azure-nsg-flow")]
    [InlineData("a07-azure-vnet-flow")]
    [InlineData("a11-windows-5156")]
    [InlineData("a12-azure-vmconnection")]
    [InlineData("a13-windows-firewall-log")]
    public void real_files_give_at_least_a_row_for_each_record_that_says_something(string folder)
    {
        var rows = 0;
        var observed = 0;
        foreach (var (_, body) in SampleFiles.In(folder))
        {
            var (journal, tally) = Journal.Of(Normalising.Event(body), Normalising.Ageless, Later);
            (rows, observed) = (rows + journal.Rows.Count, observed + tally.Observed);
        }

        Assert.True(rows >= observed, $"{rows} rows, {observed} records that were observed");
    }

    [SampleFact]
    public void real_rows_of_defender_are_all_kept()
    {
        foreach (var (name, body) in SampleFiles.In("e01-advanced-hunting-results").Concat(SampleFiles.In("a01-defender-streaming")))
        {
            var (journal, tally) = Journal.Of(Normalising.Event(body), Normalising.Ageless, Later);
            Assert.True(journal.Rows.Count == tally.Observed && tally.Balances(), $"{name}: {journal.Rows.Count} of {tally.Observed}");
            Assert.True(tally.Rejected.Count == 0 || Encoding.UTF8.GetString(body).Length < 100_000, name);
        }
    }
}
