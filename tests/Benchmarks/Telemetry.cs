using System.Globalization;
using System.Text;

namespace ExposurePipeline.Benchmarks;

/// <summary>Synthetic DeviceNetworkEvents in hub messages: JSON Lines of about 1.9 KB each, the same for every run.</summary>
internal sealed class Telemetry
{
    public static readonly DateTimeOffset Newest = new(2026, 7, 18, 14, 0, 0, TimeSpan.Zero);

    private const int Seed = 20260718;
    private const int MessageBytes = 1000 * 1024;
    private static readonly int[] Ports = [22, 80, 443, 445, 3389, 8080, 8443];
    private static readonly string[] OtherActions = ["ConnectionSuccess", "ConnectionSuccess", "ConnectionSuccess", "ConnectionRequest", "ConnectionFailed", "DnsConnectionInspected", "SslConnectionInspected", "ConnectionAttempt"];
    private static readonly string[] Processes = ["svchost.exe -k NetworkService -p", "\\\"C:\\\\Program Files\\\\Web Server\\\\httpd.exe\\\" -k runservice", "System", "\\\"C:\\\\Program Files\\\\Zscaler\\\\ZSATunnel\\\\ZSATunnel.exe\\\" --tunnel"];
    private readonly Random _random = new(Seed);
    private readonly int _devices;

    private Telemetry(int devices) => _devices = devices;

    /// <summary>So many events, in messages below the reader's limit.</summary>
    public static IReadOnlyList<byte[]> Messages(int events)
    {
        var telemetry = new Telemetry(Math.Max(1, events / 20));
        var messages = new List<byte[]>();
        using var message = new MemoryStream();
        for (var i = 0; i < events; i++)
        {
            var record = Encoding.UTF8.GetBytes(telemetry.Record(i));
            if (message.Length + record.Length > MessageBytes)
            {
                messages.Add(message.ToArray());
                message.SetLength(0);
            }

            message.Write(record);
        }

        messages.Add(message.ToArray());
        return messages;
    }

    // One in eight is an accepted connection, of which four in five are from the internet.
    private string Record(int number)
    {
        var isAccepted = _random.Next(8) == 0;
        var isStranger = _random.Next(5) > 0;
        var remote = isStranger ? Public() : $"{(_random.Next(2) == 0 ? "10.3" : "192.168")}.{_random.Next(256)}.{_random.Next(1, 255)}";
        var local = _random.Next(200) == 0 ? remote : $"10.2.{_random.Next(256)}.{_random.Next(1, 255)}";
        var mapped = _random.Next(3) == 0 ? "::ffff:" : "";
        var action = isAccepted ? "InboundConnectionAccepted" : OtherActions[_random.Next(OtherActions.Length)];
        var device = _random.Next(_devices).ToString("x40", CultureInfo.InvariantCulture);
        var time = Newest.AddTicks(-_random.NextInt64(TimeSpan.TicksPerHour * 24)).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
        return $$$"""
            {"time":"2026-07-18T14:00:54.7649349Z","tenantId":"6c1b7d3e-0f7a-4e0c-9a52-1d2f3b4c5d6e","operationName":"Publish","category":"AdvancedHunting-DeviceNetworkEvents","_TimeReceivedBySvc":"2026-07-18T13:59:00.0890446Z","properties":{"DeviceName":"host{{{number % _devices}}}.corp.example","DeviceId":"{{{device}}}","ReportId":{{{number}}},"RemoteIP":"{{{mapped}}}{{{remote}}}","RemotePort":{{{_random.Next(1024, 65536)}}},"LocalIP":"{{{mapped}}}{{{local}}}","LocalPort":{{{Ports[_random.Next(Ports.Length)]}}},"Protocol":"Tcp","RemoteUrl":null,"LocalIPType":"Private","RemoteIPType":"{{{(mapped.Length > 0 ? "FourToSixMapping" : "Public")}}}","InitiatingProcessSHA1":"{{{Hex(40)}}}","InitiatingProcessSHA256":"{{{Hex(64)}}}","InitiatingProcessMD5":"{{{Hex(32)}}}","InitiatingProcessFileName":"process{{{_random.Next(40)}}}.exe","InitiatingProcessFileSize":{{{_random.Next(9_000_000)}}},"InitiatingProcessVersionInfoCompanyName":"Example Corporation","InitiatingProcessVersionInfoProductName":"Example Network Suite","InitiatingProcessVersionInfoProductVersion":"10.0.20348.1","InitiatingProcessId":{{{_random.Next(60000)}}},"InitiatingProcessCommandLine":"{{{Processes[_random.Next(Processes.Length)]}}}","InitiatingProcessCreationTime":"2026-07-14T22:43:29.3242311Z","InitiatingProcessFolderPath":"c:\\windows\\system32\\process.exe","InitiatingProcessParentFileName":"services.exe","InitiatingProcessParentId":812,"InitiatingProcessAccountDomain":"nt authority","InitiatingProcessAccountName":"network service","InitiatingProcessAccountSid":"S-1-5-20","InitiatingProcessAccountUpn":null,"InitiatingProcessIntegrityLevel":"System","InitiatingProcessTokenElevation":"TokenElevationTypeDefault","IsInitiatingProcessRemoteSession":false,"InitiatingProcessUniqueId":"{{{_random.NextInt64(long.MaxValue)}}}","ActionType":"{{{action}}}","AdditionalFields":"{\"direction\":\"In\",\"uid\":\"{{{Hex(18)}}}\"}","Timestamp":"{{{time}}}","MachineGroup":"servers"},"Tenant":"DefaultTenant"}

            """;
    }

    private string Public() => $"{(_random.Next(2) == 0 ? 45 : 185)}.{_random.Next(256)}.{_random.Next(256)}.{_random.Next(1, 255)}";

    private string Hex(int digits) => string.Create(digits, _random, static (text, random) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = "0123456789abcdef"[random.Next(16)];
        }
    });

}
