using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Text;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Sockets;

/// <summary>
/// <c>netstat</c>: of Windows (<c>-ano</c>, with <c>-b</c> the program below its row), Linux (<c>-tulpn</c>) and BSD. Rows begin with a protocol; headings and states are
/// in the language of the system and never read. It is a snapshot: the event's properties name the device and the time.
/// </summary>
public sealed class NetstatReader : IEventReader
{
    private const int MostHeadings = 6;
    private const int MostLinesBelow = 3;

    /// <inheritdoc/>
    public string Format => "netstat";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head)
    {
        var lines = new TextLines(head);
        for (var line = 0; line < MostHeadings && lines.MoveNext(); line++)
        {
            if (NetstatRow.IsCertain(lines.Current))
            {
                return true;
            }

            if (SsReader.IsHeader(lines.Current) || lines.Current.ContainsAny("{<,#|"u8))
            {
                return false; // no heading of netstat in any language
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink)
    {
        var lines = new TextLines(body.Span);
        while (lines.MoveNext())
        {
            if (!NetstatRow.IsRow(lines.Current))
            {
                continue; // headings, and what belongs to the row above
            }

            sink.Next(lines.Start, lines.Length);
            if (lines.IsTooLong)
            {
                sink.Reject(RejectionReason.TooLarge, $"a line of {lines.Length} bytes");
            }
            else
            {
                NetstatRow.Read(lines.Current, Program(lines), lines.IsUnended, context, sink);
            }
        }
    }

    // Below its row: the service, if it is one, and the program in brackets, or a sentence that there is none.
    private static ReadOnlySpan<byte> Program(TextLines below)
    {
        for (var line = 0; line < MostLinesBelow && below.MoveNext() && !NetstatRow.IsRow(below.Current); line++)
        {
            if (below.Current.Trim(" \t"u8) is [(byte)'[', .. var name, (byte)']'])
            {
                return name;
            }
        }

        return default;
    }
}
