using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Inventory;

/// <summary>Lists of sockets in our own words, in the layouts that ss, netstat and PowerShell print.</summary>
public sealed class SocketListTests
{
    private const string NetstatHeading = "Active Internet connections (only servers)\nProto Recv-Q Send-Q Local Address           Foreign Address         State       PID/Program name    \n";

    [Theory]
    [InlineData("tcp LISTEN 0      128    0.0.0.0:2024 0.0.0.0:*", "Tcp 0.0.0.0:2024")]
    [InlineData("tcp   LISTEN 0      511         *:80         *:*    users:((\"nginx\",pid=9,fd=6),(\"nginx\",pid=8,fd=6))", "Tcp [::]:80 nginx/9")]
    [InlineData("tcp LISTEN 0 128 [::]:22 [::]:*    users:((\"systemd\",pid=1,fd=44),(\"sshd\",pid=812,fd=3))", "Tcp [::]:22 sshd/812")] // the manager holds it for another
    [InlineData("tcp LISTEN 0 5 0.0.0.0:22 0.0.0.0:* users:((\"a \"b) (c\",pid=17,fd=3)) ino:62 sk:14 cgroup:/ <->", "Tcp 0.0.0.0:22 a \"b) (c/17")] // a name as it is
    [InlineData("tcp LISTEN 0 128 :::22 :::* users:((\"sshd\",1234,3))", "Tcp [::]:22 sshd/1234")] // iproute2 before 4.0
    [InlineData("udp   UNCONN 0      0         0.0.0.0%lo:53        0.0.0.0:*", "1 listener-on-loopback")] // bound to the device
    [InlineData("udp UNCONN 0 0 127.0.0.53%lo:53 0.0.0.0:*", "1 listener-on-loopback")]
    [InlineData("tcp LISTEN 0 5 [::1]:631 [::]:*", "1 listener-on-loopback")]
    [InlineData("udp UNCONN 0 0 [fe80::1]%eth0:546 [::]:*", "1 local-not-host")]
    [InlineData("udp UNCONN 0 0 10.0.0.5%eth0:68 0.0.0.0:*", "Udp 10.0.0.5:68")]
    [InlineData("udp UNCONN 0 0 224.0.0.251:5353 0.0.0.0:*", "1 local-not-host")]
    [InlineData("tcp ESTAB 0 0 10.0.0.5:22 45.9.9.9:40982", "1 socket-not-listening")]
    [InlineData("udp ESTAB 0 0 10.0.0.5:57469 9.9.9.9:53", "1 socket-not-listening")]
    [InlineData("ESTAB 0 0 10.0.0.5:22 45.9.9.9:40982", "1 socket-not-listening")]
    [InlineData("LISTEN 0 128 0.0.0.0:22 0.0.0.0:*", "Tcp 0.0.0.0:22")] // ss -tlnH has no Netid
    [InlineData("UNCONN 0 0 0.0.0.0:123 0.0.0.0:*", "Udp 0.0.0.0:123")] // ss -ulnH
    [InlineData("LISTEN 0 128 0.0.0.0:ssh 0.0.0.0:*", "Tcp 0.0.0.0:22")] // without -n
    [InlineData("LISTEN 0 128 0.0.0.0:my-own 0.0.0.0:*", "InvalidField")]
    [InlineData("tcp LISTEN 0 128 0.0.0.0:-1 0.0.0.0:*", "InvalidField")]
    [InlineData("tcp LISTEN 0 128 0.0.0.0:65536 0.0.0.0:*", "InvalidField")]
    [InlineData("tcp LISTEN 0 128 host.example:22 0.0.0.0:*", "InvalidField")]
    [InlineData("nl UNCONN 0 0 0:0 *", "1 transport-not-read")]
    [InlineData("u_str LISTEN 0 4096 /run/systemd/private 16813 * 0", "1 transport-not-read")]
    [InlineData("tcp LISTEN 0 128 0.0.0.0:22", "Truncated")] // half a row at the end
    public void a_row_of_ss_says_what_listens(string row, string expected) => Assert.Equal(expected, Snapshots.Sockets(row, "ss"));

