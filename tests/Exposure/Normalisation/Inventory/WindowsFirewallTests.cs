using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Inventory;

/// <summary>Rules of our own in the shapes that PowerShell writes.</summary>
public sealed class WindowsFirewallTests
{
    private const string Web = """{"Name":"web-in","DisplayName":"Web (TCP-In)","Enabled":1,"Profile":0,"Direction":1,"Action":2,"Protocol":"TCP","LocalPort":"443","RemoteAddress":"Any","Program":"Any"}""";

    [Fact]
    public void several_blocks_of_one_kind_take_their_ports_together()
    {
        var blocks = new[] { "80", "443" }.Select(port => Web.Replace("\"Action\":2", "\"Action\":4", StringComparison.Ordinal).Replace("443", port, StringComparison.Ordinal));
        Assert.Equal("Tcp 81-442", Snapshots.Ports($"[{Web.Replace("443", "80-443", StringComparison.Ordinal)},{string.Join(',', blocks)}]"));
    }

    [Theory]
    [InlineData("\"443\"", "\"443\"", "Tcp 443-443")]
    [InlineData("\"443\"", "443", "Tcp 443-443")]
    [InlineData("\"443\"", """["80","443"]""", "Tcp 80-80; Tcp 443-443")]
    [InlineData("\"443\"", "\"80,443\"", "Tcp 80-80; Tcp 443-443")] // a list that a script joined
    [InlineData("\"443\"", "\"5000-5010\"", "Tcp 5000-5010")]
    [InlineData("\"443\"", "\"Any\"", "Tcp 0-65535")]
    [InlineData("\"443\"", "\"RPC\"", "Tcp 49152-65535")]
    [InlineData("\"443\"", "\"RPCEPMap\"", "Tcp 135-135")]
    [InlineData("\"443\"", """{"value":["80","443"],"Count":2}""", "Tcp 80-80; Tcp 443-443")] // as Windows PowerShell wraps a list
    [InlineData("\"TCP\"", "\"UDP\"", "Udp 443-443")]
    [InlineData("\"TCP\"", "17", "Udp 443-443")]
    [InlineData("\"TCP\"", "\"ICMPv4\"", "")]
    [InlineData("\"TCP\"", "\"Any\"", "Any 443-443")]
    [InlineData("\"Direction\":1", "\"Direction\":\"Inbound\"", "Tcp 443-443")]
    [InlineData("\"Direction\":1", "\"Direction\":2", "")]
    [InlineData("\"Enabled\":1", "\"Enabled\":true", "Tcp 443-443")]
    [InlineData("\"Enabled\":1", "\"Enabled\":{\"value\":1,\"Value\":\"True\"}", "Tcp 443-443")]
    [InlineData("\"Enabled\":1", "\"Enabled\":2", "")] // 2 is false
    [InlineData("\"Action\":2", "\"Action\":\"Allow\"", "Tcp 443-443")]
    [InlineData("\"Action\":2", "\"Action\":\"Block\"", "")]
    [InlineData("\"RemoteAddress\":\"Any\"", "\"RemoteAddress\":\"LocalSubnet\"", "")]
    [InlineData("\"RemoteAddress\":\"Any\"", "\"RemoteAddress\":[\"10.0.0.0/255.0.0.0\",\"192.168.0.1-192.168.0.9\"]", "")]
    [InlineData("\"RemoteAddress\":\"Any\"", "\"RemoteAddress\":[\"10.0.0.0/8\",\"45.9.9.0/24\"]", "Tcp 443-443")]
    [InlineData("\"RemoteAddress\":\"Any\"", "\"RemoteAddress\":\"Internet\"", "Tcp 443-443")]
    [InlineData("\"RemoteAddress\":\"Any\"", "\"Authentication\":\"Required\"", "")] // IPsec knows whom
    [InlineData("\"Program\":\"Any\"", "\"Program\":\"C:\\\\web.exe\"", "Tcp 443-443 of C:\\web.exe")]
    [InlineData("\"Direction\":1,", "", "MissingField")]
    public void a_rule_lets_in_what_it_says(string part, string instead, string expected) =>
        Assert.Equal(expected, Snapshots.Ports(Web.Replace(part, instead, StringComparison.Ordinal), "windows-firewall-rules"));

    [Theory]
    [InlineData(""" "DisplayName":"b" """, "")] // a block goes before every allow
    [InlineData(""" "Profile":"Public" """, "Tcp 443-443")] // the allow holds elsewhere
    [InlineData(""" "RemoteAddress":"45.9.9.9" """, "Tcp 443-443")] // the others are let in
    [InlineData(""" "Program":"C:\\other.exe" """, "Tcp 443-443")]
    [InlineData(""" "Service":"W3SVC" """, "Tcp 443-443")]
    [InlineData(""" "LocalPort":"80" """, "Tcp 443-443")]
    public void a_block_shuts_out_only_what_it_certainly_takes(string member, string expected) =>
        Assert.Equal(expected, Snapshots.Ports($$"""[{{Web}},{"Enabled":"True","Direction":"Inbound","Action":"Block","Protocol":"TCP",{{member}}}]"""));

    [Fact]
    public void ports_may_lie_in_the_object_of_the_associated_filter() =>
        Assert.Equal(["Udp 3389-3389 of C:\\rdp.exe: Remote Desktop"], Snapshots.Firewall("""
            [{"DisplayName":"Remote Desktop","Enabled":"True","Profile":"Domain, Private","Direction":"Inbound","Action":"Allow",
              "PortFilter":{"Protocol":"UDP","LocalPort":"3389"},"AddressFilter":{"RemoteAddress":["Any"]},"ApplicationFilter":[{"Program":"C:\\rdp.exe"}]}]
            """));

    [Fact]
    public void a_condition_that_is_not_known_may_admit_and_says_so() =>
        Assert.Equal(["Tcp 443-443: Web (TCP-In) (may admit: a condition is not read)"], Snapshots.Firewall(Web.Replace("\"RemoteAddress\":\"Any\"", "\"RemoteAddress\":\"Partners\"", StringComparison.Ordinal)));

    [Theory]
    [InlineData("""[{"DisplayName":"a","Enabled":1,"Direction":1,"Action":2,"Profile":0}]""", "MissingField")] // without its ports nothing is known
    [InlineData("""[{"DisplayName":"a","Enabled":1,"Direction":1,"Action":2,"Protocol":"TCP","LocalPort":"80"},{"DisplayName":"b","Enab""", "Truncated")]
    [InlineData("""[{"DisplayName":"a","Enabled":2,"Direction":1,"Action":2}]""", "")] // a rule that is off needs no ports
    public void a_snapshot_is_read_whole_or_not_at_all(string body, string expected) => Assert.Equal(expected, Snapshots.Ports(body));
}
