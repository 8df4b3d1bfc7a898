using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;

namespace ExposurePipeline.Benchmarks.Reaction;

/// <summary>The least that any program does: read the records, write one row for each device not reached before, tell a subscriber on loopback in one line.</summary>
internal sealed class Floor : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TcpClient _client = new() { NoDelay = true };
    private readonly SemaphoreSlim _line = new(1);
    private readonly ConcurrentDictionary<string, long> _received = new();
    private readonly ConcurrentDictionary<string, bool> _known;
    private readonly TableClient _table;

    private Floor(TableClient table, int fleet)
    {
        _table = table;
        _known = new(Enumerable.Range(0, fleet).Select(device => KeyValuePair.Create(Telemetry.Id(device), true)));
        _listener.Start();
    }

    /// <summary>Milliseconds from being handed a message to the line received, for each change.</summary>
    public static async Task<IReadOnlyList<double>> RunAsync(FreshHost host, IReadOnlyList<PacedMessage> messages, double apart, int fleet)
    {
        var table = new TableClient(host.Local.Endpoints.ExposureStorage, "floor" + Guid.NewGuid().ToString("N"));
        await table.CreateIfNotExistsAsync();
        using var floor = new Floor(table, fleet);
        return await floor.RunAsync(messages, apart);
    }

    public void Dispose()
    {
        _client.Dispose();
        _listener.Dispose();
        _line.Dispose();
    }

    private async Task<IReadOnlyList<double>> RunAsync(IReadOnlyList<PacedMessage> messages, double apart)
    {
        await _client.ConnectAsync((IPEndPoint)_listener.LocalEndpoint);
        using var subscriber = await _listener.AcceptTcpClientAsync();
        var listening = ListenAsync(subscriber, messages.Sum(message => message.Flagged.Count));
        var handed = new long[messages.Count];
        await Pace.RunAsync(messages.Count, apart, (number, _) =>
        {
            handed[number] = Stopwatch.GetTimestamp();
            return HandleAsync(messages[number].Body);
        });
        await listening;
        return [.. messages.Index().SelectMany(message => message.Item.Flagged.Select(device => Stopwatch.GetElapsedTime(handed[message.Index], _received[device]).TotalMilliseconds))];
    }

    private async Task ListenAsync(TcpClient subscriber, int lines)
    {
        using var reader = new StreamReader(subscriber.GetStream());
        for (; lines > 0 && await reader.ReadLineAsync() is { } device; lines--)
        {
            _received[device] = Stopwatch.GetTimestamp();
        }
    }

    private async Task HandleAsync(byte[] message)
    {
        using var document = JsonDocument.Parse(message);
        foreach (var record in document.RootElement.GetProperty("records").EnumerateArray().Select(each => each.GetProperty("properties")))
        {
            var device = record.GetProperty("DeviceId").GetString()!;
            if (record.GetProperty("ActionType").ValueEquals("InboundConnectionAccepted"u8) && _known.TryAdd(device, true))
            {
                await _table.UpsertEntityAsync(new TableEntity("floor", device) { ["RemoteIP"] = record.GetProperty("RemoteIP").GetString(), ["Seen"] = record.GetProperty("Timestamp").GetString() });
                await TellAsync(device);
            }
        }
    }

    private async Task TellAsync(string device)
    {
        await _line.WaitAsync();
        try
        {
            await _client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(device + "\n"));
        }
        finally
        {
            _line.Release();
        }
    }
}