    [Theory]
    [InlineData("State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess", "LISTEN 0 5 0.0.0.0:22 0.0.0.0:*", "Tcp 0.0.0.0:22")]
    [InlineData("Netid State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess", "tcp LISTEN 0 5 0.0.0.0:22 0.0.0.0:*", "Tcp 0.0.0.0:22")]
    [InlineData("Netid Recv-Q Send-Q Local Address:Port Peer Address:Port Process", "tcp 0 5 0.0.0.0:22 0.0.0.0:*", "Tcp 0.0.0.0:22")] // ss state listening
    [InlineData("Recv-Q Send-Q Local Address:Port Peer Address:PortProcess", "0 5 0.0.0.0:22 0.0.0.0:*", "MissingField")] // TCP or UDP?
    [InlineData("Netid State Recv-Q Send-Q Local Address:Port Peer Address:Port", "tcp LISTEN 0 5 0.0.0.0:22 0.0.0.0:*\r\n\t skmem:(r0,rb131072) bbr cwnd:10\r\n", "Tcp 0.0.0.0:22")] // ss -im
    [InlineData("Netid State Recv-Q Send-Q Local Address:Port Peer Address:Port", "tcp HALF-OPEN 0 5 0.0.0.0:22 0.0.0.0:*\n", "InvalidField")]
    [InlineData("Netid State Recv-Q Send-Q Local Address:Port Peer Address:Port", "what is this\n", "InvalidField")]
    public void ss_with_a_header_is_recognised(string header, string rows, string expected) => Assert.Equal(expected, Snapshots.Sockets($"{header}\r\n{rows}"));

    [Theory]
    [InlineData("  TCP    0.0.0.0:135            0.0.0.0:0              LISTENING       888", "Tcp 0.0.0.0:135")] // an id without a name is no process
    [InlineData("  TCP    0.0.0.0:135            0.0.0.0:0              ABHÖREN         888", "Tcp 0.0.0.0:135")]
    [InlineData("  TCP    [::]:445               [::]:0                 À L’ÉCOUTE      4", "Tcp [::]:445")] // a state of two words
    [InlineData("  TCP    10.0.0.5:3389          45.9.9.9:50000         HERGESTELLT     1092", "1 socket-not-listening")]
    [InlineData("  TCP    10.0.0.5:50010         0.0.0.0:0              BOUND           1092", "1 socket-not-listening")] // netstat -q
    [InlineData("  TCP    127.0.0.1:5354         0.0.0.0:0              LISTENING       3", "1 listener-on-loopback")]
    [InlineData("  UDP    0.0.0.0:500            *:*                                    2936", "Udp 0.0.0.0:500")]
    [InlineData("  UDP    [fe80::1%12]:1900      *:*                                    2936", "1 local-not-host")]
    [InlineData("  TCP    0.0.0.0:135            SERVER7:0              LISTENING", "Tcp 0.0.0.0:135")] // without -n the name of the host itself
    [InlineData("  TCP    0.0.0.0:80             0.0.0.0:0              LISTENING       4\r\n Can not obtain ownership information\r\n", "Tcp 0.0.0.0:80")]
    [InlineData("  TCP    0.0.0.0:80             0.0.0.0:0              LISTENING       77\r\n  W3SVC\r\n [svchost.exe]\r\n", "Tcp 0.0.0.0:80 svchost.exe/77")] // -anob
    [InlineData("  TCP    0.0.0.0:80             0.0.0.0:0              LISTENING\r\n  TCP    0.0.0.0:81             0.0.0.0:0              LISTENING\r\n [b.exe]\r\n", "Tcp 0.0.0.0:80; Tcp 0.0.0.0:81 b.exe/0")] // -anb; each its own
    [InlineData("  TCP    0.0.0.0:99999          0.0.0.0:0              LISTENING       4", "InvalidField")]
    [InlineData("  TCP    0.0.0.0:13", "Truncated")]
    [InlineData("  TCP    0.0.0.0:13\r\n  UDP    0.0.0.0:500            *:*                                    2936", "Udp 0.0.0.0:500; MissingField")]
    public void a_row_of_netstat_on_windows_says_what_listens_in_every_language(string row, string expected) =>
        Assert.Equal(expected, Snapshots.Sockets($"\r\nAktive Verbindungen\r\n\r\n  Proto  Lokale Adresse         Remoteadresse          Status           PID\r\n{row}", row.Contains(":13", StringComparison.Ordinal) ? "netstat" : null));

