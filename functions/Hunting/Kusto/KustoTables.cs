using System.Text.Json;
using ExposurePipeline.Hunting;

namespace ExposurePipeline.Functions.Hunting.Kusto;

/// <summary>Reads results of version 1: an object with tables, of which the last says what the others are where there are more than two.</summary>
internal static class KustoTables
{
    private const int WorstWarning = 2; // of the severities of statuses: this and less are errors

    /// <exception cref="JsonException">It is no result.</exception>
    public static HuntingAnswer Read(JsonElement root, int maxRows)
    {
        if (root.ValueKind is not JsonValueKind.Object || !root.TryGetProperty("Tables", out var tables) || tables.ValueKind is not JsonValueKind.Array || tables.GetArrayLength() == 0)
        {
            return root.ValueKind is JsonValueKind.Object && root.TryGetProperty("error", out _) ? new(null, OneApiError.Read(root)) : throw new JsonException("A result was expected.");
        }

        var contents = tables.GetArrayLength() > 2 ? Contents(tables[tables.GetArrayLength() - 1]) : [];
        var first = contents.FirstOrDefault(static each => each.Kind == "QueryResult").Ordinal;
        var status = contents.Where(static each => each.Name == "QueryStatus").Select(each => Fault(tables[each.Ordinal])).FirstOrDefault();
        var table = new KustoTable(tables[first].GetProperty("Columns"), maxRows);
        table.AddRows(tables[first].GetProperty("Rows"));
        return (status ?? table.Error) is { } error ? new(null, error) : new(table.ToResult(null), null);
    }

    private static (int Ordinal, string Kind, string Name)[] Contents(JsonElement table)
    {
        var (ordinal, kind, name) = (Column(table, "Ordinal"), Column(table, "Kind"), Column(table, "Name"));
        return ordinal < 0 || kind < 0 || name < 0 ? [] : [.. table.GetProperty("Rows").EnumerateArray().Select(row => (row[ordinal].GetInt32(), row[kind].GetString()!, row[name].GetString()!))];
    }

    private static HuntingError? Fault(JsonElement table)
    {
        var (severity, text) = (Column(table, "Severity"), Column(table, "StatusDescription"));
        return severity < 0 || text < 0 ? null : table.GetProperty("Rows").EnumerateArray()
            .Where(row => row[severity].TryGetInt32(out var number) && number <= WorstWarning)
            .Select(row => new HuntingError(HuntingErrorKind.Budget, [new(1, 1, row[text].ToString())])).FirstOrDefault();
    }

    private static int Column(JsonElement table, string name) =>
        table.GetProperty("Columns").EnumerateArray().ToList().FindIndex(column => column.GetProperty("ColumnName").ValueEquals(name));
}
