using System.Text;
using System.Xml;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Scans;

/// <summary>A scanned host, complete to its end tag.</summary>
/// <param name="run">The run it belongs to.</param>
internal sealed class NmapHost(NmapRun run)
{
    private readonly List<NmapPort> _ports = [];
    private IpAddress? _address;
    private DateTimeOffset? _time;
    private bool _isDown;

    /// <summary>Reads from the start tag to the end tag; throws <see cref="XmlException"/> when there is none.</summary>
    public static NmapHost Read(XmlReader xml, NmapRun run)
    {
        var host = new NmapHost(run) { _time = Epoch(xml, "endtime") ?? Epoch(xml, "starttime") };
        var depth = xml.Depth;
        var isEmpty = xml.IsEmptyElement;
        while (!isEmpty && xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType is XmlNodeType.Element)
            {
                host.Take(xml);
            }
        }

        return host;
    }

    /// <summary>Seconds since the Unix epoch in an attribute.</summary>
    public static DateTimeOffset? Epoch(XmlReader xml, string attribute) =>
        xml.GetAttribute(attribute) is { } text && EventTime.TryParseEpoch(Encoding.UTF8.GetBytes(text), out var time) ? time : null;

    /// <summary>Concludes one record a port, or one for a host that says nothing.</summary>
    public void Conclude(ReadingContext context, RecordSink sink)
    {
        if (_isDown || _ports.Count == 0)
        {
            sink.Next();
            sink.Filter(FilterRule.NoPorts);
        }
        else
        {
            _ports.ForEach(port => Conclude(port, context, sink));
        }
    }

    private void Conclude(NmapPort port, ReadingContext context, RecordSink sink)
    {
        sink.Next();
        if (port.State != "open")
        {
            sink.Filter(FilterRule.PortNotOpen);
        }
        else if (_address is not { } address)
        {
            sink.Reject(RejectionReason.MissingField, "host without an IP address");
        }
        else
        {
            ScanAnswer.Conclude(new(address, _time ?? run.Start, port.Protocol, port.Number, port.Service, run.Scanner, NmapReader.Name), context, sink);
        }
    }

    private void Take(XmlReader xml)
    {
        switch (xml.Name)
        {
            case "status":
                _isDown = xml.GetAttribute("state") == "down";
                break;
            case "address" when _address is null && IpAddress.TryParse(xml.GetAttribute("addr"), out var address):
                _address = address; // a MAC address is none
                break;
            case "extraports":
                _ports.Add(new(null, null, "extraports", null)); // a count of ports that did not answer, never a list
                break;
            case "port":
                _ports.Add(new(xml.GetAttribute("protocol"), xml.GetAttribute("portid"), null, null));
                break;
            case "state" when _ports is [.., { State: null } port]:
                _ports[^1] = port with { State = xml.GetAttribute("state") };
                break;
            case "service" when _ports is [.., { Service: null, State: null or "open" } port]: // nobody asks what would listen on a closed one
                _ports[^1] = port with { Service = Detected(xml) };
                break;
            default:
                break;
        }
    }

    // method="table" is a guess from the port number.
    private static string? Detected(XmlReader xml) => (xml.GetAttribute("method"), xml.GetAttribute("name")) switch
    {
        ("table", _) or (_, null or "" or "unknown") => null,
        var (_, name) => xml.GetAttribute("tunnel") is { Length: > 0 } tunnel ? $"{tunnel}/{name}" : name,
    };

    private readonly record struct NmapPort(string? Protocol, string? Number, string? State, string? Service);
}
