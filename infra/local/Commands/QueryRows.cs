using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;
using Spectre.Console;

namespace ExposurePipeline.Local.Commands;

/// <summary>An answer to a query, its values as the query has them.</summary>
/// <param name="answer">What the function answered.</param>
internal sealed class QueryRows(JsonElement answer)
{
    private readonly (string Name, string Type)[] _columns =
        [.. answer.GetProperty("schema").EnumerateArray().Select(static column => (column.GetProperty("name").GetString()!, column.GetProperty("type").GetString()!))];

    /// <summary>How many there are.</summary>
    public int Count { get; } = answer.GetProperty("results").GetArrayLength();

    private IEnumerable<JsonNode?[]> Rows => answer.GetProperty("results").EnumerateArray().Select(Values);

    /// <summary>An object a row.</summary>
    public IEnumerable<string> ToJson() =>
        Rows.Select(row => new JsonObject(row.Select((value, column) => KeyValuePair.Create(_columns[column].Name, value))).ToJsonString(QueryValue.Relaxed));

    /// <summary>A header, and a line a row.</summary>
    public void WriteCsv(TextWriter output)
    {
        using var csv = CsvWriter.Create(output, new CsvWriterOptions(), leaveOpen: true);
        csv.WriteRecord(_columns.Select(static column => column.Name).ToArray());
        foreach (var row in Rows)
            csv.WriteRecord(row.Select(QueryValue.Text).ToArray());
    }

    /// <summary>As a person reads it.</summary>
    public Table ToTable()
    {
        var table = new Table().Title($"{Count:N0} row(s){Drawing()}").Border(TableBorder.Simple);
        foreach (var (name, _) in _columns)
            table.AddColumn(new TableColumn(PlainText.Markup(name)));
        foreach (var row in Rows)
            table.AddRow(row.Select(static value => PlainText.Markup(QueryValue.Text(value))).ToArray());
        return table;
    }

    private JsonNode?[] Values(JsonElement row) =>
        [.. _columns.Select(column => row.TryGetProperty(column.Name, out var value) ? QueryValue.Of(value, column.Type) : null)];

    private string Drawing() => answer.TryGetProperty("@exposure.visualization", out var drawn) ? PlainText.Markup($", to be drawn as {drawn.GetProperty("chart").GetString()}") : "";
}
