using System.Globalization;
using System.Text;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Functions.Telemetry;

namespace ExposurePipeline.Benchmarks.Soak;

/// <summary>What an organisation sends: its endpoints' connections, a sensor's, scans, inventory, noise, and now and then something late or broken.</summary>
/// <param name="fleet">How many devices.</param>
/// <param name="newest">Event time of the newest record.</param>
internal sealed class MixedTraffic(int fleet, DateTimeOffset newest)
{
    private const int PerMessage = 33;
    private readonly Random _random = new(20261122);
    private readonly Telemetry _telemetry = new(fleet, newest) { Span = TimeSpan.FromMinutes(5), IsSteady = true };

    /// <summary>The next so many events. Of forty, some twenty-five are endpoints' connections, and one is broken.</summary>
    public IReadOnlyList<TrafficEvent> Events(int count) => [.. Enumerable.Range(0, count).Select(number => Any(number % 40))];

    private TrafficEvent Any(int kind) => kind switch
    {
        0 => Weighed("connections", "{\"records\":[{\"time\":\"not", null),
        1 or 2 => Weighed("connections", Envelope(new Telemetry(fleet, newest.AddDays(-3)) { IsSteady = true }.Records(PerMessage)), null), // late: seen, no longer in force
        3 or 4 or 5 => Weighed("connections", string.Join('\n', Enumerable.Range(0, 50).Select(_ => Zeek())), null),
        6 or 7 => Weighed("scans", Scan(), null),
        8 or 9 => Weighed("inventory", Listeners(), Telemetry.Id(_random.Next(fleet))),
        10 or 11 => Weighed("inventory", Envelope(Enumerable.Range(0, PerMessage).Select(_ => Profile())), null),
        12 or 13 or 14 => Weighed("connections", Envelope(Enumerable.Range(0, PerMessage).Select(_ => Noise())), null),
        _ => Weighed("connections", Envelope(_telemetry.Records(PerMessage)), null),
    };

    private static string Envelope(IEnumerable<byte[]> records) => Encoding.UTF8.GetString(Packing.Envelope([.. records]));

    private static TrafficEvent Weighed(string hub, string body, string? device)
    {
        var weighed = new TrafficEvent(hub, Encoding.UTF8.GetBytes(body), device, default);
        var now = TimeProvider.System.GetUtcNow();
        var books = new RecordBooks();
        books.Add(Normaliser.Normalise([weighed.Raw(now)], ExposurePolicy.Default, now).Tally);
        return weighed with { Outcome = books.Totals };
    }

    private string Zeek() => string.Create(CultureInfo.InvariantCulture, $$"""
        {"ts":{{newest.ToUnixTimeSeconds() - _random.Next(300)}}.5,"uid":"C{{_random.NextInt64():x}}","id.orig_h":"{{Stranger()}}","id.orig_p":{{_random.Next(1024, 65536)}},"id.resp_h":"10.2.{{_random.Next(8)}}.{{_random.Next(1, 250)}}","id.resp_p":443,"proto":"tcp","duration":1.5,"orig_bytes":420,"resp_bytes":1800,"conn_state":"SF","history":"ShADadFf"}
        """);

    private string Scan() => "#masscan\n" + string.Concat(Enumerable.Range(0, 40).Select(i =>
        string.Create(CultureInfo.InvariantCulture, $"open tcp 443 45.9.{_random.Next(4)}.{i + 1} {newest.ToUnixTimeSeconds() - 60}\n"))) + "# end\n";

    private string Listeners() => "Netid State Recv-Q Send-Q Local Address:Port Peer Address:Port Process\n" + string.Concat(Enumerable.Range(0, 12).Select(i =>
        string.Create(CultureInfo.InvariantCulture, $"tcp   LISTEN 0      4096    0.0.0.0:{8000 + i}      0.0.0.0:*    users:((\"service{_random.Next(4)}\",pid={700 + i},fd=3))\n")));

    private byte[] Profile()
    {
        var device = _random.Next(fleet);
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""
            {"time":"{{newest:O}}","tenantId":"{{Telemetry.Tenant}}","category":"AdvancedHunting-DeviceInfo","properties":{"DeviceId":"{{Telemetry.Id(device)}}","DeviceName":"host{{device}}.corp.example","OSPlatform":"WindowsServer2022","OnboardingStatus":"Onboarded","Timestamp":"{{newest:O}}"} }
            """));
    }

    private byte[] Noise() => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""
        {"time":"{{newest:O}}","tenantId":"{{Telemetry.Tenant}}","category":"AdvancedHunting-DeviceFileEvents","properties":{"DeviceId":"{{Telemetry.Id(_random.Next(fleet))}}","ActionType":"FileCreated","FileName":"{{_random.NextInt64():x}}.tmp","Timestamp":"{{newest:O}}"} }
        """));

    private string Stranger() => $"{(_random.Next(2) == 0 ? 45 : 185)}.{_random.Next(256)}.{_random.Next(256)}.{_random.Next(1, 255)}";
}