    [Theory]
    [InlineData("tcp        0      0 0.0.0.0:22              0.0.0.0:*               LISTEN      812/sshd: /usr/sbin", "Tcp 0.0.0.0:22 sshd/812")]
    [InlineData("tcp6       0      0 :::80                   :::*                    LISTEN      9/nginx: master pro", "Tcp [::]:80 nginx/9")]
    [InlineData("tcp6       0      0 ::1:631                 :::*                    LISTEN      -", "1 listener-on-loopback")]
    [InlineData("tcp        0      0 0.0.0.0:22              0.0.0.0:*               LISTEN      0          1199503    812/sshd", "Tcp 0.0.0.0:22 sshd/812")] // -e
    [InlineData("tcp        0      0 0.0.0.0:22              0.0.0.0:*               LISTEN      -", "Tcp 0.0.0.0:22")]
    [InlineData("udp        0      0 0.0.0.0:53              0.0.0.0:*                           7/dnsmasq", "Udp 0.0.0.0:53 dnsmasq/7")]
    [InlineData("udp        0      0 10.0.0.5:57469          9.9.9.9:53              ESTABLISHED 7/dnsmasq", "1 socket-not-listening")]
    [InlineData("tcp        0      0 10.0.0.5:22             45.9.9.9:40982          TIME_WAIT   -", "1 socket-not-listening")]
    [InlineData("unix  2      [ ACC ]     STREAM     LISTENING     16813    /run/x", "1 transport-not-read")]
    [InlineData("tcp4       0      0  *.22                   *.*                    LISTEN", "Tcp [::]:22")] // macOS
    [InlineData("udp6       0      0  fe80::1%lo0.123        *.*", "1 listener-on-loopback")]
    [InlineData("udp4       0      0  *.*                    *.*", "1 socket-not-listening")]
    public void a_row_of_netstat_on_linux_and_macos_says_what_listens(string row, string expected) => Assert.Equal(expected, Snapshots.Sockets(NetstatHeading + row, "netstat"));

    [Theory]
    [InlineData(NetstatHeading + "tcp        0      0 0.0.0.0:22              0.0.0.0:*               LISTEN      812/sshd\n")]
    [InlineData("tcp6       0      0 :::22              :::*               LISTEN      812/sshd\n")]
    public void netstat_is_recognised_with_and_without_headings(string body) => Assert.Equal("netstat", EventReaders.For(System.Text.Encoding.UTF8.GetBytes(body))?.Format);

