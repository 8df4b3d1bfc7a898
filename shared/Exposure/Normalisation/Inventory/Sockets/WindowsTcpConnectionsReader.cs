using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Sockets;

/// <summary>
/// <c>Get-NetTCPConnection | ConvertTo-Json</c> and <c>Get-NetUDPEndpoint | ConvertTo-Json</c>: one object, an array, or several in a row; all members or chosen ones.
/// It is a snapshot: the event's properties name the device and the time; <c>CreationTime</c> says only since when a socket exists.
/// </summary>
public sealed class WindowsTcpConnectionsReader : IEventReader
{
    private static readonly AsciiNames Columns = AsciiNames.Of<WindowsSocketColumn>();

    /// <inheritdoc/>
    public string Format => "windows-tcp-connections";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) =>
        head.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..]
        && (head.IndexOf("MSFT_NetTCPConnection"u8) >= 0 || head.IndexOf("MSFT_NetUDPEndpoint"u8) >= 0
            || (head.IndexOf("\"LocalAddress\""u8) >= 0 && head.IndexOf("\"LocalPort\""u8) >= 0))
        && head.IndexOf("\"Direction\""u8) < 0 && head.IndexOf("\"DisplayName\""u8) < 0 && head.IndexOf("\"Action\""u8) < 0; // a rule of a firewall

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink)
    {
        var records = new JsonRecords(body.Span);
        Span<JsonCell> cells = stackalloc JsonCell[Columns.Count];
        while (records.MoveNext())
        {
            if (records.Fault is null && JsonRow.TryRead(records.Current, Columns, cells, out var row))
            {
                sink.Next(records.Start, records.Current.Length);
                WindowsSocketRow.Read(row, context, sink);
                continue;
            }

            records.Resynchronise();
            sink.Next(records.Start, records.Current.Length);
            var reason = JsonFault.Find(records.Current, JsonScan.MaxDepth, out var detail);
            sink.Reject(records.Fault ?? reason ?? RejectionReason.MalformedJson, detail);
        }
    }
}
