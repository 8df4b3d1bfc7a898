using System.Text;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Text;

namespace ExposurePipeline.Exposure.Normalisation.Windows;

/// <summary>
/// The Windows firewall's log, <c>pfirewall.log</c>: a W3C-like header that names columns and clock, then a line a packet or connection.
/// Headers repeat in files that were joined; a part without one has the columns of the event's property, else those that version 1.5 always had.
/// </summary>
public sealed class WindowsFirewallReader : IEventReader
{
    /// <summary>The format's name.</summary>
    public const string Name = "windows-firewall-log";

    private const int ActionAt = 20; // behind "yyyy-MM-dd HH:mm:ss "

    private static readonly string[] Actions = ["ALLOW ", "DROP ", "OPEN ", "OPEN-INBOUND ", "CLOSE ", "INFO-EVENTS-LOST "];

    /// <inheritdoc/>
    public string Format => Name;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) =>
        head.TrimStart(" \t\r\n"u8) is [(byte)'#', ..] text
            ? text.IndexOf("Microsoft Windows Firewall"u8) >= 0 || (text.IndexOf("#Fields:"u8) >= 0 && text.IndexOf(" action protocol src-ip dst-ip"u8) >= 0)
            : IsLine(head.TrimStart(" \t\r\n"u8));

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink)
    {
        var columns = new FirewallColumns(context.Properties);
        var lines = new TextLines(body.Span);
        var count = 0;
        for (; lines.MoveNext(); count++)
        {
            if (lines.Current.TrimStart((byte)' ') is [(byte)'#', ..] header)
            {
                columns.Take(Encoding.UTF8.GetString(header[..Math.Min(header.Length, TextLines.MaxBytes)]));
                continue;
            }

            sink.Next(lines.Start, lines.Length);
            if (lines.IsTooLong)
            {
                sink.Reject(RejectionReason.TooLarge, $"a line of {lines.Length} bytes");
            }
            else
            {
                FirewallLine.Conclude(new(columns, Encoding.UTF8.GetString(lines.Current)), lines.IsUnended, context, sink);
            }
        }
    }

    private static bool IsLine(ReadOnlySpan<byte> head)
    {
        if (head.Length <= ActionAt || !EventTime.TryParse(head[..(ActionAt - 1)], out _) || head[ActionAt - 1] != ' ')
        {
            return false;
        }

        foreach (var action in Actions)
        {
            if (head.Length >= ActionAt + action.Length && Ascii.EqualsIgnoreCase(head.Slice(ActionAt, action.Length), action))
            {
                return true;
            }
        }

        return false;
    }
}
