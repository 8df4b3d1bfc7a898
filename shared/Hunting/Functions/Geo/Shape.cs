using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions.Geo;

/// <summary>Lines, or polygons, of GeoJSON on the sphere. A ring's first vertex is not repeated.</summary>
internal static class Shape
{
    /// <summary>The lines of a LineString or MultiLineString; null of anything else or of what is malformed.</summary>
    public static Vector[][]? Lines(Dynamic? shape)
    {
        var lines = shape is DynamicBag { } bag ? bag["type"]?.Text switch
        {
            "LineString" => [Places(bag["coordinates"])],
            "MultiLineString" => Arrays.Items(bag["coordinates"])?.Select(Places).ToArray(),
            _ => null,
        } : null;
        return lines is { Length: > 0 } && Array.TrueForAll(lines, line => line is { Length: > 1 } && AreApart(line)) ? [.. lines.OfType<Vector[]>()] : null;
    }

    /// <summary>The polygons of a Polygon or MultiPolygon, each its rings; null of anything else or of what is malformed.</summary>
    public static Vector[][][]? Polygons(Dynamic? shape)
    {
        var polygons = shape is DynamicBag { } bag ? bag["type"]?.Text switch
        {
            "Polygon" => [Rings(bag["coordinates"])],
            "MultiPolygon" => Arrays.Items(bag["coordinates"])?.Select(Rings).ToArray(),
            _ => null,
        } : null;
        return polygons is { Length: > 0 } && Array.TrueForAll(polygons, rings => rings is { Length: > 0 }) ? [.. polygons.OfType<Vector[][]>()] : null;
    }

    public static DynamicBag Point(Vector place) => Bag("Point", Coordinates(place));

    public static DynamicBag Line(IEnumerable<Vector> line) => Bag("LineString", Coordinates(line));

    /// <summary>One line, or several.</summary>
    public static DynamicBag Lines(IReadOnlyList<IReadOnlyList<Vector>> lines)
        => lines.Count == 1 ? Line(lines[0]) : Bag("MultiLineString", new DynamicArray([.. lines.Select(Coordinates)]));

    /// <summary>One polygon, or several; null of none.</summary>
    public static DynamicBag? Polygons(IReadOnlyList<IReadOnlyList<IReadOnlyList<Vector>>> polygons) => polygons.Count switch
    {
        0 => null,
        1 => Bag("Polygon", Closed(polygons[0])),
        _ => Bag("MultiPolygon", new DynamicArray([.. polygons.Select(Closed)])),
    };

    public static DynamicBag Collection(IEnumerable<Dynamic> shapes) => new([new("type", Dynamic.Of("GeometryCollection")), new("geometries", new DynamicArray([.. shapes]))]);

    public static DynamicBag Points(IReadOnlyList<Vector> places) => places.Count == 1 ? Point(places[0]) : Bag("MultiPoint", Coordinates(places));

    public static DynamicBag Bag(string type, Dynamic coordinates) => new([new("type", Dynamic.Of(type)), new("coordinates", coordinates)]);

    private static DynamicArray Closed(IReadOnlyList<IReadOnlyList<Vector>> rings) => new([.. rings.Select(ring => Coordinates(ring.Append(ring[0])))]);

    private static DynamicArray Coordinates(IEnumerable<Vector> places) => new([.. places.Select(Coordinates)]);

    private static DynamicArray Coordinates(Vector place) => new([Dynamic.Of(place.Longitude), Dynamic.Of(place.Latitude)]);

    private static Vector[]? Places(Dynamic? coordinates)
    {
        var places = Arrays.Items(coordinates)?.Select(Place).ToArray();
        return places is null || places.Contains(null) ? null : Array.ConvertAll(places, p => p!.Value);
    }

    private static Vector? Place(Dynamic? coordinates)
        => Arrays.Items(coordinates) is [var x, var y, ..] && Numeric.Of(x) is { } longitude && Numeric.Of(y) is { } latitude && Sphere.IsPlace(longitude, latitude) ? Vector.At(longitude, latitude) : null;

    private static Vector[][]? Rings(Dynamic? coordinates)
    {
        var rings = Arrays.Items(coordinates)?.Select(ring => Ring(Places(ring))).ToArray();
        return rings is null || rings.Contains(null) ? null : [.. rings.OfType<Vector[]>()];
    }

    // Closed, of three vertices at least, none next to itself.
    private static Vector[]? Ring(Vector[]? places)
        => places is { Length: > 3 } && (places[0] - places[^1]).Norm < 1e-14 && AreApart(places) ? places[..^1] : null;

    private static bool AreApart(Vector[] places) => places.Zip(places.Skip(1), (a, b) => (a - b).Norm).All(distance => distance > 1e-15);
}
