using System.Text;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Tests.Exposure.Normalisation.Windows;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Fuzz;

/// <summary>A body that a damaged one is made from.</summary>
internal sealed record Seed(string Format, byte[] Body);

/// <summary>Small bodies of every format, of our own making: what they hold is what a reader has code for.</summary>
internal static class Seeds
{
    private static readonly (string Format, string Body)[] Texts =
    [
        ("defender-streaming", new NetworkEvent().Envelope()),
        ("defender-streaming", NetworkEvent.With("ActionType", "InboundInternetScanInspected").And("AdditionalFields", """{"PublicScannedIp":"84.251.60.178","PublicScannedPort":161}""").Envelope()),
        ("defender-streaming", NetworkEvent.With("ActionType", "ConnectionSuccess").Record() + "\r\n" + new NetworkEvent().Record() + "\r\n"),
        ("defender-streaming", $"[{new NetworkEvent().Record()},{new NetworkEvent().Flat()}]"),
        ("defender-streaming", new NetworkEvent { Category = "AdvancedHunting-DeviceInfo" }.Without("ActionType").And("DeviceManualTags", """["a\\\"b","c"]""").Envelope()),
        ("defender-streaming", new NetworkEvent { Category = "AdvancedHunting-DeviceNetworkInfo" }.Without("ActionType").And("IPAddresses", """[{"IPAddress":"10.0.0.5"}]""").Envelope()),
        ("sysmon", WindowsSample.Sysmon().Xml() + WindowsSample.Security().Xml()),
        ("sysmon", WindowsSample.Sysmon().Nested().ToJsonString()),
        ("windows-security", WindowsSample.Security().Row(WindowsSample.Security().EventData()).ToJsonString()),
        ("windows-security", WindowsSample.Security().Flat().ToJsonString() + "\r\n" + WindowsSample.Security(5154).Flat().ToJsonString()),
        ("windows-firewall-log", $"{WindowsFirewallTests.Header}{WindowsFirewallTests.Allowed}\r\n"),
        ("zeek-conn", "#separator \\x09\n#unset_field\t-\n#path\tconn\n#fields\tts\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tconn_state\thistory\n1784382000.25\t45.9.9.9\t5\t10.0.0.5\t443\ttcp\tRSTO\tShADadR\n"),
        ("zeek-conn", """{"ts":1784382000.25,"id":{"orig_h":"45.9.9.9","orig_p":5,"resp_h":"10.0.0.5","resp_p":443},"proto":"tcp","conn_state":"SF","local_orig":false}"""),
        ("suricata-eve", """{"event":{"timestamp":"2026-07-18T13:40:00.25+0000","event_type":"flow","src_ip":"45.9.9.9","src_port":5,"dest_ip":"10.0.0.5","dest_port":443,"proto":"TCP","flow":{"pkts_toclient":9,"state":"closed"},"tcp":{"tcp_flags_ts":"1b","tcp_flags_tc":"1b"}}}"""),
        ("osquery", """{"name":"p","hostIdentifier":"web-1","unixTime":1784382000,"snapshot":[{"port":"443","protocol":"6","address":"::"},{"local_address":"10.0.0.5","local_port":"443","remote_address":"45.9.9.9","remote_port":"5","protocol":"6","state":"ESTABLISHED"}]}"""),
        ("conntrack", "[1784382000.250   ]\t [UPDATE] tcp      6 60 ESTABLISHED src=45.9.9.9 dst=20.50.60.70 sport=5 dport=443 src=10.0.0.5 dst=45.9.9.9 sport=443 dport=5 [ASSURED]\n"),
        ("azure-nsg-flow", """{"records":[{"category":"NetworkSecurityGroupFlowEvent","properties":{"flows":[{"flows":[{"flowTuples":["1784382000,45.9.9.9,10.0.0.5,1,443,T,I,A,E,12,2600,10,8200"]}]}]}}]}"""),
        ("azure-vnet-flow", "1784382000123,45.9.9.9,10.0.0.5,35370,22,6,I,E,NX,52,29952,47,27072\r\n\"17\",\n"),
        ("azure-vmconnection", """{"Type":"VMConnection","TimeGenerated":"2026-07-18T13:40:00Z","Computer":"w","Direction":"inbound","RemoteIp":"45.9.9.9","DestinationIp":"10.0.0.5","DestinationPort":443,"Protocol":"tcp","LinksLive":1}"""),
        ("azure-vmconnection", """{"tables":[{"name":"PrimaryResult","columns":[{"name":"Type","type":"string"},{"name":"TimeGenerated","type":"datetime"},{"name":"Computer"},{"name":"Direction"},{"name":"RemoteIp"},{"name":"DestinationIp"},{"name":"DestinationPort"},{"name":"Protocol"},{"name":"LinksLive"}],"rows":[["VMConnection","2026-07-18T13:40:00Z","w","inbound","45.9.9.9","10.0.0.5",443,"tcp",1]]}]}"""),
        ("aws-vpc-flow", "srcaddr dstaddr srcport dstport protocol packets bytes start action\n45.9.9.9 10.0.0.5 50641 22 6 20 4249 1784382000 ACCEPT\n2 1 eni-1 - - - - - - - 1 2 - NODATA"),
        ("aws-vpc-flow", """{"logEvents":[{"message":"2 1 eni-1 45.9.9.9 10.0.0.5 50641 22 6 20 4249 1784382000 1784382060 ACCEPT OK"},{"message":"{\"srcaddr\":\"1\"}"}]}"""),
        ("gcp-vpc-flow", """{"jsonPayload":{"reporter":"SRC","src_instance":{"project_id":"p","zone":"z","vm_name":"v"},"connection":{"src_ip":"10.0.0.5","src_port":22,"dest_ip":"45.9.9.9","dest_port":50646,"protocol":6},"rtt_msec":"1","start_time":"2026-07-18T13:40:00Z"}}"""),
        ("gcp-vpc-flow", """{"message":{"data":"eyJqc29uUGF5bG9hZCI6eyJyZXBvcnRlciI6IlNSQyJ9fQ=="}}"""),
        ("nmap", """<?xml version="1.0"?><!DOCTYPE nmaprun><nmaprun start="1784382000"><host><status state="up"/><address addr="198.199.114.69" addrtype="ipv4"/><ports><port protocol="tcp" portid="443"><state state="open"/></port></ports></host></nmaprun>"""),
        ("nmap", "# Nmap 7 scan initiated Sat Jul 18 13:40:00 2026 as: x\nHost: 45.9.9.9 ()\tPorts: 22/open/tcp//ssh///, 23/closed/tcp/////\nNmap scan report for a (45.9.9.9)\n22/tcp open ssh\n"),
        ("masscan", """[{"ip":"198.199.114.69","timestamp":"1784382000","ports":[{"port":80,"proto":"tcp","status":"open"}]},{finished: 1}]"""),
        ("masscan", "#masscan\nopen tcp 80 45.9.9.9 1784382000\nbanner tcp 80 45.9.9.9 1784382000 http x y\n# end\n"),
        ("masscan", "# Masscan 1 scan initiated x\nTimestamp: 1784382000\tHost: 45.9.9.9 ()\tPorts: 80/open/tcp//http//\n"),
        ("naabu", """{"ip":"45.9.9.9","port":{"Port":443,"Protocol":0},"timestamp":"2026-07-18T13:40:00Z"}"""),
        ("naabu", "host,ip,port,protocol,timestamp\na,45.9.9.9,80,tcp,\"2026-07-18 13:40:00 +0000 UTC\"\n45.9.9.9:80 [cdn]\n"),
        ("zmap", "saddr,sport,classification,success,timestamp_ts,timestamp_us\n45.9.9.9,80,\"synack\",1,1784382000,5\n"),
        ("zmap", """{"saddr":"45.9.9.9","sport":443,"success":true,"timestamp_str":"2026-07-18T13:40:00.000+0000"}"""),
        ("zgrab2", """{"ip":"45.9.9.9","port":22,"data":{"ssh":{"status":"protocol-error","protocol":"ssh","result":{"a":1},"timestamp":"2026-07-18T13:40:00Z"}}}"""),
        ("shodan", """{"ip_str":"45.9.9.9","ip":755566857,"data":[{"port":22,"_shodan":{"module":"ssh"},"timestamp":"2026-07-18T13:40:00.1"}]}"""),
        ("censys", """{"result":{"hits":[{"ip":"45.9.9.9","services":[{"port":443,"service_name":"HTTP","transport_protocol":"QUIC","observed_at":"2026-07-18T13:40:00Z"}]}]}}"""),
        ("rustscan", "Open \u001b[35m[2a00::1]:80\u001b[0m\n45.9.9.9 -> [80, 443]\n[~] x\n"),
        ("ss", "tcp LISTEN 0 5 [fe80::1]%eth0:22 [::]:* users:((\"a \"b\",pid=17,fd=3),(\"systemd\",pid=1,fd=4))\nLISTEN 0 5 *:80 *:*\n"),
        ("netstat", "  TCP    [::%3]:135            0.0.0.0:0              LISTENING       888\r\n [svchost.exe]\r\ntcp 0 0 :::22 :::* LISTEN 812/sshd: x\n"),
        ("windows-tcp-connections", """[{"LocalAddress":"0.0.0.0","LocalPort":445,"State":{"value":2},"OwningProcess":4,"ProcessName":"a\ud800"}]"""),
        ("iptables-save", "*filter\n:INPUT DROP [0:0]\n:a - [0:0]\n-A INPUT ! -s 10.0.0.0/8 -p tcp -m multiport --dports 1:2,80 -m comment --comment \"a \\\" b\" -j a\n-A a -j ACCEPT\nCOMMIT\n"),
        ("iptables-save", "*nat\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -d 45.9.9.1/32 -p tcp --dport 1:9 -j DNAT --to-destination [fd00::5]:9-12/3\nCOMMIT\n"),
        ("nftables", """{"nftables":[{"chain":{"family":"ip","table":"t","name":"i","type":"filter","hook":"input","prio":0}},{"rule":{"family":"ip","table":"t","chain":"i","expr":[{"match":{"op":"!=","left":{"payload":{"protocol":"tcp","field":"dport"}},"right":{"set":[1,{"range":[2,3]}]}}},{"vmap":{"key":{"ct":{"key":"state"}},"data":{"set":[["new",{"jump":{"target":"i"}}]]}}}]}}]}"""),
        ("windows-firewall-rules", """[{"DisplayName":"a\ud800","Enabled":1,"Direction":1,"Action":2,"Protocol":"TCP","LocalPort":["80","1-2"],"RemoteAddress":"1.2.3.4-5.6.7.8","Profile":"Domain, 4"}]"""),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Seed> Own { get; } = [.. Texts.Select(text => new Seed(text.Format, Encoding.UTF8.GetBytes(text.Body)))];

    /// <summary>The samples that are small enough to be read thousands of times, by the format they are recognised as.</summary>
    public static IReadOnlyList<Seed> Samples() =>
    [
        .. from folder in SampleFiles.Folders
           from file in SampleFiles.In(folder)
           where file.Body.Length is > 0 and < 20_000
           let reader = EventReaders.For(file.Body)
           where reader is not null
           select new Seed(reader.Format, file.Body),
    ];
}
