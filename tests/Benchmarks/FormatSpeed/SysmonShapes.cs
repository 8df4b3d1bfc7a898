using System.Globalization;
using System.Text.Json;
using System.Xml;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Benchmarks.FormatSpeed;

/// <summary>Sysmon's events as XML, as Windows renders them, and as winlogbeat's JSON. A host logs what it opened and what it took; every third event is of another kind.</summary>
internal static class SysmonShapes
{
    private static readonly XmlReaderSettings Fragment = new() { ConformanceLevel = ConformanceLevel.Fragment, DtdProcessing = DtdProcessing.Prohibit };

    public static Shape Xml(int records, bool isQuiet) => new(
        "Sysmon, XML", records, Shape.Lines(new Connections(isQuiet).Take(records).Select(Element)), "XmlReader", ReadXml,
        "thirty tags in each event, and every one is checked for being well-formed before the event is believed; the least unusual thing sends it to XmlReader");

    public static Shape Json(int records, bool isQuiet) => new(
        "Sysmon, winlogbeat JSON", records, Shape.Lines(new Connections(isQuiet).Take(records).Select(Object)), "JsonDocument", ReadJson,
        "members are known by their place in nested objects, so every token is read by Utf8JsonReader");

    private static bool IsOther(Connection it) => it.Number % 3 == 1;

    private static string Name(Connection it) => $"host-{it.Local.Replace('.', '-')}.corp.example";

    private static string Time(Connection it) => it.At.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    private static (string Name, string Value)[] Data(Connection it) => IsOther(it)
        ?
        [
            ("RuleName", "-"), ("UtcTime", Time(it)), ("ProcessGuid", "{1978b227-5270-6077-9c00-000000000500}"), ("ProcessId", "1900"), ("Image", @"C:\Windows\System32\svchost.exe"),
            ("CommandLine", @"C:\Windows\System32\svchost.exe -k netsvcs -p"), ("CurrentDirectory", @"C:\Windows\system32\"), ("User", @"NT AUTHORITY\SYSTEM"), ("IntegrityLevel", "System"),
            ("Hashes", "SHA256=7FD065BAC18C5278777AE44908101CDFED72D26FA741367F0AD4D02020787AB6"), ("ParentImage", @"C:\Windows\System32\services.exe"),
        ]
        :
        [
            ("RuleName", "-"), ("UtcTime", Time(it)), ("ProcessGuid", "{1978b227-5270-6077-9c00-000000000500}"), ("ProcessId", "1900"), ("Image", @"C:\Program Files\nginx\nginx.exe"),
            ("User", @"NT AUTHORITY\NETWORK SERVICE"), ("Protocol", "tcp"), ("Initiated", it.Outcome is Outcome.Reached ? "false" : "true"), ("SourceIsIpv6", "false"), ("SourceIp", it.Source),
            ("SourceHostname", "-"), ("SourcePort", $"{it.SourcePort}"), ("SourcePortName", "-"), ("DestinationIsIpv6", "false"), ("DestinationIp", it.Destination), ("DestinationHostname", "-"),
            ("DestinationPort", $"{it.DestinationPort}"), ("DestinationPortName", "https"),
        ];

    private static string Element(Connection it) =>
        "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-Sysmon' Guid='{5770385f-c22a-43e0-bf4c-06f5698ffbd9}'/>"
        + $"<EventID>{(IsOther(it) ? 1 : 3)}</EventID><Version>5</Version><Level>4</Level><Task>3</Task><Opcode>0</Opcode><Keywords>0x8000000000000000</Keywords><TimeCreated SystemTime='{it.Time}Z'/>"
        + $"<EventRecordID>{it.Number}</EventRecordID><Correlation/><Execution ProcessID='3148' ThreadID='4060'/><Channel>Microsoft-Windows-Sysmon/Operational</Channel><Computer>{Name(it)}</Computer>"
        + $"<Security UserID='S-1-5-18'/></System><EventData>{string.Concat(Data(it).Select(item => $"<Data Name='{item.Name}'>{item.Value}</Data>"))}</EventData></Event>";

    private static string Object(Connection it) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["@timestamp"] = $"{it.Time}Z",
        ["agent"] = new { ephemeral_id = "9a5cb2a7-4c1f-4d6e-9d27-9b2f6c4f3f11", hostname = Name(it), id = "77c9d2a8-8c02-4a7b-8f2d-5c7ad6a5b9f0", type = "winlogbeat", version = "7.17.0" },
        ["ecs"] = new { version = "1.12.0" },
        ["event"] = new { action = "Network connection detected (rule: NetworkConnect)", code = IsOther(it) ? "1" : "3", created = $"{it.Time}Z", kind = "event", provider = "Microsoft-Windows-Sysmon" },
        ["host"] = new { name = Name(it), os = new { family = "windows", kernel = "10.0.20348.1", name = "Windows Server 2022", platform = "windows" } },
        ["log"] = new { level = "information" },
        ["message"] = "Network connection detected:\r\n" + string.Join("\r\n", Data(it).Select(item => $"{item.Name}: {item.Value}")),
        ["winlog"] = new
        {
            api = "wineventlog", channel = "Microsoft-Windows-Sysmon/Operational", computer_name = Name(it), event_data = Data(it).ToDictionary(), event_id = IsOther(it) ? "1" : "3",
            opcode = "Info", process = new { pid = 3148, thread = new { id = 4060 } }, provider_guid = "{5770385f-c22a-43e0-bf4c-06f5698ffbd9}", provider_name = "Microsoft-Windows-Sysmon",
            record_id = it.Number, task = "Network connection detected (rule: NetworkConnect)", user = new { domain = "NT AUTHORITY", identifier = "S-1-5-18", name = "SYSTEM", type = "User" }, version = 5,
        },
    });

    private static void ReadXml(byte[] body, Reached into)
    {
        using var xml = XmlReader.Create(new MemoryStream(body), Fragment);
        var (data, id, computer) = (new Dictionary<string, string>(), "", "");
        while (xml.Read())
        {
            if (xml.NodeType is XmlNodeType.EndElement && xml.LocalName == "Event")
            {
                Add(into, id, computer, data);
                data.Clear();
            }
            else if (xml.NodeType is XmlNodeType.Element && xml.LocalName is "Data" or "EventID" or "Computer")
            {
                var (element, name) = (xml.LocalName, xml.GetAttribute("Name"));
                xml.Read();
                data[name ?? ""] = xml.Value;
                (id, computer) = (element == "EventID" ? xml.Value : id, element == "Computer" ? xml.Value : computer);
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
                var log = document.RootElement.GetProperty("winlog");
                var data = log.GetProperty("event_data").EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetString()!);
                Add(into, log.GetProperty("event_id").GetString()!, log.GetProperty("computer_name").GetString()!, data);
            }
        }
    }

    private static void Add(Reached into, string id, string computer, Dictionary<string, string> data)
    {
        if (id == "3" && data["Protocol"] == "tcp" && data["Initiated"] == "false" && IpAddress.TryParse(data["SourceIp"], out var remote) && AddressSpace.IsGlobal(remote))
        {
            var seen = DateTimeOffset.Parse(data["UtcTime"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            into.Add(computer.ToLowerInvariant(), ushort.Parse(data["DestinationPort"], CultureInfo.InvariantCulture), remote, seen);
        }
    }
}
