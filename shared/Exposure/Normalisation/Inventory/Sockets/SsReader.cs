using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Text;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Sockets;

/// <summary>
/// <c>ss</c> of iproute2, best as <c>ss -tulpnH</c>; every choice of columns: with or without header, protocol, state and processes. It is a
/// snapshot: the event's properties name the device and the time.
/// </summary>
public sealed class SsReader : IEventReader
{
    /// <inheritdoc/>
    public string Format => "ss";

    /// <inheritdoc/>
    public bool MayBeEmpty => true;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head)
    {
        var lines = new TextLines(head);
        return lines.MoveNext() && (IsHeader(lines.Current) || SsRow.IsCertain(lines.Current));
    }

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink)
    {
        var lines = new TextLines(body.Span);
        while (lines.MoveNext())
        {
            if (IsHeader(lines.Current) || lines.Current[0] == '\t')
            {
                continue; // a row that begins with a tab goes on about the socket before it: ss -i, ss -m
            }

            sink.Next(lines.Start, lines.Length);
            if (lines.IsTooLong)
            {
                sink.Reject(RejectionReason.TooLarge, $"a line of {lines.Length} bytes");
            }
            else
            {
                SsRow.Read(lines.Current, lines.IsUnended, context, sink);
            }
        }
    }

    /// <summary>Whether a line is the heading, which netstat does not share: its addresses are followed by ports.</summary>
    internal static bool IsHeader(ReadOnlySpan<byte> line) =>
        line.IndexOf("Recv-Q"u8) >= 0 && line.IndexOf("Send-Q"u8) >= 0 && line.IndexOf("Address:Port"u8) >= 0;
}
