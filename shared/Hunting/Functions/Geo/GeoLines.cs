using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions.Geo;

/// <summary>Functions on lines.</summary>
internal static class GeoLines
{
    private const string Nulls = "null of what is no line, or no place";
    private const double DefaultDensity = 10;
    private const double DefaultTolerance = 10;

    public static IEnumerable<ScalarFunction> All =>
    [
        new("geo_line_length", [Define.Try<Dynamic, double>(v => Shape.Lines(v) is { } lines ? LineMeasure.Length(LineMeasure.Edges(lines)) : null)]) { Nulls = Nulls },
        new("geo_line_centroid", [Define.Of<Dynamic, Dynamic>(v => Shape.Lines(v) is { } lines ? Shape.Point(LineMeasure.Centroid(LineMeasure.Edges(lines))) : null!)]) { Nulls = Nulls },
        new("geo_line_interpolate_point", [Define.Of<Dynamic, double, Dynamic>((v, share) => share is >= 0 and <= 1 && Shape.Lines(v) is [var line] ? Shape.Point(LineMeasure.At(line, share)) : null!)]) { Nulls = Nulls },
        new("geo_line_locate_point", [Define.Try<Dynamic, double, double, double>((v, x, y) => Shape.Lines(v) is [var line] && GeoPoints.Places(x, y) is [var place] ? LineMeasure.Share(line, place) : null)]) { Nulls = Nulls },
        new("geo_line_densify", [Define.Of<Dynamic, Dynamic>(v => Densified(v, DefaultDensity)!), Define.Of<Dynamic, double, Dynamic>((v, tolerance) => Densified(v, tolerance)!), Define.Of<Dynamic, double, bool, Dynamic>((v, tolerance, crosses) => Densified(v, tolerance, crosses)!)]) { Nulls = Nulls },
        new("geo_line_simplify", [Define.Of<Dynamic, Dynamic>(v => Simplified(v, DefaultTolerance)!), Define.Of<Dynamic, double, Dynamic>((v, tolerance) => Simplified(v, tolerance)!)]) { Nulls = Nulls },
        new("geo_distance_point_to_line", [Define.Try<double, double, Dynamic, double>((x, y, v) => Nearest(x, y, v) is { } foot ? Sphere.Distance(Vector.At(x, y), foot) : null)]) { Nulls = Nulls },
        new("geo_closest_point_on_line", [Define.Of<double, double, Dynamic, Dynamic>((x, y, v) => Nearest(x, y, v) is { } foot ? Shape.Point(foot) : null!)]) { Nulls = Nulls },
    ];

    private static Vector? Nearest(double x, double y, Dynamic shape)
        => GeoPoints.Places(x, y) is [var place] && Shape.Lines(shape) is { } lines ? LineMeasure.Nearest(place, LineMeasure.Edges(lines)) : null;

    private static DynamicBag? Densified(Dynamic shape, double tolerance, bool crosses = false)
        => tolerance is >= 0.1 and <= 10_000 && Shape.Lines(shape) is { } lines ? Shape.Lines([.. lines.Select(line => Tessellation.Of(line, tolerance, crosses))]) : null;

    // A line that shrinks to a point is gone.
    private static DynamicBag? Simplified(Dynamic shape, double tolerance)
    {
        var kept = tolerance > 0 ? Shape.Lines(shape)?.Select(line => LineMeasure.Simplified(line, tolerance)).Where(line => line.Count > 2 || Sphere.Distance(line[0], line[^1]) > tolerance).ToArray() : null;
        return kept is { Length: > 0 } ? Shape.Lines(kept) : null;
    }
}
