using System.Globalization;
using System.Security;
using System.Text.Json.Nodes;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Windows;

/// <summary>A connection event of our own making, in every wrapping that collectors send.</summary>
internal sealed record WindowsSample(string Provider, int Id, string Device, params (string Name, string Value)[] Data)
{
    public const string Time = "2026-07-18T13:58:42.666Z";

    public static WindowsSample Sysmon(string protocol = "tcp", string initiated = "false", string source = "45.9.9.9:51000", string destination = "10.0.0.5:443") => new(
        "Microsoft-Windows-Sysmon", 3, "WEB01.contoso.example",
        ("RuleName", "-"), ("UtcTime", "2026-07-18 13:58:42.666"), ("ProcessId", "1686"), ("Image", @"C:\Program Files\nginx\nginx.exe"),
        ("Protocol", protocol), ("Initiated", initiated), ("SourceIsIpv6", "false"), ("SourceIp", Host(source)), ("SourceHostname", "-"),
        ("SourcePort", Port(source)), ("DestinationIp", Host(destination)), ("DestinationPort", Port(destination)), ("DestinationPortName", "https"));

    public static WindowsSample Security(int id = 5156, string direction = "%%14592", string protocol = "6", string source = "45.9.9.9:51000", string destination = "10.0.0.5:443") => new(
        "Microsoft-Windows-Security-Auditing", id, "WEB01.contoso.example",
        ("ProcessID", "1686"), ("Application", @"\device\harddiskvolume2\windows\system32\svchost.exe"), ("Direction", direction), ("SourceAddress", Host(source)),
        ("SourcePort", Port(source)), ("DestAddress", Host(destination)), ("DestPort", Port(destination)), ("Protocol", protocol), ("FilterRTID", "0"),
        ("LayerName", direction == "%%14593" ? "%%14611" : "%%14610"), ("LayerRTID", direction == "%%14593" ? "48" : "44"));

    public WindowsSample With(string name, string? value) =>
        this with { Data = [.. Data.Where(item => item.Name != name), .. value is null ? Array.Empty<(string, string)>() : [(name, value)]] };

    /// <summary>nxlog, and winlogbeat with its fields drawn up: the forwarder's name, its local time and its message beside the data.</summary>
    public JsonObject Flat()
    {
        var row = DataObject();
        foreach (var (name, value) in new (string, JsonNode?)[]
        {
            ("SourceName", Provider), ("EventID", Id), ("Hostname", Device), ("host", "collector.contoso.example"), ("port", 60122), ("EventTime", "2026-07-18 09:58:42"),
            ("@timestamp", Time), ("ExecutionProcessID", 4), ("Message", "Network connection detected:\r\nInitiated: true"),
        })
        {
            row[name] = value;
        }

        return row;
    }

    /// <summary>winlogbeat 7 and later.</summary>
    public JsonObject Nested() => new()
    {
        ["@timestamp"] = Time,
        ["event"] = new JsonObject { ["code"] = Id.ToString(CultureInfo.InvariantCulture), ["provider"] = Provider, ["created"] = "2026-07-18T14:05:00Z" },
        ["host"] = new JsonObject { ["name"] = "collector" },
        ["agent"] = new JsonObject { ["hostname"] = "collector" },
        ["process"] = new JsonObject { ["parent"] = new JsonObject { ["pid"] = 1 } },
        ["winlog"] = new JsonObject
        {
            ["computer_name"] = Device, ["event_id"] = Id, ["provider_name"] = Provider, ["process"] = new JsonObject { ["pid"] = 4 }, ["event_data"] = DataObject(),
        },
    };

    /// <summary>Log Analytics: the data as one text.</summary>
    public JsonObject Row(string data) => new()
    {
        ["TenantId"] = "11111111-2222-3333-4444-555555555555", ["TimeGenerated"] = Time, ["EventSourceName"] = Provider, ["Computer"] = Device, ["EventID"] = Id, ["EventData"] = data,
    };

    public string EventData() =>
        "<EventData xmlns=\"http://schemas.microsoft.com/win/2004/08/events/event\">\r\n"
        + string.Concat(Data.Select(item => $"  <Data Name=\"{item.Name}\">{SecurityElement.Escape(item.Value)}</Data>\r\n")) + "</EventData>";

    public string Xml() =>
        $"<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='{Provider}' Guid='{{0}}'/><EventID>{Id}</EventID>"
        + $"<TimeCreated SystemTime='{Time}'/><Execution ProcessID='4' ThreadID='8'/><Channel>x</Channel><Computer>{Device}</Computer></System>{EventData()}</Event>";

    public JsonObject DataObject() => new(Data.Select(item => KeyValuePair.Create(item.Name, (JsonNode?)item.Value)));

    private static string Host(string endpoint) => endpoint[..endpoint.LastIndexOf(':')];

    private static string Port(string endpoint) => endpoint[(endpoint.LastIndexOf(':') + 1)..];
}
