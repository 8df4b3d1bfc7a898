using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;
using ExposurePipeline.Exposure.Normalisation.Text;

namespace ExposurePipeline.Exposure.Normalisation.Sensors;

/// <summary>Zeek's table: lines whose meaning their header tells. A new header ends the table before it, as in files put together.</summary>
/// <param name="fields">The columns of lines without header; null when unknown.</param>
internal sealed class ZeekTable(string? fields)
{
    private static readonly AsciiNames Directives = new("separator", "set_separator", "empty_field", "unset_field", "path", "open", "close", "fields", "types");

    private static readonly SearchValues<byte> NameLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz_"u8);

    private byte _separator = (byte)'\t';
    private byte[] _unset = "-"u8.ToArray();
    private byte[] _empty = "(empty)"u8.ToArray();
    private bool _isConn = true;
    private Range[] _fields = [];
    private int[]? _columns = fields is null ? null : [.. fields.Split([' ', ',', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(name => ZeekColumns.Find(Encoding.UTF8.GetBytes(name)))];

    /// <summary>Whether a line is one of the header's or the footer's.</summary>
    public static bool IsHeader(ReadOnlySpan<byte> line) =>
        line is [(byte)'#', ..] && Directives.Contains(NameOf(line)) && line[(NameOf(line).Length + 1)..] is not [(byte)':', ..]; // W3C's have a colon

    /// <summary>Reads every line.</summary>
    public static void Read(ReadOnlySpan<byte> body, ReadingContext context, RecordSink sink)
    {
        var table = new ZeekTable(context.Properties[EventProperties.Fields]);
        var lines = new TextLines(body);
        while (lines.MoveNext())
        {
            if (lines.Current[0] == '#')
            {
                table.Take(lines.Current); // says how to read the others, and nothing else
                continue;
            }

            sink.Next(lines.Start, lines.Length);
            if (lines.IsTooLong)
            {
                sink.Reject(RejectionReason.TooLarge, $"a line of {lines.Length} bytes");
            }
            else
            {
                table.Conclude(lines.Current, lines.IsUnended, context, sink);
            }
        }
    }

    private static ReadOnlySpan<byte> NameOf(ReadOnlySpan<byte> line)
    {
        var end = line[1..].IndexOfAnyExcept(NameLetters);
        return end < 0 ? line[1..] : line.Slice(1, end);
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        var name = NameOf(line);
        var value = line[Math.Min(line.Length, name.Length + 2)..];
        switch (Directives.Find(name))
        {
            case 0:
                (_separator, _unset, _empty, _isConn, _columns) = (Separator(value), "-"u8.ToArray(), "(empty)"u8.ToArray(), true, null);
                break;
            case 2:
                _empty = value.ToArray();
                break;
            case 3:
                _unset = value.ToArray();
                break;
            case 4:
                _isConn = ZeekColumns.Logs.Contains(value);
                break;
            case 7:
                _columns = Columns(value);
                break;
            default:
                break;
        }
    }

    // Written as \x09, after a space or, by some versions, a tab.
    private static byte Separator(ReadOnlySpan<byte> value) =>
        value is [(byte)'\\', (byte)'x', _, _, ..] && byte.TryParse(value[2..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) ? code
        : value.IsEmpty ? (byte)'\t' : value[0];

    private int[] Columns(ReadOnlySpan<byte> names)
    {
        var columns = new List<int>();
        foreach (var name in names.Split(_separator))
        {
            columns.Add(ZeekColumns.Find(names[name]));
        }

        return [.. columns];
    }

    private void Conclude(ReadOnlySpan<byte> line, bool isUnended, ReadingContext context, RecordSink sink)
    {
        Span<JsonCell> cells = stackalloc JsonCell[ZeekColumns.Cells];
        if (_columns is null)
        {
            sink.Reject(RejectionReason.MissingField, $"no #fields line stands before it, and the event has no property '{EventProperties.Fields}'");
        }
        else if (!_isConn)
        {
            sink.Filter(FilterRule.KindNotRead);
        }
        else if (Split(line, _columns, cells) is var count && count != _columns.Length)
        {
            sink.Reject(isUnended && count < _columns.Length ? RejectionReason.Truncated : RejectionReason.InvalidField, $"{count} fields where the header has {_columns.Length}");
        }
        else
        {
            ZeekConnRow.Conclude(new(line, cells), context, sink);
        }
    }

    // Returns how many fields the line has.
    private int Split(ReadOnlySpan<byte> line, int[] columns, Span<JsonCell> cells)
    {
        _fields = _fields.Length < columns.Length ? new Range[columns.Length] : _fields;
        var count = LineFields.Split(line, _separator, _fields.AsSpan(0, columns.Length));
        for (var i = 0; i < Math.Min(count, columns.Length); i++)
        {
            var value = line[_fields[i]];
            if (columns[i] >= 0 && !value.SequenceEqual(_unset) && !value.SequenceEqual(_empty))
            {
                cells[columns[i]] = new(JsonTokenType.String, _fields[i].Start.Value, value.Length, IsEscaped: false);
            }
        }

        return count;
    }
}
