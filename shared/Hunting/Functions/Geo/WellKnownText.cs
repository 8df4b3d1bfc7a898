using System.Globalization;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions.Geo;

/// <summary>Reads shapes written as well-known text into GeoJSON.</summary>
internal sealed class WellKnownText
{
    private static readonly (string Name, string Type, int Depth)[] Types =
    [
        ("POINT", "Point", 0), ("LINESTRING", "LineString", 1), ("POLYGON", "Polygon", 2), ("MULTIPOINT", "MultiPoint", 1), ("MULTILINESTRING", "MultiLineString", 2), ("MULTIPOLYGON", "MultiPolygon", 3),
    ];

    private readonly string[] tokens;
    private int at;

    private WellKnownText(string text)
        => tokens = text.Replace("(", " ( ", StringComparison.Ordinal).Replace(")", " ) ", StringComparison.Ordinal).Replace(",", " , ", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    public static Dynamic? Read(string text)
    {
        var reader = new WellKnownText(text);
        return reader.Geometry() is { } shape && reader.at == reader.tokens.Length ? shape : null;
    }

    private DynamicBag? Geometry()
    {
        var word = Word().ToUpperInvariant();
        if (word == "GEOMETRYCOLLECTION")
        {
            return List(Geometry) is { } shapes ? Shape.Collection(shapes!) : null;
        }

        var type = Array.Find(Types, t => t.Name == word);
        var coordinates = type.Type is null ? null : type.Depth == 0 ? Enclosed() : Nested(type.Depth, type.Type == "MultiPoint");
        return coordinates is null ? null : Shape.Bag(type.Type!, coordinates);
    }

    private DynamicArray? Nested(int depth, bool mayEnclose)
        => List(() => depth > 1 ? Nested(depth - 1, mayEnclose) : mayEnclose && At("(") ? Enclosed() : Place()) is { } items ? new(items) : null;

    private DynamicArray? Enclosed() => Take("(") && Place() is { } place && Take(")") ? place : null;

    // A third and a fourth number are heights and measures.
    private DynamicArray? Place()
    {
        var numbers = new List<double>();
        while (at < tokens.Length && double.TryParse(tokens[at], NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            numbers.Add(number);
            at++;
        }

        return numbers.Count is >= 2 and <= 4 ? new([Dynamic.Of(numbers[0]), Dynamic.Of(numbers[1])]) : null;
    }

    private List<T?>? List<T>(Func<T?> item) where T : class
    {
        var items = new List<T?>();
        if (!Take("("))
        {
            return null;
        }

        do
        {
            items.Add(item());
        }
        while (items[^1] is not null && Take(","));
        return items[^1] is not null && Take(")") ? items : null;
    }

    private string Word() => at < tokens.Length ? tokens[at++] : "";

    private bool At(string token) => at < tokens.Length && tokens[at] == token;

    private bool Take(string token)
    {
        var found = At(token);
        at += found ? 1 : 0;
        return found;
    }
}
