using System.Globalization;
using System.Text;
using System.Text.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Benchmarks.FormatSpeed;

/// <summary>Zeek's conn.log as a table and as JSON, in the columns of its version 6.</summary>
internal static class ZeekShapes
{
    private const string Header =
        "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n#open\t2026-07-18-14-00-00\n"
        + "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\torig_bytes\tresp_bytes\tconn_state\tlocal_orig\tlocal_resp\tmissed_bytes\thistory\torig_pkts\torig_ip_bytes\tresp_pkts\tresp_ip_bytes\ttunnel_parents\n"
        + "#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tinterval\tcount\tcount\tstring\tbool\tbool\tcount\tstring\tcount\tcount\tcount\tcount\tset[string]\n";

    public static Shape Table(int records, bool isQuiet) => new(
        "Zeek conn.log, table", records, Shape.Lines(new Connections(isQuiet).Take(records).Select(Line), Header), "string.Split", ReadTable,
        "a short line of 21 fields, of which eleven are checked whatever becomes of it: the record, not the byte, costs");

    public static Shape Json(int records, bool isQuiet) => new(
        "Zeek conn.log, JSON", records, Shape.Lines(new Connections(isQuiet).Take(records).Select(Object)), "JsonDocument", ReadJson,
        "a short object of 19 members: the name and the end of each are looked for, whatever becomes of it");

    private static (string State, string History) State(Connection connection) => connection.Outcome switch
    {
        Outcome.Refused => connection.Number % 3 == 0 ? ("REJ", "Sr") : ("S0", "S"),
        _ => ("SF", "ShADadFf"),
    };

    private static string Stamp(Connection connection) => (connection.At.ToUnixTimeMilliseconds() / 1e3).ToString("F6", CultureInfo.InvariantCulture);

    private static string Line(Connection it)
    {
        var (state, history) = State(it);
        return $"{Stamp(it)}\tC{it.Number:x16}\t{it.Source}\t{it.SourcePort}\t{it.Destination}\t{it.DestinationPort}\ttcp\t{(state == "SF" ? "ssl\t0.559972\t595\t7659" : "-\t-\t-\t-")}\t{state}\t-\t-\t0\t{history}\t12\t1083\t11\t8107\t-";
    }

    private static string Object(Connection it)
    {
        var (state, history) = State(it);
        var sizes = state == "SF" ? "\"service\":\"ssl\",\"duration\":0.559972,\"orig_bytes\":595,\"resp_bytes\":7659," : "";
        return $$"""{"ts":{{Stamp(it)}},"uid":"C{{it.Number:x16}}","id.orig_h":"{{it.Source}}","id.orig_p":{{it.SourcePort}},"id.resp_h":"{{it.Destination}}","id.resp_p":{{it.DestinationPort}},"proto":"tcp",{{sizes}}"conn_state":"{{state}}","missed_bytes":0,"history":"{{history}}","orig_pkts":12,"orig_ip_bytes":1083,"resp_pkts":11,"resp_ip_bytes":8107}""";
    }

    private static void ReadTable(byte[] body, Reached into)
    {
        foreach (var line in Encoding.UTF8.GetString(body).Split('\n'))
        {
            if (line.Length > 0 && line[0] != '#' && line.Split('\t') is var fields)
            {
                Add(into, fields[2], fields[4], fields[5], fields[6], fields[11], fields[15], fields[0]);
            }
        }
    }

    private static void ReadJson(byte[] body, Reached into)
    {
        foreach (var range in body.AsSpan().Split((byte)'\n'))
        {
            if (body.AsMemory(range) is { IsEmpty: false } line)
            {
                using var document = JsonDocument.Parse(line);
                string Text(string name) => document.RootElement.GetProperty(name).ToString();
                Add(into, Text("id.orig_h"), Text("id.resp_h"), Text("id.resp_p"), Text("proto"), Text("conn_state"), Text("history"), Text("ts"));
            }
        }
    }

    private static void Add(Reached into, string originator, string responder, string port, string proto, string state, string history, string stamp)
    {
        if (proto == "tcp" && state is "S1" or "SF" or "S2" or "S3" && history.Contains('h', StringComparison.Ordinal)
            && IpAddress.TryParse(originator, out var remote) && AddressSpace.IsGlobal(remote) && IpAddress.TryParse(responder, out var local) && !AddressSpace.IsGlobal(local))
        {
            var seen = DateTimeOffset.UnixEpoch.AddTicks((long)(decimal.Parse(stamp, CultureInfo.InvariantCulture) * TimeSpan.TicksPerSecond));
            into.Add(local.ToString(), ushort.Parse(port, CultureInfo.InvariantCulture), remote, seen);
        }
    }
}
