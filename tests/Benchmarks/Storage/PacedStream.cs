using System.Text;
using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Producer;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Benchmarks.Storage;

/// <summary>Real records at a steady rate, whether or not those before are through: one in ten is a stranger's connection, 43 in a thousand concern a device not seen before.</summary>
/// <param name="rate">Records per second.</param>
/// <param name="seconds">How long.</param>
internal sealed class PacedStream(int rate, int seconds)
{
    private const int PerMessage = 10;
    private const int EventsPerDevice = 20;
    private const string Accepted = "InboundConnectionAccepted";

    public int Events => rate * seconds;

    /// <summary>Size of the fleet.</summary>
    public int Devices => Events / EventsPerDevice;

    public async Task SendAsync(FreshHost host)
    {
        var messages = Messages();
        await using var producer = new EventHubProducerClient(host.Local.Endpoints.EventHubs, "connections");
        await Pace.RunAsync(messages.Count, (double)PerMessage / rate, (number, _) => producer.SendAsync([new EventData(messages[number])]));
    }

    private List<byte[]> Messages()
    {
        var telemetry = new Telemetry(Devices, TimeProvider.System.GetUtcNow());
        using var noise = telemetry.Records(int.MaxValue).Where(record => !Encoding.UTF8.GetString(record).Contains(Accepted, StringComparison.Ordinal)).GetEnumerator();
        return [.. Enumerable.Range(0, Events).Chunk(PerMessage).Select(chunk => Packing.Envelope([.. chunk.Select(number => Record(number, telemetry, noise))]))];
    }

    private byte[] Record(int number, Telemetry telemetry, IEnumerator<byte[]> noise) =>
        number % ReferenceStream.PerMatch == 0 ? telemetry.Flagging((int)(StableHash.Of((ulong)number) % (ulong)Devices)) : noise.MoveNext() ? noise.Current : [];
}
