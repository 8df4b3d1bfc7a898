using System.Text;
using System.Text.Json;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Scans;

/// <summary>Members of a zgrab2 record.</summary>
internal enum Zgrab2Column
{
    Ip,
    Domain,
    Port,
    Data,
    Rec_type,
}

/// <summary>What one module of zgrab2 found.</summary>
internal static class Zgrab2Module
{
    private static readonly AsciiNames Columns = AsciiNames.Of<Column>();
    private static readonly AsciiNames OverUdp = new("ntp", "bacnet", "dns", "cldap", "ike", "coap", "snmp", "quic");

    private enum Column
    {
        Status,
        Protocol,
        Port,
        Result,
        Timestamp,
    }

    /// <summary>Concludes the current record.</summary>
    /// <param name="target">The record: who was scanned.</param>
    /// <param name="name">The module's name, or the one that the scan's configuration gave it.</param>
    /// <param name="json">What it found.</param>
    /// <param name="context">What decides beside the bytes.</param>
    /// <param name="sink">Where the record is concluded.</param>
    public static void Read(JsonRow target, ReadOnlySpan<byte> name, ReadOnlySpan<byte> json, ReadingContext context, RecordSink sink)
    {
        Span<JsonCell> cells = stackalloc JsonCell[Columns.Count];
        if (!JsonRow.TryRead(json, Columns, cells, out var module) || module[(int)Column.Status].IsAbsent)
        {
            sink.Reject(RejectionReason.MissingField, $"no status of module '{Text(name)}'");
        }
        else if (!HasAnswered(module))
        {
            sink.Filter(FilterRule.PortNotOpen);
        }
        else if (!target[(int)Zgrab2Column.Ip].TryAddress(out var address))
        {
            ScanJson.RejectAddress(target[(int)Zgrab2Column.Ip], $"ip for domain {target[(int)Zgrab2Column.Domain].Excerpt()}", sink);
        }
        else
        {
            Conclude(target, module, module[(int)Column.Protocol].Text(32) ?? Text(name), address, context, sink);
        }
    }

    // protocol-error and application-error are defined as answers that the module did not like, but modules also use them for failures of
    // their own: only with a result did the port say something. io-timeout and the connection-* statuses mean that it said nothing.
    private static bool HasAnswered(JsonRow module) =>
        module[(int)Column.Status].Is("success"u8)
        || ((module[(int)Column.Status].Is("protocol-error"u8) || module[(int)Column.Status].Is("application-error"u8)) && HasResult(module[(int)Column.Result]));

    private static bool HasResult(JsonValue result) => result.Kind is JsonTokenType.StartObject && new JsonMembers(result.Bytes).MoveNext();

    private static void Conclude(JsonRow target, JsonRow module, string protocol, IpAddress address, ReadingContext context, RecordSink sink)
    {
        var port = module[(int)Column.Port].Text(16) ?? target[(int)Zgrab2Column.Port].Text(16) ?? context.Properties[EventProperties.Port];
        if (port is null && AddressSpace.IsGlobal(address))
        {
            sink.Reject(RejectionReason.MissingField, $"no port of {address}; name it by property '{EventProperties.Port}'");
            return;
        }

        var time = module[(int)Column.Timestamp] is { IsAbsent: false } stamp ? ScanTime.Of(stamp) : ScanTime.Named(context);
        var transport = OverUdp.Contains(Encoding.UTF8.GetBytes(protocol)) ? "udp" : "tcp";
        ScanAnswer.Conclude(new(address, time, transport, port, protocol, Zgrab2Reader.Name, Zgrab2Reader.Name), context, sink);
    }

    private static string Text(ReadOnlySpan<byte> name) => Encoding.UTF8.GetString(name[..Math.Min(name.Length, 32)]);
}
