using System.Globalization;
using System.Text.Json;
using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Tests.Hunting.Conformance;

/// <summary>Compares a result with what a case expects: names, types, rows; reals within 1e-9 of each other.</summary>
internal static class ExpectedRows
{
    public static string? Difference(ConformanceCase conformance, HuntingResult result)
        => ColumnDifference(conformance.Expected, result.Schema) ?? RowDifference(conformance, result);

    private static string? ColumnDifference(JsonElement expected, Schema schema)
    {
        var wanted = expected.GetProperty("columns").EnumerateArray().Select(c => $"{c.GetProperty("name").GetString()}:{c.GetProperty("type").GetString()}");
        var given = schema.Columns.Select(c => $"{c.Name}:{c.Type.Name()}");
        return wanted.SequenceEqual(given) ? null : $"columns {string.Join(", ", given)} instead of {string.Join(", ", wanted)}";
    }

    private static string? RowDifference(ConformanceCase conformance, HuntingResult result)
    {
        var types = result.Schema.Columns.Select(c => c.Type).ToArray();
        var given = Rows(result).ToList();
        var wanted = conformance.Expected.GetProperty("rows").EnumerateArray().Select(r => r.EnumerateArray().ToArray()).ToList();
        if (conformance.Expected.TryGetProperty("last_row_only", out var last) && last.GetBoolean())
        {
            given = given[^Math.Min(1, given.Count)..];
        }

        if (given.Count != wanted.Count)
        {
            return $"{given.Count} rows instead of {wanted.Count}";
        }

        bool Same(object?[] row, JsonElement[] other) => Enumerable.Range(0, types.Length).All(i => ExpectedValue.Same(types[i], row[i], other[i], conformance.SetSemantics));
        foreach (var row in wanted)
        {
            var match = conformance.ExactOrder ? (Same(given[0], row) ? 0 : -1) : given.FindIndex(g => Same(g, row));
            if (match < 0)
            {
                return $"no row {Shown(row)}, but {Shown(given[0])}";
            }

            given.RemoveAt(match);
        }

        return null;
    }

    private static IEnumerable<object?[]> Rows(HuntingResult result)
        => from batch in result.Batches
           from row in Enumerable.Range(0, batch.Length)
           select Enumerable.Range(0, batch.Width).Select(column => batch[column].Boxed(row)).ToArray();

    private static string Shown(IEnumerable<JsonElement> row) => string.Join(" | ", row.Select(v => v.GetRawText()));

    private static string Shown(IEnumerable<object?> row) => string.Join(" | ", row.Select(v => string.Create(CultureInfo.InvariantCulture, $"{v ?? "null"}")));
}
