using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions.Geo;

/// <summary>Functions on several shapes, and on what surrounds one.</summary>
internal static class GeoOverlays
{
    private const string Nulls = "null of what is no such shape";
    private const double DefaultTolerance = 10;

    // Every edge of an area that is not convex is a part of its own, and parts are compared in pairs.
    private const int MaxEdges = 500;

    // A hemisphere less a little: what is around more than that would be the rest of the earth.
    private const double MaxRadius = 9_900_000;

    public static IEnumerable<ScalarFunction> All =>
    [
        .. Pair("geo_{0}_2lines", (a, b) => Shape.Lines(a) is { } x && Shape.Lines(b) is { } y ? Meeting.OfLines(x, y) : null),
        .. Pair("geo_{0}_line_with_polygon", (a, b) => Shape.Lines(a) is { } x && Shape.Polygons(b) is { } y ? Meeting.OfLineAndArea(x, y) : null),
        .. Pair("geo_{0}_2polygons", (a, b) => Shape.Polygons(a) is { } x && Shape.Polygons(b) is { } y ? Meeting.OfAreas(x, y) : null),
        new("geo_union_lines_array", [Define.Of<Dynamic, Dynamic>(v => Each(v, Shape.Lines) is { } lines ? Shape.Lines(Chains.Lines(Arrangement.Of(Piece.Of([.. lines.Select(l => LineMeasure.Edges(l))])))) : null!)]) { Nulls = Nulls },
        new("geo_union_polygons_array", [Define.Of<Dynamic, Dynamic>(v => Each(v, Shape.Polygons) is { } polygons ? Shape.Polygons(Overlay.Union(polygons))! : null!)]) { Nulls = Nulls },
        new("geo_simplify_polygons_array", [Define.Of<Dynamic, Dynamic>(v => Simplified(v, DefaultTolerance)!), Define.Of<Dynamic, double, Dynamic>((v, tolerance) => Simplified(v, tolerance)!)]) { Nulls = Nulls },
        new("geo_point_buffer", [Define.Of<double, double, double, Dynamic>((x, y, radius) => AroundPlace(x, y, radius, DefaultTolerance)!), Define.Of<double, double, double, double, Dynamic>((x, y, radius, tolerance) => AroundPlace(x, y, radius, tolerance)!)]) { Nulls = Nulls },
        Buffer("geo_line_buffer", (v, buffers) => Shape.Lines(v) is { } lines && LineMeasure.Edges(lines).Count() <= MaxEdges ? buffers.Around(lines) : null),
        Buffer("geo_polygon_buffer", (v, buffers) => Shape.Polygons(v) is { } polygons && polygons.Sum(rings => rings.Sum(r => r.Length)) <= MaxEdges ? buffers.Around(polygons) : null),
    ];

    private static ScalarFunction[] Pair(string name, Func<Dynamic, Dynamic, Meeting?> meet) =>
    [
        new(name.Replace("{0}", "intersects", StringComparison.Ordinal), [Define.Try<Dynamic, Dynamic, bool>((a, b) => !meet(a, b)?.IsEmpty)]) { Nulls = Nulls },
        new(name.Replace("{0}", "intersection", StringComparison.Ordinal), [Define.Of<Dynamic, Dynamic, Dynamic>((a, b) => meet(a, b)?.Shape!)]) { Nulls = Nulls },
    ];

    private static ScalarFunction Buffer(string name, Func<Dynamic, Buffers, Vector[][][]?> around)
    {
        Dynamic Of(Dynamic shape, double radius, double tolerance) => radius is > 0 and < MaxRadius && tolerance > 0 && around(shape, new(radius, tolerance)) is { } area ? Shape.Polygons(area)! : null!;
        return new(name, [Define.Of<Dynamic, double, Dynamic>((v, radius) => Of(v, radius, DefaultTolerance)), Define.Of<Dynamic, double, double, Dynamic>(Of)]) { Nulls = $"{Nulls}, or of more than {MaxEdges} edges" };
    }

    private static DynamicBag? AroundPlace(double x, double y, double radius, double tolerance)
        => GeoPoints.Places(x, y) is [var place] && radius is > 0 and < MaxRadius && tolerance > 0 ? Shape.Polygons([[new Buffers(radius, tolerance).Around(place)]]) : null;

    private static DynamicBag? Simplified(Dynamic shapes, double tolerance)
        => tolerance > 0 && Each(shapes, Shape.Polygons) is { } polygons ? Shape.Polygons([.. polygons.SelectMany(p => p).Select(rings => GeoPolygons.Simplified(rings, tolerance)).OfType<List<Vector>[]>()]) : null;

    private static T[]? Each<T>(Dynamic shapes, Func<Dynamic?, T?> read) where T : class
    {
        var all = Arrays.Items(shapes)?.Select(read).ToArray();
        return all is null or [] || all.Contains(null) ? null : [.. all.OfType<T>()];
    }
}
