using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;

namespace ExposurePipeline.Benchmarks;

/// <summary>The least that any program does for a tag change: parse the message, write one row, send one message, which a subscriber receives.</summary>
internal static class Floor
{
    private const string Topic = "recommendations"; // nothing else uses it here
    private const double Apart = 0.02;

    /// <summary>Measures so many messages on the idle host, by the same tables and topics.</summary>
    public static async Task<IReadOnlyList<double>> RunAsync(FreshHost host, byte[] message, int count)
    {
        var table = new TableClient(host.Local.Endpoints.ExposureStorage, "floor");
        await table.CreateIfNotExistsAsync();
        await using var client = new ServiceBusClient(host.Local.Endpoints.ServiceBus);
        await using var sender = client.CreateSender(Topic);
        await using var subscription = new Subscription(host.Local.Endpoints.ServiceBus, Topic, received => received.MessageId);
        var started = new long[count];
        var run = Guid.NewGuid().ToString("N");
        await Pace.RunAsync(count, Apart, (number, _) =>
        {
            started[number] = Stopwatch.GetTimestamp();
            return HandleAsync(table, sender, message, $"{run}-{number}");
        });
        await subscription.WhenReceivedAsync(count);
        return [.. started.Select((at, number) => Stopwatch.GetElapsedTime(at, subscription.Received[$"{run}-{number}"]).TotalMilliseconds)];
    }

    private static async Task HandleAsync(TableClient table, ServiceBusSender sender, byte[] message, string id)
    {
        using var document = JsonDocument.Parse(message);
        var record = document.RootElement.GetProperty("records")[0].GetProperty("properties");
        var row = new TableEntity("floor", id) { ["RemoteIP"] = record.GetProperty("RemoteIP").GetString(), ["Seen"] = DateTimeOffset.Parse(record.GetProperty("Timestamp").GetString()!, CultureInfo.InvariantCulture) };
        await table.UpsertEntityAsync(row);
        await sender.SendMessageAsync(new ServiceBusMessage(record.GetProperty("DeviceId").GetString()!) { MessageId = id });
    }
}
