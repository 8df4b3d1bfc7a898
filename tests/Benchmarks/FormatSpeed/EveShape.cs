using System.Globalization;
using System.Text.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Benchmarks.FormatSpeed;

/// <summary>Suricata's EVE lines: flows, and between them as many alerts and name resolutions.</summary>
internal static class EveShape
{
    public static Shape Create(int records, bool isQuiet) => new(
        "Suricata EVE", records, Shape.Lines(new Connections(isQuiet).Take(records).Select(Line)), "JsonDocument", Read,
        "half of the records are flows, whose two inner objects are read after they are known to be well-formed; of the other kinds only the end is looked for");

    private static string Line(Connection it)
    {
        var head = $$"""{"timestamp":"{{it.Time}}+0000","flow_id":{{928532049924531 + it.Number}},"in_iface":"eth0","event_type":""";
        var ends = $$""","src_ip":"{{it.Source}}","src_port":{{it.SourcePort}},"dest_ip":"{{it.Destination}}","dest_port":{{it.DestinationPort}},"proto":"TCP" """;
        return (it.Outcome is Outcome.Reached ? 0 : it.Number % 4) switch
        {
            1 => head + "\"alert\"" + ends + ""","alert":{"action":"allowed","gid":1,"signature_id":2001219,"rev":20,"signature":"ET SCAN Potential SSH Scan","category":"Attempted Information Leak","severity":2},"flow":{"pkts_toserver":1,"pkts_toclient":0,"bytes_toserver":74,"bytes_toclient":0,"start":"2026-07-18T14:00:00.000000+0000"}}""",
            3 => head + "\"dns\"" + ends + ""","dns":{"version":2,"type":"answer","id":16000,"flags":"8180","qr":true,"rd":true,"ra":true,"opcode":0,"rrname":"www.example.com","rrtype":"A","rcode":"NOERROR","answers":[{"rrname":"www.example.com","rrtype":"A","ttl":300,"rdata":"93.184.215.14"}],"grouped":{"A":["93.184.215.14"]}}}""",
            _ => head + "\"flow\"" + ends + Flow(it),
        };
    }

    private static string Flow(Connection it) => it.Outcome is Outcome.Refused
        ? $$$""","flow":{"pkts_toserver":1,"pkts_toclient":0,"bytes_toserver":74,"bytes_toclient":0,"start":"{{{it.Time}}}+0000","end":"{{{it.Time}}}+0000","age":0,"state":"new","reason":"timeout","alerted":false},"tcp":{"tcp_flags":"02","tcp_flags_ts":"02","tcp_flags_tc":"00","syn":true,"state":"syn_sent"}}"""
        : $$$""","app_proto":"tls","flow":{"pkts_toserver":12,"pkts_toclient":11,"bytes_toserver":1083,"bytes_toclient":8107,"start":"{{{it.Time}}}+0000","end":"{{{it.Time}}}+0000","age":1,"state":"closed","reason":"timeout","alerted":false},"tcp":{"tcp_flags":"1b","tcp_flags_ts":"1b","tcp_flags_tc":"1b","syn":true,"fin":true,"psh":true,"ack":true,"state":"closed"}}""";

    private static void Read(byte[] body, Reached into)
    {
        foreach (var range in body.AsSpan().Split((byte)'\n'))
        {
            if (body.AsMemory(range) is { IsEmpty: false } line)
            {
                using var document = JsonDocument.Parse(line);
                Add(into, document.RootElement);
            }
        }
    }

    private static void Add(Reached into, JsonElement record)
    {
        if (record.GetProperty("event_type").GetString() == "flow" && record.GetProperty("proto").GetString() == "TCP" && record.GetProperty("flow") is var flow
            && flow.GetProperty("pkts_toclient").GetInt64() > 0 && (Flags(record, "tcp_flags_tc") & 0x12) == 0x12 && (Flags(record, "tcp_flags_ts") & 0x10) != 0
            && IpAddress.TryParse(record.GetProperty("src_ip").GetString(), out var remote) && AddressSpace.IsGlobal(remote)
            && IpAddress.TryParse(record.GetProperty("dest_ip").GetString(), out var local) && !AddressSpace.IsGlobal(local))
        {
            into.Add(local.ToString(), record.GetProperty("dest_port").GetUInt16(), remote, DateTimeOffset.Parse(flow.GetProperty("start").GetString()!.Replace("+0000", "Z", StringComparison.Ordinal), CultureInfo.InvariantCulture));
        }
    }

    private static int Flags(JsonElement record, string name) => int.Parse(record.GetProperty("tcp").GetProperty(name).GetString()!, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
