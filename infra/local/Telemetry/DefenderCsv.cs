using System.Globalization;
using System.Text;
using CsvHelper;

namespace ExposurePipeline.Local.Telemetry;

/// <summary>An export of advanced hunting (CSV, one header line) as the records that Defender would have streamed.</summary>
public static class DefenderCsv
{
    private static readonly CsvReaderOptions Strict = new()
    {
        MalformedData = CsvMalformedDataHandling.Throw,
        TrackLineNumbers = true,
    };

    /// <summary>Whether the first line is such a header.</summary>
    public static bool Recognises(ReadOnlySpan<byte> content)
    {
        var end = content.IndexOf((byte)'\n');
        var header = Encoding.UTF8.GetString(end < 0 ? content : content[..end]).Split(',');
        return Has(header, "DeviceId") && Has(header, "Timestamp");
    }

    /// <summary>Envelopes with <c>records[]</c>, each up to <see cref="Messages.TargetBytes"/>.</summary>
    /// <param name="content">The whole file, UTF-8 with or without mark.</param>
    /// <param name="tenant">The tenant where the export has no column <c>TenantId</c>.</param>
    /// <param name="name">Named in the error.</param>
    /// <exception cref="SetupException">The file is no well-formed CSV.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Convert(byte[] content, string tenant, string name)
    {
        using var csv = CsvReader.Create(content, Strict);
        try
        {
            return Convert(csv, tenant);
        }
        catch (CsvFormatException e)
        {
            var line = e.LineNumber.ToString(CultureInfo.InvariantCulture);
            throw new SetupException($"{name}: line {line} is no well-formed CSV: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static List<ReadOnlyMemory<byte>> Convert(CsvReader csv, string tenant)
    {
        var bodies = new List<ReadOnlyMemory<byte>>();
        var packer = new RecordPacker("{\"records\":["u8, "]}"u8);
        csv.ReadHeader();
        string[] header = [.. csv.Headers];
        while (csv.Read())
        {
            string[] cells = [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];
            if (packer.Add(DefenderRow.Write(header, cells, tenant)) is { } full)
                bodies.Add(full);
        }

        if (packer.Rest() is { } rest)
            bodies.Add(rest);
        return bodies;
    }

    private static bool Has(string[] header, string column) =>
        header.Any(h => h.Trim('\uFEFF', '"', '\r', ' ').Equals(column, StringComparison.Ordinal));
}
