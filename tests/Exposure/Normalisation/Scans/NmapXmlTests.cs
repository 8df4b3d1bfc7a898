using Xunit;
using static ExposurePipeline.Tests.Exposure.Normalisation.Scans.ScanReading;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Scans;

/// <summary>What nmap's XML looks like when other tools write it, or files are put together.</summary>
public sealed class NmapXmlTests
{
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    [Fact]
    public void documents_that_follow_each_other_are_read_one_by_one() => Assert.Equal(
        "45.9.9.9 tcp/80; 45.9.9.9 tcp/81; 45.9.9.9 tcp/82; 45.9.9.9 tcp/83",
        Read($"{Declaration}<!DOCTYPE nmaprun>\n{Run(80)}\n{Declaration}<!DOCTYPE nmaprun>\r\n{Run(81)}{Run(82)}\n<!-- end -->\n<!DOCTYPE nmaprun>{Run(83)}<!-- Nmap done -->\n"));

    [Fact]
    public void a_document_cut_short_does_not_spoil_the_next() => Assert.Equal(
        "45.9.9.9 tcp/80; 45.9.9.9 tcp/81; 1 Truncated", Read(Declaration + Run(80).Replace("</nmaprun>", "<host><sta", StringComparison.Ordinal) + Declaration + Run(81)));

    [Fact]
    public void a_comment_before_the_declaration_does_not_hide_the_document() =>
        Assert.Equal("45.9.9.9 tcp/80", Read("<!-- licence -->\n" + Declaration + Run(80)));

    [Fact]
    public void many_ends_without_a_beginning_are_a_bounded_number_of_faults() =>
        Assert.Equal("256 MalformedXml", Read("nmap", string.Concat(Enumerable.Repeat("</nmaprun>", 5000)) + "<nmaprun"));

    [Theory]
    [InlineData("masscan", "45.9.9.9 tcp/80 by masscan")]
    [InlineData("naabu", "45.9.9.9 tcp/80 by naabu")]
    [InlineData("nmap", "45.9.9.9 tcp/80")]
    [InlineData("somebody", "45.9.9.9 tcp/80")]
    public void a_scanner_that_borrows_the_format_is_named(string scanner, string expected) =>
        Assert.Equal(expected, Read(Declaration + Run(80).Replace("\"nmap\"", $"\"{scanner}\"", StringComparison.Ordinal)));

    [Fact]
    public void masscans_hosts_have_no_status_and_a_time_of_their_own() => Assert.Equal("45.9.9.9 tcp/80 http by masscan", Read($"""
        <?xml version="1.0"?>
        <!-- masscan v1.0 scan -->
        <nmaprun scanner="masscan" start="1784381000" version="1.0-BETA"  xmloutputversion="1.03">
        <scaninfo type="syn" protocol="tcp" />
        <host endtime="{Epoch}"><address addr="45.9.9.9" addrtype="ipv4"/><ports><port protocol="tcp" portid="80"><state state="open" reason="response" reason_ttl="52" /><service name="http" banner="HTTP/1.1 200"></service></port></ports></host>
        </nmaprun>
        """));

    [Theory]
    [InlineData("""<hosthint><status state="up"/><address addr="45.9.9.9" addrtype="ipv4"/><hostnames/></hosthint>""", "45.9.9.9 tcp/80")] // a host that will come
    [InlineData("""<prescript><script id="x" output="&lt;host>"/></prescript><taskprogress task="SYN" time="1" percent="1.0"/>""", "45.9.9.9 tcp/80")]
    [InlineData("""<host><address addr="45.9.9.8" addrtype="ipv4"/><ports><port protocol="tcp"><state state="open"/></port></ports></host>""", "45.9.9.9 tcp/80; 1 MissingField")]
    [InlineData("""<host><address addr="45.9.9.8" addrtype="ipv4"/><ports><port protocol="tcp" portid="-1"><state state="open"/></port></ports></host>""", "45.9.9.9 tcp/80; 1 InvalidField")]
    [InlineData("""<host><ports><port protocol="tcp" portid="1"><state state="open"/></port></ports></host>""", "45.9.9.9 tcp/80; 1 MissingField")]
    [InlineData("""<host><address addr="45.9.9.8" addrtype="ipv4"/><ports><port protocol="ip" portid="6"><state state="open"/></port></ports></host>""", "45.9.9.9 tcp/80; 1 transport-not-read")] // nmap -sO
    public void what_stands_beside_a_host_does_not_disturb_it(string beside, string expected) =>
        Assert.Equal(expected, Read(Declaration + Run(80).Replace("<host ", beside + "<host ", StringComparison.Ordinal)));

    [Fact]
    public void without_any_time_the_property_counts()
    {
        var timeless = Declaration + Run(80).Replace($"endtime=\"{Epoch}\"", "", StringComparison.Ordinal);
        Assert.Equal("1 InvalidTimestamp", Read(timeless));
        Assert.Equal("45.9.9.9 tcp/80", Read(timeless, ("observedAt", Stamp)));
    }

    private static string Run(int port) =>
        $"""<nmaprun scanner="nmap" version="7.94"><host endtime="{Epoch}"><status state="up"/><address addr="45.9.9.9" addrtype="ipv4"/><ports><port protocol="tcp" portid="{port}"><state state="open"/></port></ports></host></nmaprun>""";
}
