using System.Globalization;
using System.Text.Json;
using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Functions.Hunting.Kusto;

/// <summary>A result table as it arrives.</summary>
/// <param name="columns">Its columns, as the cluster names them.</param>
/// <param name="maxRows">Most rows it may have.</param>
internal sealed class KustoTable(JsonElement columns, int maxRows)
{
    private readonly Schema schema = new([.. columns.EnumerateArray().Select(static column => new ColumnSchema(column.GetProperty("ColumnName").GetString()!, KustoTypes.Of(column)))]);
    private readonly List<Batch> batches = [];
    private long count;

    /// <summary>Why its rows are not all there; null while they are.</summary>
    public HuntingError? Error { get; private set; }

    /// <summary>Adds rows; one that is an object tells an error in the place of those that are missing.</summary>
    /// <exception cref="JsonException">A value is not of its column's type.</exception>
    public void AddRows(JsonElement rows)
    {
        var builder = new TableBuilder(schema, rows.GetArrayLength());
        foreach (var row in rows.EnumerateArray())
        {
            if (row.ValueKind is JsonValueKind.Object)
            {
                Error ??= Told(row);
            }
            else if (count++ < maxRows)
            {
                Add(builder, row);
            }
            else
            {
                Error ??= new(HuntingErrorKind.Budget, [new(1, 1, string.Create(CultureInfo.InvariantCulture, $"the result has more than {maxRows} rows; summarize it or take fewer"))]);
            }
        }

        batches.Add(builder.Build());
    }

    /// <summary>Forgets its rows: better ones follow.</summary>
    public void Clear()
    {
        batches.Clear();
        count = 0;
    }

    /// <summary>All of it.</summary>
    public HuntingResult ToResult(Visualization? visualization) => new(schema, batches, visualization);

    private static HuntingError Told(JsonElement row) =>
        row.TryGetProperty("OneApiErrors", out var errors) && errors.ValueKind is JsonValueKind.Array && errors.GetArrayLength() > 0 ? OneApiError.Read(errors[0])
        : row.TryGetProperty("Exceptions", out var texts) && texts.ValueKind is JsonValueKind.Array && texts.GetArrayLength() > 0 ? new(HuntingErrorKind.Budget, [new(1, 1, texts[0].ToString())])
        : throw new JsonException("A row was expected.");

    private void Add(TableBuilder builder, JsonElement row)
    {
        if (row.ValueKind is not JsonValueKind.Array || row.GetArrayLength() != schema.Count)
        {
            throw new JsonException("A row has not as many values as there are columns.");
        }

        for (var column = 0; column < schema.Count; column++)
        {
            KustoCell.Add(builder, column, schema.Columns[column].Type, row[column]);
        }

        builder.EndRow();
    }
}
