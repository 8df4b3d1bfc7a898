using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Osquery;

/// <summary>Results of osquery's socket tables as its loggers, Fleet and osqueryi write them.</summary>
public sealed class OsqueryTests
{
    private const string Port = """{"pid":"812","port":"443","protocol":"6","family":"2","address":"0.0.0.0","fd":"6","socket":"31","path":"","net_namespace":"4026531840","name":"nginx","cmdline":"nginx: master"}""";
    private const string Accepted = """{"pid":"813","fd":"9","local_address":"10.0.0.5","remote_address":"45.9.9.9","local_port":"443","remote_port":"50123","family":"2","protocol":"6","path":"/usr/sbin/nginx","state":"ESTABLISHED","net_namespace":"4026531840"}""";
    private static readonly DateTimeOffset Asked = DateTimeOffset.FromUnixTimeSeconds(1784382000);

    [Fact]
    public void a_row_of_listening_ports_is_a_listener_of_its_host()
    {
        var entity = Assert.Single(Normalising.Read(Result(Port)).Observations);
        Assert.Equal((EntityKind.Device, "web-1"), (entity.Entity.Kind, entity.Entity.Key));
        Assert.Equal(
            new ListenerSeen(Transport.Tcp, new(IpAddress.Unspecified, 443), Sighting.At(Asked), new("nginx", "nginx: master", 812)), Assert.Single(entity.Observations));
    }

    [Fact]
    public void a_connection_to_a_port_that_its_host_listens_on_was_accepted()
    {
        var batch = Normalising.Read(Result(Accepted) + "\n" + Result(Port)); // in any order
        var evidence = Assert.Single(batch.All().OfType<EvidenceSeen>());
        Assert.Equal(("10.0.0.5:443", Sighting.At(Asked), "osquery", new ProcessIdentity("nginx", null, 813)), (evidence.Key.Local.ToString(), evidence.Seen, evidence.Source, evidence.Process));
        Assert.Equal("45.9.9.9", Assert.Single(evidence.Remotes).ToString());
    }

    [Theory]
    [InlineData("\"state\":\"TIME_WAIT\"", null)]
    [InlineData("\"state\":\"CLOSE_WAIT\"", null)]
    [InlineData("\"state\":\"SYN_SENT\"", FilterRule.Outbound)]
    [InlineData("\"state\":\"SYN_RCVD\"", FilterRule.NotCompleted)]
    [InlineData("\"state\":\"CLOSED\"", FilterRule.SocketNotListening)]
    [InlineData("\"state\":\"\"", FilterRule.SocketNotListening)] // no state: nothing says that it was completed
    [InlineData("\"local_port\":\"55000\"", FilterRule.DirectionUnknown)] // nobody listens there: most likely the host's own
    [InlineData("\"net_namespace\":\"4026532000\"", FilterRule.DirectionUnknown)] // a container's socket, the listener is the host's
    [InlineData("\"remote_address\":\"10.0.0.9\"", FilterRule.RemoteNotInternet)]
    [InlineData("\"remote_address\":\"::ffff:10.0.0.9\"", FilterRule.RemoteNotInternet)]
    [InlineData("\"remote_address\":\"::ffff:45.9.9.9\"", null)]
    [InlineData("\"protocol\":\"17\"", FilterRule.DirectionUnknown)]
    [InlineData("\"protocol\":\"0\"", FilterRule.TransportNotRead)]
    public void who_opened_a_connection_is_never_guessed(string member, string? rule)
    {
        var tally = Normalising.Read(Result(Port) + "\n" + Result(With(Accepted, member))).Tally;
        Assert.Equal((2, rule is null ? 2 : 1), (tally.Read, tally.Observed));
        Assert.Equal(rule, tally.Filtered.Keys.SingleOrDefault());
    }

    [Fact]
    public void another_hosts_listener_proves_nothing() =>
        Assert.Equal(1, Normalising.Read(Result(Port, "db-1") + "\n" + Result(Accepted)).Tally.Filtered[FilterRule.DirectionUnknown]);

