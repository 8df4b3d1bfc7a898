using System.Text;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;
using ExposurePipeline.Exposure.Normalisation.Text;

namespace ExposurePipeline.Exposure.Normalisation.Scans;

/// <summary>naabu's lines: <c>address:port</c>, perhaps with the name of a CDN behind it, or CSV under a header.</summary>
internal static class NaabuText
{
    private static readonly AsciiNames Names = AsciiNames.Of<Column>();

    private enum Column
    {
        Host,
        Ip,
        Port,
        Protocol,
        Timestamp,
    }

    /// <summary>Whether the first line is a header or an address with a port.</summary>
    public static bool Recognises(ReadOnlySpan<byte> head)
    {
        var lines = new TextLines(head);
        return lines.MoveNext()
            && (HeaderOf(lines.Current) is not null
                || (!ScannedSocket.TryAddress(lines.Current, out _) && ScannedSocket.TryParse(Target(lines.Current), out var socket) && socket.Port.All(char.IsAsciiDigit)));
    }

    /// <summary>Reads every line as one record; headers are none.</summary>
    public static void Read(ReadOnlySpan<byte> body, ReadingContext context, RecordSink sink)
    {
        CsvColumns? csv = null;
        var lines = new TextLines(body);
        while (lines.MoveNext())
        {
            if (HeaderOf(lines.Current) is { } header)
            {
                csv = header;
                continue;
            }

            sink.Next(lines.Start, lines.Length);
            if (lines.IsTooLong)
            {
                sink.Reject(RejectionReason.TooLarge, "line");
            }
            else if (csv is null)
            {
                ReadPlain(lines.Current, context, sink);
            }
            else
            {
                ReadRow(csv, lines.Current, lines.IsUnended, context, sink);
            }
        }
    }

    private static void ReadPlain(ReadOnlySpan<byte> line, ReadingContext context, RecordSink sink)
    {
        if (ScannedSocket.TryParse(Target(line), out var socket))
        {
            ScanAnswer.Conclude(new(socket.Address, ScanTime.OfFile(context), "tcp", socket.Port, null, NaabuReader.Name, NaabuReader.Name), context, sink);
        }
        else if (line is [(byte)'[', _, _, _, (byte)']', (byte)' ', ..])
        {
            sink.Filter(FilterRule.KindNotRead); // its log: [INF], [WRN]
        }
        else
        {
            sink.Reject(RejectionReason.InvalidField, $"'{Excerpt(line)}' is no address with a port; host names are not resolved");
        }
    }

    private static void ReadRow(CsvColumns csv, ReadOnlySpan<byte> line, bool isUnended, ReadingContext context, RecordSink sink)
    {
        Span<Range> fields = stackalloc Range[Names.Count];
        if (!csv.TryRead(line, fields))
        {
            sink.Reject(isUnended ? RejectionReason.Truncated : RejectionReason.InvalidField, $"not the header's {csv.Count} fields");
            return;
        }

        var stamp = line[fields[(int)Column.Timestamp]];
        if (!ScannedSocket.TryAddress(line[fields[(int)Column.Ip]], out var address) && !ScannedSocket.TryAddress(line[fields[(int)Column.Host]], out address))
        {
            sink.Reject(RejectionReason.InvalidField, $"ip '{Excerpt(line[fields[(int)Column.Ip]])}' of host '{Excerpt(line[fields[(int)Column.Host]])}'");
        }
        else if (line[fields[(int)Column.Port]] is [(byte)'0'])
        {
            sink.Filter(FilterRule.NoPorts); // a host that was discovered, not scanned
        }
        else
        {
            var time = stamp.IsEmpty ? ScanTime.OfFile(context) : Time(stamp);
            var protocol = csv.Has((int)Column.Protocol) ? Excerpt(line[fields[(int)Column.Protocol]]) : "tcp";
            ScanAnswer.Conclude(new(address, time, protocol, Excerpt(line[fields[(int)Column.Port]]), null, NaabuReader.Name, NaabuReader.Name), context, sink);
        }
    }

    // Go's own text of a time: 2026-07-31 00:00:00.123456789 +0000 UTC, perhaps with a monotonic reading behind it.
    private static DateTimeOffset? Time(ReadOnlySpan<byte> stamp)
    {
        Span<byte> text = stackalloc byte[64];
        var length = 0;
        var spaces = 0;
        foreach (var character in stamp[..Math.Min(stamp.Length, text.Length)])
        {
            spaces += character == ' ' ? 1 : 0;
            if (spaces < 3 && (character != ' ' || spaces == 1))
            {
                text[length++] = character;
            }
        }

        return EventTime.TryParse(text[..length], out var time) ? time : null;
    }

    private static CsvColumns? HeaderOf(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("host,"u8) && !line.StartsWith("ip,"u8))
        {
            return null;
        }

        var csv = CsvColumns.Of(line, Names);
        return csv.Has((int)Column.Port) ? csv : null;
    }

    private static ReadOnlySpan<byte> Target(ReadOnlySpan<byte> line) => line.IndexOf(" ["u8) is var cdn and > 0 ? line[..cdn] : line.TrimEnd((byte)' ');

    private static string Excerpt(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text[..Math.Min(text.Length, 64)]);
}
