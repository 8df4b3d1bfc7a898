using System.Globalization;
using System.Text;
using System.Xml;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Benchmarks.FormatSpeed;

/// <summary>A scan of a public network by nmap: of a host's twenty ports that are listed, one in a hundred is open.</summary>
internal static class NmapShape
{
    private const int PortsPerHost = 20;
    private const int HostsPerScan = 4000; // 11 MB; the reader takes 16 MiB

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };

    public static Shape Create(int records, bool isQuiet)
    {
        var hosts = Math.Max(1, records / (PortsPerHost + 1));
        return new(
            "nmap, XML", hosts * (PortsPerHost + 1), [.. new Connections(isQuiet).Take(hosts).Chunk(HostsPerScan).Select(chunk => Scan(chunk, isQuiet))], "XmlReader", Read,
            "XmlReader reads it, as scripts' output is full of references and a document may declare what must be refused; a host counts only once its end tag came, so its ports are kept until then");
    }

    private static byte[] Scan(Connection[] hosts, bool isQuiet) => Encoding.UTF8.GetBytes(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE nmaprun>\n<?xml-stylesheet href=\"file:///usr/bin/../share/nmap/nmap.xsl\" type=\"text/xsl\"?>\n"
        + $"<nmaprun scanner=\"nmap\" args=\"nmap -sV -oX scan.xml\" start=\"{Connections.Newest.ToUnixTimeSeconds() - 86400}\" version=\"7.94\" xmloutputversion=\"1.05\">\n"
        + "<scaninfo type=\"syn\" protocol=\"tcp\" numservices=\"1000\" services=\"1-1000\"/>\n<verbose level=\"0\"/>\n<debugging level=\"0\"/>\n"
        + $"{string.Concat(hosts.Select(host => Host(host, isQuiet)))}<runstats><finished time=\"{Connections.Newest.ToUnixTimeSeconds()}\" exit=\"success\"/><hosts up=\"{hosts.Length}\" down=\"0\" total=\"{hosts.Length}\"/></runstats>\n</nmaprun>\n");

    private static string Host(Connection it, bool isQuiet) =>
        $"<host starttime=\"{it.Seconds - 9}\" endtime=\"{it.Seconds}\"><status state=\"up\" reason=\"echo-reply\" reason_ttl=\"54\"/>\n<address addr=\"45.{it.Number / 65536}.{it.Number / 256 % 256}.{it.Number % 256}\" addrtype=\"ipv4\"/>\n"
        + $"<hostnames>\n<hostname name=\"host-{it.Number}.example.net\" type=\"PTR\"/>\n</hostnames>\n<ports><extraports state=\"filtered\" count=\"980\">\n<extrareasons reason=\"no-response\" count=\"980\"/>\n</extraports>\n"
        + $"{string.Concat(Enumerable.Range(0, PortsPerHost).Select(port => Port(!isQuiet && ((it.Number * PortsPerHost) + port) % 100 == 0, 20 + (port * 37))))}</ports>\n<times srtt=\"33513\" rttvar=\"1037\" to=\"100000\"/>\n</host>\n";

    private static string Port(bool isOpen, int port) => isOpen
        ? $"<port protocol=\"tcp\" portid=\"{port}\"><state state=\"open\" reason=\"syn-ack\" reason_ttl=\"54\"/><service name=\"ssh\" product=\"OpenSSH\" version=\"9.6\" method=\"probed\" conf=\"10\"/></port>\n"
        : $"<port protocol=\"tcp\" portid=\"{port}\"><state state=\"closed\" reason=\"reset\" reason_ttl=\"54\"/><service name=\"unknown\" method=\"table\" conf=\"3\"/></port>\n";

    private static void Read(byte[] body, Reached into)
    {
        using var xml = XmlReader.Create(new MemoryStream(body), Settings);
        var (address, port, seen) = (default(IpAddress), "", "");
        while (xml.Read())
        {
            switch (xml.NodeType is XmlNodeType.Element ? xml.Name : "")
            {
                case "host":
                    seen = xml.GetAttribute("endtime")!;
                    break;
                case "address" when xml.GetAttribute("addrtype") != "mac":
                    address = IpAddress.TryParse(xml.GetAttribute("addr"), out var found) ? found : default;
                    break;
                case "port":
                    port = xml.GetAttribute("portid")!;
                    break;
                case "state" when xml.GetAttribute("state") == "open" && AddressSpace.IsGlobal(address):
                    into.Add(address.ToString(), ushort.Parse(port, CultureInfo.InvariantCulture), default, DateTimeOffset.FromUnixTimeSeconds(long.Parse(seen, CultureInfo.InvariantCulture)));
                    break;
                default:
                    break;
            }
        }
    }
}