    [Fact]
    public void a_listener_that_is_gone_proves_nothing()
    {
        var tally = Normalising.Read(Result(Port, action: "removed") + "\n" + Result(Accepted)).Tally;
        Assert.Equal((0, 1, 1), (tally.Observed, tally.Filtered[FilterRule.SocketNotListening], tally.Filtered[FilterRule.DirectionUnknown]));
    }

    [Theory]
    [InlineData("\"address\":\"127.0.0.1\"", FilterRule.ListenerOnLoopback)]
    [InlineData("\"address\":\"::1\"", FilterRule.ListenerOnLoopback)]
    [InlineData("\"address\":\"fe80::1%eth0\"", FilterRule.LocalNotHost)]
    [InlineData("\"protocol\":\"0\",\"family\":\"1\",\"path\":\"/run/dbus\"", FilterRule.TransportNotRead)] // a Unix socket
    [InlineData("\"protocol\":\"17\",\"port\":\"0\"", FilterRule.SocketNotListening)]
    public void sockets_that_no_stranger_can_reach_are_filtered(string member, string rule) =>
        Assert.Equal(1, Normalising.Read(Result(With(Port, member))).Tally.Filtered[rule]);

    [Theory]
    [InlineData("\"state\":\"LISTEN\",\"remote_port\":\"0\",\"remote_address\":\"0.0.0.0\"")]
    [InlineData("\"state\":\"\",\"remote_port\":\"0\",\"remote_address\":\"0.0.0.0\"")] // versions without the column state
    [InlineData("\"state\":\"\",\"remote_port\":\"0\",\"remote_address\":\"\",\"protocol\":\"17\"")]
    public void a_socket_without_peer_listens(string members) =>
        Assert.IsType<ListenerSeen>(Assert.Single(Normalising.Read(Result(With(Accepted, members))).All()));

    [Fact]
    public void what_loggers_and_managers_wrap_is_read()
    {
        const string entry = "\"name\":\"pack/ports\",\"hostIdentifier\":\"web-1\",\"calendarTime\":\"Sat Jul 18 13:40:00 2026 UTC\",\"unixTime\":1784382000";
        Assert.All(
            [
                "{" + entry + ",\"action\":\"snapshot\",\"snapshot\":[" + Port + "," + Accepted + "]}",
                "{" + entry + ",\"diffResults\":{\"added\":[" + Port + "," + Accepted + "],\"removed\":\"\"}}",
                "{\"node_key\":\"k\",\"log_type\":\"result\",\"data\":[" + Result(Port) + "," + Result(Accepted) + "]}",
                "[" + Result(Port) + ",\n" + Result(Accepted) + "]",
                Result(Port).Replace(",", ",\r\n ", StringComparison.Ordinal) + "\r\n" + Result(Accepted),
                Result(Port).Replace("1784382000", "\"1784382000\"", StringComparison.Ordinal) + Result(Accepted).Replace("\"unixTime\":1784382000,", "", StringComparison.Ordinal),
            ],
            body =>
            {
                var batch = Normalising.Read(body);
                Assert.Equal((2, 2), (batch.Tally.Read, batch.Tally.Observed));
                Assert.Equal("web-1", Assert.Single(batch.Observations).Entity.Key);
                Assert.Equal(Asked, Assert.Single(batch.All().OfType<EvidenceSeen>()).Seen.Last);
            });
    }

    [Fact]
    public void removed_rows_of_a_batch_are_filtered()
    {
        var tally = Normalising.Read("{\"name\":\"p\",\"hostIdentifier\":\"web-1\",\"unixTime\":1784382000,\"diffResults\":{\"removed\":[" + Accepted + "],\"added\":[" + Port + "]}}").Tally;
        Assert.Equal((2, 1, 1), (tally.Read, tally.Observed, tally.Filtered[FilterRule.SocketNotListening]));
    }

