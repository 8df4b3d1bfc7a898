using System.Text.Json;
using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Functions.Hunting.Reference;

/// <summary>How the rows of externaldata are written in a file.</summary>
internal static class ExternalFormat
{
    private const string Known = "csv, tsv, psv, scsv, sohsv, txt, raw, json, multijson";

    /// <summary>The format that a query names, or else the file's own name; comma-separated values where neither tells.</summary>
    public static string Of(IReadOnlyDictionary<string, string> properties, string file)
    {
        var told = properties.GetValueOrDefault("format")?.ToLowerInvariant();
        var ending = Path.GetExtension(Packed.Name(file)).TrimStart('.').ToLowerInvariant();
        return told is not null && !IsKnown(told) ? throw new UnreadableDataException($"externaldata reads the formats {Known}, not '{told}'")
            : told ?? (IsKnown(ending) ? ending : "csv");
    }

    /// <summary>The values of each row, in the order of the columns.</summary>
    public static IEnumerable<IReadOnlyList<string?>> Read(string format, TextReader text, Schema columns) => format switch
    {
        "txt" => Lines(text).Select(static line => (IReadOnlyList<string?>)[line]),
        "raw" => [[text.ReadToEnd()]],
        "json" or "multijson" => Json(text, columns),
        _ => SeparatedRecords.Read(text, format switch { "tsv" => '\t', "psv" => '|', "scsv" => ';', "sohsv" => '\u0001', _ => ',' }),
    };

    private static bool IsKnown(string format) => Known.Split(", ").Contains(format);

    private static IEnumerable<string> Lines(TextReader text)
    {
        while (text.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    // One object after another, or an array of them.
    private static IEnumerable<IReadOnlyList<string?>> Json(TextReader text, Schema columns)
    {
        var objects = text.Peek() == '[' ? Whole(text.ReadToEnd()) : Lines(text).Where(static line => !string.IsNullOrWhiteSpace(line)).SelectMany(Whole);
        return objects.Select(each => (IReadOnlyList<string?>)[.. columns.Columns.Select(column => Value(each, column.Name))]);
    }

    private static IEnumerable<JsonElement> Whole(string json)
    {
        try
        {
            var root = JsonElement.Parse(json);
            return root.ValueKind is JsonValueKind.Array ? [.. root.EnumerateArray()] : [root];
        }
        catch (JsonException wrong)
        {
            throw new UnreadableDataException($"the registered data is no JSON: {wrong.Message}");
        }
    }

    private static string? Value(JsonElement row, string column) =>
        row.ValueKind is JsonValueKind.Object && row.TryGetProperty(column, out var value)
            ? value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Null => null, _ => value.GetRawText() }
            : null;
}
