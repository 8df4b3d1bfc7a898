using System.Globalization;
using System.Text.Json;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Hunting;
using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Values;
using ExposurePipeline.Local.Telemetry;
using ExposurePipeline.Tests.Support;

namespace ExposurePipeline.Tests.Functions.HuntingHttp;

/// <summary>A table of rows that are JSON objects, their values read by the columns' types.</summary>
internal sealed class SampleRows(string name, Schema schema, IReadOnlyList<JsonElement> rows) : IHuntingTable
{
    public string Name => name;

    public Schema Schema => schema;

    /// <summary>The rows of the real export, as Defender would have streamed them.</summary>
    public static IReadOnlyList<JsonElement> Export()
    {
        var file = Repository.Shared("samples", "e01-advanced-hunting-results", "plaso-advanced_hunting-network-rows.csv");
        return [.. DefenderCsv.Convert(File.ReadAllBytes(file), "contoso", file).SelectMany(static body => JsonElement.Parse(body.Span).GetProperty("records").EnumerateArray()).Select(static record => record.GetProperty("properties"))];
    }

    public IEnumerable<Batch> Read(TableScan scan)
    {
        var table = new TableBuilder(schema, rows.Count);
        foreach (var row in rows)
        {
            for (var column = 0; column < schema.Count; column++)
            {
                Add(table, column, Value(row, schema.Columns[column].Name));
            }

            table.EndRow();
        }

        yield return table.Build();
    }

    private static string? Value(JsonElement row, string column) => row.TryGetProperty(column == "TimeGenerated" ? "Timestamp" : column, out var value) && value.ValueKind is not JsonValueKind.Null ? value.ToString() : null;

    private void Add(TableBuilder table, int column, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        switch (schema.Columns[column].Type)
        {
            case ScalarType.DateTime: table.Add(column, new DateTime(DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal).Ticks)); break;
            case ScalarType.Int: table.Add(column, int.Parse(text, CultureInfo.InvariantCulture)); break;
            case ScalarType.Long: table.Add(column, long.Parse(text, CultureInfo.InvariantCulture)); break;
            case ScalarType.Bool: table.Add(column, bool.Parse(text)); break;
            default: table.Add(column, text); break;
        }
    }
}

/// <summary>The app's own evaluator over given tables.</summary>
internal sealed class SampleEngine(TimeProvider clock, params IHuntingTable[] tables) : IHuntingEngine
{
    public Task<HuntingAnswer> RunAsync(TenantId tenant, HuntingRequest request, CancellationToken cancellation) =>
        Task.FromResult(HuntingEngine.Run(request.Text, new(tables, []), new(clock), cancellation));
}