    [Fact]
    public void rows_alone_are_the_named_devices_at_the_named_time()
    {
        var rows = $"[\n  {Port},\n  {Accepted}\n]\n";
        Assert.Equal([RejectionReason.MissingField, RejectionReason.MissingField], Normalising.Read(rows.Replace("10.0.0.5", "0.0.0.0", StringComparison.Ordinal)).Rejected.Select(rejected => rejected.Rejection.Reason));
        var named = new Dictionary<string, string> { ["deviceId"] = "Web-9", ["observedAt"] = "2026-07-18T13:40:00Z" };
        var batch = Normalising.Read(Normalising.Event(rows) with { Properties = new(named) }, ExposurePolicy.Default);
        Assert.Equal(("web-9", 2), (Assert.Single(batch.Observations).Entity.Key, batch.Tally.Observed));
        Assert.Equal(Asked, Assert.Single(batch.All().OfType<EvidenceSeen>()).Seen.Last);
    }

    [Theory]
    [InlineData("\"hostIdentifier\":\"4C4C4544-0051\",\"decorations\":{\"host_uuid\":\"4C4C4544-0051\",\"hostname\":\"Web-1.example.org.\"}", "web-1.example.org")] // a name before an identifier
    [InlineData("\"hostIdentifier\":\"Web-1\"", "web-1")]
    [InlineData("\"hostIdentifier\":\"\",\"decorations\":{\"host_uuid\":\"4C4C4544-0051\"}", "4c4c4544-0051")]
    public void a_host_is_known_by_its_name_first(string members, string device) =>
        Assert.Equal(device, Assert.Single(Normalising.Read("{\"name\":\"p\"," + members + ",\"unixTime\":1784382000,\"action\":\"added\",\"columns\":" + Port + "}").Observations).Entity.Key);

    [Theory]
    [InlineData("""{"name":"pack/users","hostIdentifier":"web-1","unixTime":1784382000,"action":"added","columns":{"uid":"0","username":"root"}}""")]
    [InlineData("""{"hostIdentifier":"web-1","unixTime":1784382000,"severity":"0","filename":"scheduler.cpp","line":"83","message":"Executing","version":"5.9.1"}""")]
    public void other_queries_and_the_log_of_osquery_itself_are_filtered(string entry) =>
        Assert.Equal(1, Normalising.Read(entry).Tally.Filtered[FilterRule.KindNotRead]);

    [Theory]
    [InlineData("\"port\":\"-1\"", RejectionReason.InvalidField)]
    [InlineData("\"port\":\"65536\"", RejectionReason.InvalidField)]
    [InlineData("\"address\":\"here\"", RejectionReason.InvalidField)]
    [InlineData("\"address\":\"\"", RejectionReason.MissingField)]
    [InlineData("\"protocol\":\"\"", RejectionReason.MissingField)]
    public void a_row_that_means_nothing_is_set_aside(string member, RejectionReason reason) =>
        Assert.Equal(reason, Assert.Single(Normalising.Read(Result(With(Port, member))).Rejected).Rejection.Reason);

    [Theory]
    [InlineData("-5", RejectionReason.InvalidTimestamp)]
    [InlineData("1884382000", RejectionReason.TimestampInFuture)]
    [InlineData("1284382000", RejectionReason.TimestampTooOld)]
    public void a_time_that_cannot_be_is_set_aside(string time, RejectionReason reason) =>
        Assert.Equal(reason, Assert.Single(Normalising.Read(Result(Port).Replace("1784382000", time, StringComparison.Ordinal)).Rejected).Rejection.Reason);

    [Fact]
    public void a_cut_log_keeps_its_complete_entries()
    {
        var batch = Normalising.Read(Result(Port) + "\n" + Result(Accepted)[..150]);
        Assert.Equal((RejectionReason.Truncated, 1), (Assert.Single(batch.Rejected).Rejection.Reason, batch.Tally.Observed));
    }

    private static string Result(string columns, string host = "web-1", string action = "added") =>
        "{\"name\":\"pack/sockets\",\"hostIdentifier\":\"" + host + "\",\"calendarTime\":\"Sat Jul 18 13:40:00 2026 UTC\",\"unixTime\":1784382000,\"epoch\":0,\"columns\":" + columns + ",\"action\":\"" + action + "\"}";

    // Of a repeated member the last counts.
    private static string With(string row, string members) => row[..^1] + "," + members + "}";
}
