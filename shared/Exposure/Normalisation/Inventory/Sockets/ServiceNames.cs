using System.Collections.Frozen;
using System.Text;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Sockets;

/// <summary>Names that tools print for ports when they were not asked for numbers: the listeners of common systems, as in <c>/etc/services</c> and IANA's registry.</summary>
internal static class ServiceNames
{
    private const int Longest = 16;

    private static readonly FrozenDictionary<string, ushort> Ports = new Dictionary<string, ushort>
    {
        ["ftp"] = 21, ["ssh"] = 22, ["telnet"] = 23, ["smtp"] = 25, ["domain"] = 53, ["bootps"] = 67, ["bootpc"] = 68, ["tftp"] = 69, ["http"] = 80,
        ["kerberos"] = 88, ["pop3"] = 110, ["sunrpc"] = 111, ["portmapper"] = 111, ["ntp"] = 123, ["epmap"] = 135, ["netbios-ns"] = 137, ["netbios-dgm"] = 138,
        ["netbios-ssn"] = 139, ["imap2"] = 143, ["imap"] = 143, ["snmp"] = 161, ["snmptrap"] = 162, ["bgp"] = 179, ["ldap"] = 389, ["https"] = 443,
        ["microsoft-ds"] = 445, ["submissions"] = 465, ["isakmp"] = 500, ["syslog"] = 514, ["shell"] = 514, ["printer"] = 515, ["dhcpv6-client"] = 546,
        ["dhcpv6-server"] = 547, ["submission"] = 587, ["ipp"] = 631, ["ldaps"] = 636, ["rsync"] = 873, ["imaps"] = 993, ["pop3s"] = 995, ["socks"] = 1080,
        ["openvpn"] = 1194, ["ms-sql-s"] = 1433, ["ms-sql-m"] = 1434, ["nfs"] = 2049, ["mysql"] = 3306, ["ms-wbt-server"] = 3389, ["svn"] = 3690,
        ["ipsec-nat-t"] = 4500, ["sip"] = 5060, ["sip-tls"] = 5061, ["mdns"] = 5353, ["postgresql"] = 5432, ["amqp"] = 5672, ["amqps"] = 5671, ["x11"] = 6000,
        ["redis"] = 6379, ["http-alt"] = 8080, ["webcache"] = 8080, ["wsman"] = 5985, ["wsmans"] = 5986, ["hostmon"] = 5355, ["ssdp"] = 1900,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The port of a name; false for one that is not listed here.</summary>
    public static bool TryFind(ReadOnlySpan<byte> name, out ushort port)
    {
        port = 0;
        return name.Length is > 0 and <= Longest && Ports.TryGetValue(Encoding.ASCII.GetString(name), out port);
    }
}
