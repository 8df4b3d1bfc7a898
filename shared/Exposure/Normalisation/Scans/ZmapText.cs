using System.Text;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Text;

namespace ExposurePipeline.Exposure.Normalisation.Scans;

/// <summary>ZMap's CSV. Its default output is one address a line without a header.</summary>
internal static class ZmapText
{
    /// <summary>Whether the first line is a header with <c>saddr</c>, or an address alone.</summary>
    public static bool Recognises(ReadOnlySpan<byte> head)
    {
        var lines = new TextLines(head);
        return lines.MoveNext() && (HeaderOf(lines.Current) is not null || ScannedSocket.TryAddress(lines.Current, out _));
    }

    /// <summary>Reads every line as one record; headers are none, also where files were put together.</summary>
    public static void Read(ReadOnlySpan<byte> body, ReadingContext context, RecordSink sink)
    {
        var columns = context.Properties[EventProperties.Fields] is { } order ? Named(order) : CsvColumns.Of("saddr"u8, ZmapRow.Columns);
        var lines = new TextLines(body);
        while (lines.MoveNext())
        {
            if (HeaderOf(lines.Current) is { } header)
            {
                columns = header;
                continue;
            }

            sink.Next(lines.Start, lines.Length);
            if (lines.IsTooLong)
            {
                sink.Reject(RejectionReason.TooLarge, "line");
            }
            else
            {
                ReadLine(columns, lines.Current, lines.IsUnended, context, sink);
            }
        }
    }

    private static void ReadLine(CsvColumns columns, ReadOnlySpan<byte> line, bool isUnended, ReadingContext context, RecordSink sink)
    {
        Span<Range> fields = stackalloc Range[ZmapRow.Columns.Count];
        if (!columns.TryRead(line, fields))
        {
            var detail = $"not {columns.Count} fields; without a header the property '{EventProperties.Fields}' names them";
            sink.Reject(isUnended ? RejectionReason.Truncated : RejectionReason.InvalidField, detail);
            return;
        }

        var texts = new string?[fields.Length];
        for (var column = 0; column < texts.Length; column++)
        {
            var field = line[fields[column]].Trim((byte)' ');
            texts[column] = field.IsEmpty ? null : Encoding.UTF8.GetString(field[..Math.Min(field.Length, 64)]);
        }

        new ZmapRow(texts).Conclude(context, sink);
    }

    private static CsvColumns Named(string order) => CsvColumns.Of(Encoding.UTF8.GetBytes(order.Replace(' ', ',')), ZmapRow.Columns);

    private static CsvColumns? HeaderOf(ReadOnlySpan<byte> line)
    {
        if (line.IndexOf("saddr"u8) < 0 || line.Length > TextLines.MaxBytes)
        {
            return null;
        }

        var columns = CsvColumns.Of(line, ZmapRow.Columns);
        return columns.Has((int)ZmapColumn.Saddr) ? columns : null;
    }
}
