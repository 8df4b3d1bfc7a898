using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Text;

/// <summary>Where the wanted columns of comma-separated lines stand (RFC 4180: fields with commas are in quotes).</summary>
internal sealed class CsvColumns
{
    private readonly List<int> _wanted = [];

    private CsvColumns(AsciiNames names, ReadOnlySpan<byte> header)
    {
        Names = names;
        for (var at = 0; at <= header.Length;)
        {
            _wanted.Add(names.Find(header[Field(header, ref at)].Trim((byte)' ')));
        }
    }

    /// <summary>The wanted names.</summary>
    public AsciiNames Names { get; }

    /// <summary>How many fields a line has.</summary>
    public int Count => _wanted.Count;

    /// <summary>The columns as a header names them.</summary>
    public static CsvColumns Of(ReadOnlySpan<byte> header, AsciiNames names) => new(names, header);

    /// <summary>Whether the lines have a wanted column.</summary>
    public bool Has(int name) => _wanted.Contains(name);

    /// <summary>Finds the wanted fields of a line; false when it has another number of fields than the header.</summary>
    /// <param name="line">The line.</param>
    /// <param name="fields">Room for as many as there are names; a column that is missing is empty.</param>
    public bool TryRead(ReadOnlySpan<byte> line, Span<Range> fields)
    {
        fields.Clear();
        var position = 0;
        for (var at = 0; at <= line.Length; position++)
        {
            var field = Field(line, ref at);
            if (position < Count && _wanted[position] >= 0)
            {
                fields[_wanted[position]] = field;
            }
        }

        return position == Count;
    }

    // Leaves the index behind the comma; behind the line's end when there is none. Doubled quotes stay doubled: no wanted field has any.
    private static Range Field(ReadOnlySpan<byte> line, ref int at)
    {
        var start = at;
        if (at < line.Length && line[at] == '"')
        {
            var close = at + 1;
            while (close < line.Length && (line[close] != '"' || (close + 1 < line.Length && line[close + 1] == '"')))
            {
                close += line[close] == '"' ? 2 : 1;
            }

            close = Math.Min(close, line.Length);
            at = Next(line, close);
            return (start + 1)..close;
        }

        at = Next(line, at);
        return start..Math.Min(at - 1, line.Length);
    }

    private static int Next(ReadOnlySpan<byte> line, int from)
    {
        var comma = line[from..].IndexOf((byte)',');
        return comma < 0 ? line.Length + 1 : from + comma + 1;
    }
}
