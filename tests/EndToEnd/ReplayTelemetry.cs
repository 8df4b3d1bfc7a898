using System.Globalization;
using System.Text;

namespace ExposurePipeline.Tests.EndToEnd;

/// <summary>Connection events of a fleet, the same for the same seed: about one in ten is a stranger's accepted connection.</summary>
/// <param name="seed">Which fleet.</param>
/// <param name="devices">How many devices.</param>
/// <param name="until">Event time of the newest event; the oldest is a day before.</param>
internal sealed class ReplayTelemetry(int seed, int devices, DateTimeOffset until)
{
    private const int RecordsPerEvent = 25;

    /// <summary>Bodies by partition key: a device's events keep their order.</summary>
    public IReadOnlyList<(string Key, IReadOnlyList<ReadOnlyMemory<byte>> Bodies)> Bodies(int events)
    {
        var random = new Random(seed);
        var lanes = Enumerable.Range(0, 8).Select(_ => new List<string>()).ToArray();
        for (var i = 0; i < events; i++)
        {
            var device = random.Next(devices);
            lanes[device % lanes.Length].Add(Record(random, device, until.AddDays(-1) + TimeSpan.FromDays(1) * ((double)i / events)));
        }

        return [.. lanes.Select((records, lane) => ($"lane-{lane}", (IReadOnlyList<ReadOnlyMemory<byte>>)[.. records.Chunk(RecordsPerEvent).Select(Envelope)]))];
    }

    private static ReadOnlyMemory<byte> Envelope(string[] records) => Encoding.UTF8.GetBytes($$"""{"records":[{{string.Join(',', records)}}]}""");

    private static string Record(Random random, int device, DateTimeOffset at)
    {
        var accepted = random.Next(10) < 4;
        // A quarter of the fleet is never reached from outside.
        var stranger = accepted && device % 4 != 0 && random.Next(4) == 0;
        var remote = stranger ? $"{random.Next(60, 90)}.{random.Next(256)}.{random.Next(256)}.{random.Next(1, 255)}" : $"10.{random.Next(256)}.{random.Next(256)}.{random.Next(1, 255)}";
        int[] ports = [22, 443, 3389, 8443];
        var time = at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        return $$$"""
            {"time":"{{{time}}}","tenantId":"contoso","operationName":"Publish","category":"AdvancedHunting-DeviceNetworkEvents","properties":{"DeviceName":"device-{{{device}}}","DeviceId":"{{{device:x8}}}","ReportId":{{{random.Next(40000)}}},"RemoteIP":"::ffff:{{{remote}}}","RemotePort":{{{random.Next(1024, 65535)}}},"LocalIP":"10.0.{{{device / 250 % 250}}}.{{{device % 250}}}","LocalPort":{{{ports[random.Next(ports.Length)]}}},"Protocol":"Tcp","RemoteUrl":null,"LocalIPType":"Private","RemoteIPType":"FourToSixMapping","ActionType":"{{{(accepted ? "InboundConnectionAccepted" : "ConnectionSuccess")}}}","AdditionalFields":null,"InitiatingProcessFileName":"svchost.exe","InitiatingProcessId":4,"InitiatingProcessCommandLine":"svchost.exe -k netsvcs","Timestamp":"{{{time}}}","MachineGroup":"main"}}
            """;
    }
}
