using System.Text.Encodings.Web;
using System.Text.Json;
using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Functions.Http.Hunting;

/// <summary>The rows of a query as an API answers them, written row by row.</summary>
/// <param name="format">The API.</param>
/// <param name="result">The rows.</param>
internal sealed class HuntingBody(HuntingFormat format, HuntingResult result)
{
    // How the result wants to be drawn: an instance annotation, which clients of OData that do not know it pass over.
    private const string Visualization = "@exposure.visualization";
    private const int Portion = 64 * 1024;

    // Values may be nested as deep as the engine reads them.
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 4096, SkipValidation = true };

    private readonly CellWriter[] cells = [.. result.Schema.Columns.Select(column => new CellWriter(column, format.Context is not null))];

    /// <summary>Whether the answer is no longer than it may be.</summary>
    public async Task<bool> FitsAsync(CancellationToken cancellation) =>
        format.MaxBytes == long.MaxValue || await WriteAsync(Stream.Null, cancellation) <= format.MaxBytes;

    /// <summary>Writes it, and gives its length; ends early beyond the longest answer there may be.</summary>
    public async Task<long> WriteAsync(Stream stream, CancellationToken cancellation)
    {
        await using var json = new Utf8JsonWriter(stream, Relaxed);
        WriteHead(json);
        json.WriteStartArray(format.Results);
        foreach (var batch in result.Batches)
        {
            for (var row = 0; row < batch.Length && json.BytesCommitted <= format.MaxBytes; row++)
            {
                WriteRow(json, batch, row);
                if (json.BytesPending > Portion)
                {
                    await json.FlushAsync(cancellation);
                }
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellation);
        return json.BytesCommitted;
    }

    private void WriteHead(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        if (format.Context is { } context)
        {
            json.WriteString("@odata.context", context);
        }

        if (result.Visualization is { } drawn)
        {
            WriteVisualization(json, drawn);
        }

        json.WriteStartArray(format.Schema);
        foreach (var column in result.Schema.Columns)
        {
            json.WriteStartObject();
            json.WriteString(format.Name, column.Name);
            json.WriteString(format.Type, ColumnTypes.Name(column.Type));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteVisualization(Utf8JsonWriter json, Visualization drawn)
    {
        json.WriteStartObject(Visualization);
        json.WriteString("chart", drawn.Chart);
        foreach (var (name, value) in drawn.Properties.Where(static each => each.Key != "chart").OrderBy(static each => each.Key, StringComparer.Ordinal))
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private void WriteRow(Utf8JsonWriter json, Batch batch, int row)
    {
        json.WriteStartObject();
        for (var column = 0; column < cells.Length; column++)
        {
            cells[column].Write(json, batch[column], row);
        }

        json.WriteEndObject();
    }
}