    [Theory]
    [InlineData("""{"LocalAddress":"0.0.0.0","LocalPort":445,"RemoteAddress":"0.0.0.0","State":2,"OwningProcess":4,"CreationTime":"\/Date(1600000000000)\/","CimClass":{"CimClassName":"MSFT_NetTCPConnection"}}""", "Tcp 0.0.0.0:445")]
    [InlineData("""[{"LocalAddress":"::","LocalPort":"3389","State":"Listen","OwningProcess":1092,"ProcessName":"svchost"}]""", "Tcp [::]:3389 svchost/1092")]
    [InlineData("""{"LocalAddress":"::","LocalPort":80,"State":{"value":2,"Value":"Listen"},"OwningProcess":4}""", "Tcp [::]:80")] // an enumeration that was wrapped
    [InlineData("""{"LocalAddress":"10.0.0.5","LocalPort":80,"State":5,"RemoteAddress":"45.9.9.9"}""", "1 socket-not-listening")]
    [InlineData("""{"LocalAddress":"0.0.0.0","LocalPort":50010,"State":100}""", "1 socket-not-listening")] // bound only
    [InlineData("""{"LocalAddress":"0.0.0.0","LocalPort":500,"OwningProcess":2936}""", "Udp 0.0.0.0:500")] // Get-NetUDPEndpoint
    [InlineData("""{"LocalAddress":"fe80::1%12","LocalPort":500}""", "1 local-not-host")]
    [InlineData("""{"LocalAddress":"127.0.0.1","LocalPort":500}""", "1 listener-on-loopback")]
    [InlineData("""{"LocalAddress":"0.0.0.0","LocalPort":80,"RemoteAddress":"0.0.0.0"}""", "MissingField")] // TCP without its state
    [InlineData("""{"LocalAddress":"0.0.0.0","LocalPort":-1,"State":2}""", "InvalidField")]
    [InlineData("""{"LocalAddress":"0.0.0.0","LocalPort":70000,"State":2}""", "InvalidField")]
    [InlineData("""{"LocalAddress":null,"LocalPort":80,"State":2}""", "MissingField")]
    [InlineData("""{"LocalAddress":"0.0.0.0","LocalPort":80,"State":[2]}""", "InvalidField")]
    [InlineData("""[{"LocalAddress":"0.0.0.0","LocalPort":80,"State":2},{"LocalAddress":"0.0""", "Tcp 0.0.0.0:80; Truncated")]
    public void windows_sockets_say_what_listens(string body, string expected) => Assert.Equal(expected, Snapshots.Sockets(body));

    [Fact]
    public void a_snapshot_is_of_the_moment_and_the_device_that_its_event_names()
    {
        var entity = Assert.Single(Snapshots.Read("tcp LISTEN 0 5 0.0.0.0:22 0.0.0.0:*\n").Observations);
        Assert.Equal("web-01", entity.Entity.Key);
        Assert.Equal(Sighting.At(Snapshots.Taken), Assert.IsType<ListenerSeen>(Assert.Single(entity.Observations)).Seen);
    }

    [Theory]
    [InlineData("deviceId", "web-01", null)] // without a time, the hub's
    [InlineData("observedAt", "2026-07-18T13:00:00Z", RejectionReason.MissingField)]
    [InlineData("observedAt", "yesterday", RejectionReason.InvalidTimestamp)]
    [InlineData("observedAt", "2025-07-18T13:00:00Z", RejectionReason.TimestampTooOld)]
    public void a_snapshot_without_device_or_with_a_wrong_time_is_set_aside(string property, string value, RejectionReason? reason)
    {
        var batch = Snapshots.Read("tcp LISTEN 0 5 0.0.0.0:22 0.0.0.0:*\n", null, (property, value));
        Assert.Equal(reason, batch.Rejected.Count == 0 ? null : batch.Rejected[0].Rejection.Reason);
        Assert.Equal(reason is null ? [Sighting.At(Normalising.Now)] : [], batch.All().Cast<ListenerSeen>().Select(seen => seen.Seen));
    }

    [Fact]
    public void a_computer_that_the_record_names_is_the_device_unless_the_event_names_one()
    {
        const string body = """{"LocalAddress":"0.0.0.0","LocalPort":80,"State":2,"PSComputerName":"DC-7.corp.example"}""";
        Assert.Equal("dc-7.corp.example", Assert.Single(Snapshots.Read(body, null, ("observedAt", "2026-07-18T13:00:00Z")).Observations).Entity.Key);
        Assert.Equal("web-01", Assert.Single(Snapshots.Read(body).Observations).Entity.Key);
    }

    [Fact]
    public void nothing_listens_in_an_empty_list_without_header() => Assert.Equal("", Snapshots.Sockets("", "ss"));
}
