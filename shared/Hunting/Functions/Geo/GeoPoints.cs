using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions.Geo;

/// <summary>Functions on places: longitude and latitude in degrees, distances in metres.</summary>
internal static class GeoPoints
{
    private const string Nulls = "null of what is no place";

    public static IEnumerable<ScalarFunction> All =>
    [
        new("geo_distance_2points", [Define.Try<double, double, double, double, double>((x1, y1, x2, y2) => Places(x1, y1, x2, y2) is [var a, var b] ? Sphere.Distance(a, b) : null)]) { Nulls = Nulls },
        new("geo_azimuth", [Define.Try<double, double, double, double, double>((x1, y1, x2, y2) => Places(x1, y1, x2, y2) is [var a, var b] && a != b && (a + b).Norm > 1e-15 ? Sphere.Azimuth(a, b) : null)]) { Nulls = Nulls },
        new("geo_angle", [Define.Try<double, double, double, double, double, double, double>((x1, y1, x2, y2, x3, y3) => Places(x1, y1, x2, y2, x3, y3) is [var a, var b, var c] && a != b && b != c ? Angle(a, b, c) : null)]) { Nulls = Nulls },
        new("geo_point_in_circle", [Define.Try<double, double, double, double, double, bool>((x, y, cx, cy, radius) => radius >= 0 && Places(x, y, cx, cy) is [var a, var center] ? Sphere.Distance(a, center) <= radius : null)]) { Nulls = Nulls },
        new("geo_from_wkt", [Define.Of<string, Dynamic>(v => WellKnownText.Read(v)!)]) { Nulls = "null where it is malformed" },
    ];

    /// <summary>The places of coordinates; none where one is none.</summary>
    public static Vector[] Places(params ReadOnlySpan<double> coordinates)
    {
        var places = new Vector[coordinates.Length / 2];
        for (var i = 0; i < places.Length; i++)
        {
            if (!Sphere.IsPlace(coordinates[2 * i], coordinates[(2 * i) + 1]))
            {
                return [];
            }

            places[i] = Vector.At(coordinates[2 * i], coordinates[(2 * i) + 1]);
        }

        return places;
    }

    // Clockwise from the first line to the second.
    private static double Angle(Vector a, Vector b, Vector c)
    {
        var angle = Sphere.Azimuth(b, c) - Sphere.Azimuth(b, a);
        return angle < 0 ? angle + (2 * Math.PI) : angle;
    }
}
