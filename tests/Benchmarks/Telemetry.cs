using System.Globalization;
using System.Text;

namespace ExposurePipeline.Benchmarks;

/// <summary>Synthetic DeviceNetworkEvents of about 1.9 KB each, the same for the same seed.</summary>
/// <param name="devices">Size of the fleet.</param>
/// <param name="newest">Event time of the newest record; the oldest is a day before.</param>
/// <param name="tenant">Whose fleet.</param>
internal sealed class Telemetry(int devices, DateTimeOffset newest, string tenant = Telemetry.Tenant)
{
    /// <summary>The tenant that is measured.</summary>
    public const string Tenant = "6c1b7d3e-0f7a-4e0c-9a52-1d2f3b4c5d6e";

    private static readonly int[] Ports = [22, 80, 443, 445, 3389, 8080, 8443];
    private static readonly string[] OtherActions = ["ConnectionSuccess", "ConnectionSuccess", "ConnectionSuccess", "ConnectionRequest", "ConnectionFailed", "DnsConnectionInspected", "SslConnectionInspected", "ConnectionAttempt"];
    private static readonly string[] Processes = ["svchost.exe -k NetworkService -p", "\\\"C:\\\\Program Files\\\\Web Server\\\\httpd.exe\\\" -k runservice", "System", "\\\"C:\\\\Program Files\\\\Zscaler\\\\ZSATunnel\\\\ZSATunnel.exe\\\" --tunnel"];
    private readonly Random _random = new(20260718);

    /// <summary>How long before the newest record the oldest was seen.</summary>
    public TimeSpan Span { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Whether each device serves one port only, as a fleet does that nobody changes.</summary>
    public bool IsSteady { get; init; }

    /// <summary>The next so many records. One in eight is an accepted connection, of which four in five are from the internet.</summary>
    public IEnumerable<byte[]> Records(int count) => Enumerable.Range(0, count).Select(i => Encoding.UTF8.GetBytes(Any(i)));

    /// <summary>The next so many records, none of them of an accepted connection.</summary>
    public IEnumerable<byte[]> Noise(int count) => Enumerable.Range(0, count).Select(i => Encoding.UTF8.GetBytes(
        Record(i, i % devices, OtherActions[i % OtherActions.Length], Public(), Address(i % devices), "", Processes[i % Processes.Length], newest)));

    /// <summary>Strangers' connections to the one service of each of so many devices.</summary>
    public IEnumerable<byte[]> Matching(int count, int among)
    {
        string[] services = [.. Enumerable.Range(0, among).Select(device => Record(device, device, "InboundConnectionAccepted", "stranger", Address(device), "", Processes[0], newest))];
        return Enumerable.Range(0, count).Select(i => Encoding.UTF8.GetBytes(services[i % among].Replace("stranger", Public(), StringComparison.Ordinal)));
    }

    /// <summary>A stranger's connection, which flags the device.</summary>
    public byte[] Flagging(int device) => Encoding.UTF8.GetBytes(
        Record(device, device, "InboundConnectionAccepted", Public(), Address(device), "", Processes[0], newest));

    /// <summary>The id of a device.</summary>
    public static string Id(int device) => device.ToString("x40", CultureInfo.InvariantCulture);

    private string Any(int number)
    {
        var isAccepted = _random.Next(8) == 0;
        var isStranger = _random.Next(5) > 0;
        var remote = isStranger ? Public() : $"{(_random.Next(2) == 0 ? "10.3" : "192.168")}.{_random.Next(256)}.{_random.Next(1, 255)}";
        var device = _random.Next(devices);
        var local = _random.Next(200) == 0 ? remote : Address(device);
        var mapped = _random.Next(3) == 0 ? "::ffff:" : "";
        var action = isAccepted ? "InboundConnectionAccepted" : OtherActions[_random.Next(OtherActions.Length)];
        var at = newest.AddTicks(-_random.NextInt64(Span.Ticks));
        return Record(number, device, action, remote, local, mapped, Processes[_random.Next(Processes.Length)], at);
    }

    private string Record(int number, int device, string action, string remote, string local, string mapped, string process, DateTimeOffset at)
    {
        var time = at.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
        return $$$"""
            {"time":"{{{time}}}","tenantId":"{{{tenant}}}","operationName":"Publish","category":"AdvancedHunting-DeviceNetworkEvents","_TimeReceivedBySvc":"{{{time}}}","properties":{"DeviceName":"host{{{device}}}.corp.example","DeviceId":"{{{Id(device)}}}","ReportId":{{{number}}},"RemoteIP":"{{{mapped}}}{{{remote}}}","RemotePort":{{{_random.Next(1024, 65536)}}},"LocalIP":"{{{mapped}}}{{{local}}}","LocalPort":{{{Ports[IsSteady ? device % Ports.Length : _random.Next(Ports.Length)]}}},"Protocol":"Tcp","RemoteUrl":null,"LocalIPType":"Private","RemoteIPType":"{{{(mapped.Length > 0 ? "FourToSixMapping" : "Public")}}}","InitiatingProcessSHA1":"{{{Hex(40)}}}","InitiatingProcessSHA256":"{{{Hex(64)}}}","InitiatingProcessMD5":"{{{Hex(32)}}}","InitiatingProcessFileName":"process{{{_random.Next(40)}}}.exe","InitiatingProcessFileSize":{{{_random.Next(9_000_000)}}},"InitiatingProcessVersionInfoCompanyName":"Example Corporation","InitiatingProcessVersionInfoProductName":"Example Network Suite","InitiatingProcessVersionInfoProductVersion":"10.0.20348.1","InitiatingProcessId":{{{_random.Next(60000)}}},"InitiatingProcessCommandLine":"{{{process}}}","InitiatingProcessCreationTime":"2026-07-14T22:43:29.3242311Z","InitiatingProcessFolderPath":"c:\\windows\\system32\\process.exe","InitiatingProcessParentFileName":"services.exe","InitiatingProcessParentId":812,"InitiatingProcessAccountDomain":"nt authority","InitiatingProcessAccountName":"network service","InitiatingProcessAccountSid":"S-1-5-20","InitiatingProcessAccountUpn":null,"InitiatingProcessIntegrityLevel":"System","InitiatingProcessTokenElevation":"TokenElevationTypeDefault","IsInitiatingProcessRemoteSession":false,"InitiatingProcessUniqueId":"{{{_random.NextInt64(long.MaxValue)}}}","ActionType":"{{{action}}}","AdditionalFields":"{\"direction\":\"In\",\"uid\":\"{{{Hex(18)}}}\"}","Timestamp":"{{{time}}}","MachineGroup":"servers"},"Tenant":"DefaultTenant"}
            """;
    }

    private static string Address(int device) => $"10.2.{device / 250 % 256}.{device % 250 + 1}";

    private string Public() => $"{(_random.Next(2) == 0 ? 45 : 185)}.{_random.Next(256)}.{_random.Next(256)}.{_random.Next(1, 255)}";

    private string Hex(int digits) => string.Create(digits, _random, static (text, random) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = "0123456789abcdef"[random.Next(16)];
        }
    });
}
