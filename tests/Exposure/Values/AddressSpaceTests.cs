using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Values;

public sealed class AddressSpaceTests
{
    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("9.255.255.255", true)] // just before 10/8
    [InlineData("11.0.0.0", true)] // just after
    [InlineData("100.63.255.255", true)]
    [InlineData("100.64.0.0", false)] // carrier-grade NAT
    [InlineData("100.127.255.255", false)]
    [InlineData("100.128.0.0", true)]
    [InlineData("168.63.129.15", true)]
    [InlineData("168.63.129.16", false)] // Azure's platform, whose probes of load balancers and agents are nobody's visit
    [InlineData("172.15.255.255", true)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.0", true)]
    [InlineData("192.0.0.8", false)]
    [InlineData("192.0.0.9", true)] // the most specific range wins: anycast inside 192.0.0.0/24
    [InlineData("192.0.0.10", true)]
    [InlineData("192.0.0.11", false)]
    [InlineData("192.0.2.1", false)] // documentation
    [InlineData("192.31.196.1", true)] // AS112
    [InlineData("192.88.99.1", true)] // terminated registration: no longer special
    [InlineData("198.17.255.255", true)]
    [InlineData("198.19.255.255", false)]
    [InlineData("198.51.100.7", false)]
    [InlineData("203.0.113.9", false)]
    [InlineData("223.255.255.255", true)]
    [InlineData("224.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("2001:4860:4860::8888", true)]
    [InlineData("2001:1::1", true)] // anycast inside 2001::/23
    [InlineData("2001:1::4", false)]
    [InlineData("2001:2::1", false)] // benchmarking
    [InlineData("2001:4:112::1", true)] // AS112
    [InlineData("2001:20::1", true)] // ORCHIDv2
    [InlineData("2001:10::1", false)] // terminated, inside 2001::/23
    [InlineData("2001:200::1", true)] // just after 2001::/23
    [InlineData("2001:db8::1", false)]
    [InlineData("3fff::1", false)]
    [InlineData("4000::1", false)] // not global unicast space
    [InlineData("5f00::1", false)]
    [InlineData("100::1", false)] // discard-only
    [InlineData("64:ff9b:1::1", false)] // local-use translation
    [InlineData("64:ff9b::8.8.8.8", true)] // NAT64 around a public address
    [InlineData("64:ff9b::192.168.0.1", false)]
    [InlineData("2002:0808:0808::1", true)] // 6to4 around 8.8.8.8
    [InlineData("2002:c0a8:0001::1", false)]
    [InlineData("2001:0:4136:e378:8000:63bf:f7f7:f7f7", true)] // Teredo client 8.8.8.8, inverted
    [InlineData("2001:0:4136:e378:8000:63bf:3f57:fffe", false)] // Teredo client 192.168.0.1
    [InlineData("fc00::1", false)]
    [InlineData("fec0::1", false)] // site-local, deprecated
    [InlineData("ff02::1", false)]
    [InlineData("::1", false)]
    public void an_address_is_global_or_not(string text, bool isGlobal) => Assert.Equal(isGlobal, AddressSpace.IsGlobal(Address(text)));

    [SampleTheory]
    [InlineData("misp-rfc1918.json")]
    [InlineData("misp-rfc6598.json")]
    [InlineData("misp-rfc3849.json")]
    [InlineData("misp-rfc5735.json")]
    [InlineData("misp-multicast.json")]
    [InlineData("misp-ipv6-linklocal.json")]
    public void published_lists_of_special_ranges_are_not_global(string file)
    {
        using var list = JsonDocument.Parse(File.ReadAllBytes(Repository.Shared("samples", "d01-iana", file)));
        var ranges = list.RootElement.GetProperty("list").EnumerateArray().Select(entry => entry.GetString()!)
            .Where(range => range != "192.88.99.0/24"); // RFC 7526 ended it after that list was written
        Assert.All(ranges, range => Assert.All(Ends(range), end => Assert.False(AddressSpace.IsGlobal(end), end.ToString())));
    }

    [SampleFact]
    public void ipv4_blocks_that_iana_reserves_are_not_global_and_all_others_are()
    {
        // 0, 10, 127 and 224 to 255; special ranges inside the other blocks start later than their first address, but for 192.0.0.0/24.
        foreach (var block in Records("ipv4-address-space.xml"))
        {
            var first = int.Parse(block.Element(block.Name.Namespace + "prefix")!.Value.Split('/')[0], CultureInfo.InvariantCulture);
            var isReserved = block.Element(block.Name.Namespace + "status")!.Value == "RESERVED";
            Assert.Equal(!isReserved, AddressSpace.IsGlobal(Address($"{first}.200.1.1")));
        }
    }

    [SampleFact]
    public void ipv6_space_is_global_only_where_iana_allocated_it_to_registries()
    {
        foreach (var block in Records("ipv6-unicast-address-assignments.xml"))
        {
            var range = Range(block.Element(block.Name.Namespace + "prefix")!.Value);
            var isAllocated = block.Element(block.Name.Namespace + "status")!.Value == "ALLOCATED";
            var isSpecial = range.ToString() is "2001::/23" or "2002::/16";
            Assert.True(!isAllocated || isSpecial || AddressSpace.IsGlobal(range.Network), range.ToString());
        }

        var reserved = Records("ipv6-address-space.xml").Where(block => block.Element(block.Name.Namespace + "description")!.Value != "Global Unicast");
        Assert.All(reserved, block => Assert.False(AddressSpace.IsGlobal(Range(block.Element(block.Name.Namespace + "prefix")!.Value).Network)));
    }

    [SampleFact]
    public void every_assigned_multicast_address_is_not_global()
    {
        var addresses = Records("multicast-addresses.xml").Select(record => record.Element(record.Name.Namespace + "addr")?.Value.Split('-')[0].Trim())
            .Where(text => IpAddress.TryParse(text, out _));
        Assert.All(addresses, text => Assert.False(AddressSpace.IsGlobal(Address(text!))));
    }

    private static IEnumerable<XElement> Records(string file) =>
        XDocument.Load(Repository.Shared("samples", "d01-iana", file)).Descendants().Where(element => element.Name.LocalName == "record");

    private static IpAddress[] Ends(string text)
    {
        var range = Range(text);
        var host = (range.Network.IsV4 ? 32 : 128) - range.PrefixLength;
        return [range.Network, range.Network with { Bits = range.Network.Bits | ((UInt128.One << host) - 1) }];
    }

    private static IpRange Range(string text) => IpRange.TryParse(text, out var range) ? range : throw new FormatException(text);

    private static IpAddress Address(string text) => IpAddress.TryParse(text, out var address) ? address : throw new FormatException(text);
}
