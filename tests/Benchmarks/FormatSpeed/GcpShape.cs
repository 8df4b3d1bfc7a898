using System.Globalization;
using System.Text.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Benchmarks.FormatSpeed;

/// <summary>Google Cloud VPC flow logs as Cloud Logging exports them. A record is what one side sent, so of what was answered the answer is shown.</summary>
internal static class GcpShape
{
    public static Shape Create(int records, bool isQuiet) => new(
        "Google Cloud VPC flow log, JSON", records, Shape.Lines(new Connections(isQuiet).Take(records).Select(Entry)), "JsonDocument", Read,
        "an entry is delimited, then read, then its connection is read again, each time with all checks; who sent and what was acknowledged stands at the far end of it");

    private static string Entry(Connection it)
    {
        var isAnswer = it.Outcome is Outcome.Reached;
        var isFromHost = isAnswer || it.Outcome is Outcome.Outbound or Outcome.Inside;
        var (source, sourcePort, destination, destinationPort) = isAnswer ? (it.Destination, it.DestinationPort, it.Source, it.SourcePort) : (it.Source, it.SourcePort, it.Destination, it.DestinationPort);
        var instance = $$"""_instance":{"project_id":"example-project","region":"europe-west1","vm_name":"vm-{{it.Local}}","zone":"europe-west1-b"}""";
        var vpc = """_vpc":{"project_id":"example-project","subnetwork_name":"default","vpc_name":"default"}""";
        var side = isFromHost ? "src" : "dest";
        return $$"""
            {"insertId":"{{it.Number:x14}}","jsonPayload":{"bytes_sent":"{{(it.Outcome is Outcome.Refused ? 40 : 14249)}}","connection":{"dest_ip":"{{destination}}","dest_port":{{destinationPort}},"protocol":6,"src_ip":"{{source}}","src_port":{{sourcePort}}},"{{(isFromHost ? "dest" : "src")}}_location":{"asn":64500,"city":"Example","continent":"Europe","country":"nld","region":"North Holland"},"end_time":"{{it.Time}}123Z","packets_sent":"{{(it.Outcome is Outcome.Refused ? 1 : 20)}}","reporter":"{{(isFromHost ? "SRC" : "DEST")}}",{{(it.Outcome is Outcome.Refused ? "" : "\"rtt_msec\":\"12\",")}}"{{side}}{{instance}},"{{side}}{{vpc}},"start_time":"{{it.Time}}123Z"},"logName":"projects/example-project/logs/compute.googleapis.com%2Fvpc_flows","receiveTimestamp":"{{it.Time}}456Z","resource":{"labels":{"location":"europe-west1-b","project_id":"example-project","subnetwork_id":"4887301822377281113","subnetwork_name":"default"},"type":"gce_subnetwork"},"timestamp":"{{it.Time}}456Z"}
            """;
    }

    private static void Read(byte[] body, Reached into)
    {
        foreach (var range in body.AsSpan().Split((byte)'\n'))
        {
            if (body.AsMemory(range) is { IsEmpty: false } line)
            {
                using var document = JsonDocument.Parse(line);
                Add(into, document.RootElement.GetProperty("jsonPayload"));
            }
        }
    }

    private static void Add(Reached into, JsonElement payload)
    {
        var connection = payload.GetProperty("connection");
        if (payload.GetProperty("reporter").GetString() == "SRC" && connection.GetProperty("protocol").GetInt32() == 6 && payload.TryGetProperty("rtt_msec", out _)
            && connection.GetProperty("src_port").GetInt32() is < 1024 and var port && connection.GetProperty("dest_port").GetInt32() >= 1024
            && IpAddress.TryParse(connection.GetProperty("dest_ip").GetString(), out var remote) && AddressSpace.IsGlobal(remote))
        {
            var instance = payload.GetProperty("src_instance");
            string Text(string name) => instance.GetProperty(name).GetString()!;
            var device = $"//compute.googleapis.com/projects/{Text("project_id")}/zones/{Text("zone")}/instances/{Text("vm_name")}";
            into.Add(device, (ushort)port, remote, DateTimeOffset.Parse(payload.GetProperty("end_time").GetString()!, CultureInfo.InvariantCulture));
        }
    }
}
