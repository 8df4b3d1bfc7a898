using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions.Geo;

/// <summary>Functions on polygons, whose edges are great circles.</summary>
internal static class GeoPolygons
{
    private const string Nulls = "null of what is no polygon, or no place";
    private const double DefaultDensity = 10;
    private const double DefaultTolerance = 10;

    public static IEnumerable<ScalarFunction> All =>
    [
        new("geo_point_in_polygon", [Define.Try<double, double, Dynamic, bool>((x, y, v) => Both(x, y, v) is { } both ? Areas.Contains(both.Polygons, both.Place) : null)]) { Nulls = Nulls },
        new("geo_distance_point_to_polygon", [Define.Try<double, double, Dynamic, double>((x, y, v) => Both(x, y, v) is { } both ? Sphere.Distance(both.Place, Nearest(both.Place, both.Polygons)) : null)]) { Nulls = Nulls },
        new("geo_closest_point_on_polygon", [Define.Of<double, double, Dynamic, Dynamic>((x, y, v) => Both(x, y, v) is { } both ? Shape.Point(Nearest(both.Place, both.Polygons)) : null!)]) { Nulls = Nulls },
        new("geo_polygon_perimeter", [Define.Try<Dynamic, double>(v => Shape.Polygons(v) is { } polygons ? polygons.Sum(rings => LineMeasure.Length(LineMeasure.RingEdges(rings))) : null)]) { Nulls = Nulls },
        new("geo_polygon_area", [Define.Try<Dynamic, double>(v => Shape.Polygons(v) is { } polygons ? Overlay.Union(polygons.Select(rings => new[] { rings })).Sum(Areas.Area) : null)]) { Nulls = Nulls },
        new("geo_polygon_centroid", [Define.Of<Dynamic, Dynamic>(v => Shape.Polygons(v) is { } polygons ? Shape.Point(Overlay.Union(polygons.Select(rings => new[] { rings })).Aggregate(default(Vector), (sum, rings) => sum + Areas.Moment(rings)).Unit) : null!)]) { Nulls = Nulls },
        new("geo_polygon_densify", [Define.Of<Dynamic, Dynamic>(v => Densified(v, DefaultDensity)!), Define.Of<Dynamic, double, Dynamic>((v, tolerance) => Densified(v, tolerance)!), Define.Of<Dynamic, double, bool, Dynamic>((v, tolerance, crosses) => Densified(v, tolerance, crosses)!)]) { Nulls = Nulls },
        new("geo_polygon_simplify", [Define.Of<Dynamic, Dynamic>(v => Simplified(v, DefaultTolerance)!), Define.Of<Dynamic, double, Dynamic>((v, tolerance) => Simplified(v, tolerance)!)]) { Nulls = Nulls },
    ];

    private static (Vector Place, Vector[][][] Polygons)? Both(double x, double y, Dynamic shape)
        => GeoPoints.Places(x, y) is [var place] && Shape.Polygons(shape) is { } polygons ? (place, polygons) : null;

    // A place inside is the nearest to itself.
    private static Vector Nearest(Vector place, Vector[][][] polygons)
        => Areas.Contains(polygons, place) ? place : LineMeasure.Nearest(place, polygons.SelectMany(rings => LineMeasure.RingEdges(rings)));

    private static DynamicBag? Densified(Dynamic shape, double tolerance, bool crosses = false)
        => tolerance is >= 0.1 and <= 10_000 && Shape.Polygons(shape) is { } polygons
            ? Shape.Polygons([.. polygons.Select(rings => rings.Select(ring => Tessellation.Of([.. ring, ring[0]], tolerance, crosses)[..^1]).ToArray())])
            : null;

    private static DynamicBag? Simplified(Dynamic shape, double tolerance)
        => tolerance > 0 && Shape.Polygons(shape) is { } polygons ? Shape.Polygons([.. polygons.Select(rings => Simplified(rings, tolerance)).OfType<List<Vector>[]>()]) : null;

    /// <summary>The polygon with fewer vertices; null where its shell shrinks to a line.</summary>
    public static List<Vector>[]? Simplified(Vector[][] rings, double tolerance)
    {
        var kept = rings.Select(ring => Simplified(ring, tolerance)).ToArray();
        return kept[0] is null ? null : [.. kept.OfType<List<Vector>>()];
    }

    // From a vertex to the one farthest from it, and back.
    private static List<Vector>? Simplified(Vector[] ring, double tolerance)
    {
        var far = Enumerable.Range(0, ring.Length).MaxBy(i => ring[0].AngleTo(ring[i]));
        var there = LineMeasure.Simplified(ring[..(far + 1)], tolerance);
        var back = LineMeasure.Simplified([.. ring[far..], ring[0]], tolerance);
        List<Vector> all = [.. there, .. back.Skip(1).SkipLast(1)];
        return all.Count > 2 ? all : null;
    }
}
