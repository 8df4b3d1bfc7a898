using System.Buffers;
using System.Globalization;
using System.Text;
using ExposurePipeline.Local.Broker;
using ExposurePipeline.Local.Dispatch.Handler;
using ExposurePipeline.Local.Dispatch.Hubs;

namespace ExposurePipeline.Benchmarks.Doors;

/// <summary>The same records for both doors, as whole HTTP requests.</summary>
internal static class Batches
{
    /// <summary>So many batches of records, the same on every call of one run.</summary>
    public static IReadOnlyList<byte[][]> Records(int batches, int perBatch) =>
        [.. new Telemetry(5_000, TimeProvider.System.GetUtcNow()).Records(batches * perBatch).Chunk(perBatch)];

    /// <summary>As the Functions host posts a batch: base64 texts in an array in a JSON string, and nine columns of metadata.</summary>
    public static byte[] HostShaped(byte[][] records, string function = "NormaliseConnections")
    {
        var now = TimeProvider.System.GetUtcNow();
        var none = new Dictionary<string, object?>();
        var events = records.Select((record, index) => new HubEvent(1_000_000 + index, 4_000_000_000 + (index * 2_000), now, null, record, none));
        var body = new ArrayBufferWriter<byte>();
        new EventHubPayload("events", new PartitionContext("contoso.servicebus.windows.net", "connections", "$Default", 3, true), [.. events])
            .WriteTo(body, new Attempt(function, now, Guid.Empty, new RetryState(0, -1, null)));
        return Request($"/{function}", "application/json; charset=utf-8", body.WrittenSpan);
    }

    /// <summary>The records as lines.</summary>
    public static byte[] Lines(byte[][] records)
    {
        using var body = new MemoryStream();
        foreach (var record in records)
        {
            body.Write(record);
            body.WriteByte((byte)'\n');
        }

        return Request(RawConnections.Path, "application/x-ndjson", body.ToArray());
    }

    private static byte[] Request(string path, string type, ReadOnlySpan<byte> body) =>
    [
        .. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"""
            POST {path} HTTP/1.1
            Host: 127.0.0.1
            User-Agent: Azure-Functions-Host/4.1052.200
            X-Azure-Functions-InvocationId: 6c1b7d3e-0f7a-4e0c-9a52-1d2f3b4c5d6e
            Content-Type: {type}
            Content-Length: {body.Length}


            """).ReplaceLineEndings("\r\n")),
        .. body,
    ];
}
