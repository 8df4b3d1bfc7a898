using System.Text;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Scans;

/// <summary>Output fields of ZMap that are read.</summary>
internal enum ZmapColumn
{
    Saddr,
    Sport,
    Classification,
    Success,
    Timestamp_str,
    Timestamp_ts,
    Timestamp_us,
    Udp_pkt_size,
}

/// <summary>One answer of ZMap.</summary>
/// <param name="fields">By <see cref="ZmapColumn"/>; null where not written.</param>
internal readonly struct ZmapRow(string?[] fields)
{
    /// <summary>The names of the fields.</summary>
    public static readonly AsciiNames Columns = AsciiNames.Of<ZmapColumn>();

    private string? this[ZmapColumn column] => fields[(int)column];

    /// <summary>Concludes the current record.</summary>
    public void Conclude(ReadingContext context, RecordSink sink)
    {
        var port = this[ZmapColumn.Sport] ?? context.Properties[EventProperties.Port];
        if (!IpAddress.TryParse(this[ZmapColumn.Saddr], out var address))
        {
            sink.Reject(this[ZmapColumn.Saddr] is null ? RejectionReason.MissingField : RejectionReason.InvalidField, $"saddr '{this[ZmapColumn.Saddr]}'");
        }
        else if (this[ZmapColumn.Success] is "0" or "false" || this[ZmapColumn.Classification] is "rst")
        {
            sink.Filter(FilterRule.PortNotOpen);
        }
        else if (this[ZmapColumn.Classification] is "echoreply")
        {
            sink.Filter(FilterRule.KindNotRead); // a ping reaches no port
        }
        else if (port is null && AddressSpace.IsGlobal(address))
        {
            sink.Reject(RejectionReason.MissingField, $"no sport of {address}; name the port by property '{EventProperties.Port}'");
        }
        else if (Transport() is not { } transport)
        {
            sink.Reject(RejectionReason.InvalidField, $"classification '{this[ZmapColumn.Classification]}'");
        }
        else
        {
            ScanAnswer.Conclude(new(address, Time(context), transport, port, null, ZmapReader.Name, ZmapReader.Name), context, sink);
        }
    }

    // Classifications of the probe modules. Without one it is the default module's answer, a SYN-ACK: its default output holds nothing else.
    private string? Transport() => this[ZmapColumn.Classification] switch
    {
        null => this[ZmapColumn.Udp_pkt_size] is null ? "tcp" : "udp",
        "synack" => "tcp",
        "udp" or "dns" or "ntp" or "upnp" or "bacnet" or "quic" or "monlist" => "udp",
        _ => null,
    };

    private DateTimeOffset? Time(ReadingContext context)
    {
        if (this[ZmapColumn.Timestamp_str] is { } text)
        {
            return EventTime.TryParse(Encoding.UTF8.GetBytes(text), out var written) ? written : null;
        }

        if (this[ZmapColumn.Timestamp_ts] is not { } seconds)
        {
            return ScanTime.OfFile(context);
        }

        var micros = this[ZmapColumn.Timestamp_us] is { Length: <= 6 } fraction ? $".{fraction.PadLeft(6, '0')}" : "";
        return EventTime.TryParseEpoch(Encoding.UTF8.GetBytes(seconds + micros), out var time) ? time : null;
    }
}
