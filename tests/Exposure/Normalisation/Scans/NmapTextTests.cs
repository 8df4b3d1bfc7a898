using Xunit;
using static ExposurePipeline.Tests.Exposure.Normalisation.Scans.ScanReading;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Scans;

/// <summary>The text outputs of nmap and of those that borrow them, of our own making. The hub took the files at 14:10.</summary>
public sealed class NmapTextTests
{
    private const string Header = "# Nmap 7.94 scan initiated Sat Jul 18 13:40:00 2026 as: nmap -sV -oG - example\n";

    [Theory]
    [InlineData("Host: 45.9.9.9 ()\tPorts: 22/open/tcp//ssh///, 80/closed/tcp//http///\tIgnored State: filtered (998)\n", "45.9.9.9 tcp/22; 1 port-not-open")]
    [InlineData("Host: 45.9.9.9 (a.example)\tPorts: 443/open/tcp//ssl|http//Apache httpd 2.4.7 ((Ubuntu), PHP 5)/, 53/open/udp//domain//ISC BIND 9/\r\n", "45.9.9.9 tcp/443 ssl/http; 45.9.9.9 udp/53 domain")] // a comma inside a version
    [InlineData("Host: 45.9.9.9 ()\tPorts: 161/open|filtered/udp//snmp///, 1/open/tcp//http?//x/\n", "45.9.9.9 tcp/1; 1 port-not-open")] // silence, and a guess
    [InlineData("Host: 45.9.9.9 ()\tStatus: Up\nHost: 45.9.9.8 ()\tStatus: Down\n", "1 kind-not-read; 1 no-ports")]
    [InlineData("Host: 2a00:1450:4001::200e ()\tPorts: 80/open/tcp//http///\n", "2a00:1450:4001::200e tcp/80")]
    [InlineData("Host: 10.0.0.9 ()\tPorts: 80/open/tcp//http///\n", "1 scan-of-inside")]
    [InlineData("Host: a.example ()\tPorts: 80/open/tcp//http///\n", "1 InvalidField")]
    [InlineData("Host: 45.9.9.9 ()\tPorts: -1/open/tcp//x///, 70000/open/tcp//x///\n", "2 InvalidField")]
    [InlineData("Host: 45.9.9.9 ()\tPorts: 9/open/sctp//x///\n", "1 transport-not-read")]
    [InlineData("Host: 45.9.9.9 ()\tPorts: 80/open/tcp//http///, 44", "45.9.9.9 tcp/80; 1 Truncated")]
    public void a_port_of_a_grepable_line_is_read(string lines, string expected) => Assert.Equal(expected, Read(Header + lines));

    [Theory]
    [InlineData("# Nmap 7.94 scan initiated Sat Jul 18 15:40:00 2026 as: nmap\n", "45.9.9.9 tcp/80")] // the header is local time
    [InlineData("# Nmap 7.94 scan initiated Sat Jul  4 15:40:00 2026 as: nmap\n", "45.9.9.9 tcp/80 at 07-04T13:40:00")]
    [InlineData("# Nmap 7.94 scan initiated some day as: nmap\n", "1 InvalidTimestamp")]
    [InlineData("", "45.9.9.9 tcp/80 at 07-18T14:10:00")] // lines picked out of a file
    public void the_time_is_the_headers_in_the_zone_of_the_property(string header, string expected) =>
        Assert.Equal(expected, Read(header + "Host: 45.9.9.9 ()\tPorts: 80/open/tcp//http///\n", ("timeZone", "+02:00")));

    [Fact]
    public void masscans_grepable_lines_carry_their_time() => Assert.Equal("45.9.9.9 tcp/80; 1 kind-not-read; 1 port-not-open", Read($"""
        # Masscan 1.3.2 scan initiated Sat Jul 18 13:30:00 2026
        # Ports scanned: TCP(1;80-80) UDP(0;) SCTP(0;) PROTOCOLS(0;)
        Timestamp: {Epoch}{'\t'}Host: 45.9.9.9 (){'\t'}Ports: 80/open/tcp//http//
        Timestamp: {Epoch}{'\t'}Host: 45.9.9.9 (){'\t'}Ports: 81/closed/tcp////
        Host: 45.9.9.9 (){'\t'}Port: 80{'\t'}Service: http{'\t'}Banner: HTTP/1.1 200 OK
        # Masscan done at Sat Jul 18 13:50:00 2026
        """));

    [Fact]
    public void naabus_grepable_lines_are_its_own() =>
        Assert.Equal("45.9.9.9 tcp/80", Read("# Naabu 2.3.5 scan initiated Sat Jul 18 13:40:00 2026\nHost: 45.9.9.9 (a)\tPorts: 80/open/tcp//http///\n"));

    [Fact]
    public void normal_output_is_read_by_its_table() => Assert.Equal("45.9.9.9 tcp/22; 2a00:1450:4001::200e udp/53; 6 kind-not-read; 2 port-not-open; 1 InvalidField", Read(Header + """
        Nmap scan report for a.example (45.9.9.9)
        Host is up (0.0014s latency).
        Not shown: 997 closed tcp ports (reset)
        PORT    STATE         SERVICE  VERSION
        22/tcp  open          ssh      OpenSSH 9
        | ssh-hostkey:
        |_  80/tcp open
        161/udp open|filtered snmp
        80/tcp  closed        http

        Nmap scan report for 2a00:1450:4001::200e
        53/udp  open          domain
        Nmap scan report for b.example
        25/tcp  open          smtp
        Service detection performed. Please report any incorrect results at https://nmap.org/submit/ .
        # Nmap done at Sat Jul 18 13:50:00 2026 -- 3 IP addresses (3 hosts up) scanned in 1.0 seconds
        """));

    [Fact]
    public void what_nmap_writes_to_the_screen_has_the_files_time() =>
        Assert.Equal("45.9.9.9 tcp/22 at 07-18T14:10:00; 1 kind-not-read", Read("Starting Nmap 7.94 ( https://nmap.org ) at 2026-07-18 15:40 CEST\nNmap scan report for 45.9.9.9\n22/tcp open ssh\n"));
}
