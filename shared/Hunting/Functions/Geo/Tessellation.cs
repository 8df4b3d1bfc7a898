namespace ExposurePipeline.Hunting.Functions.Geo;

/// <summary>Lines that are straight on a map as chains of great circles: an edge is halved until the two lie within a tolerance.</summary>
internal static class Tessellation
{
    // Where an edge of the map is farthest from its great circle, and how much farther it may be than there:
    // https://github.com/google/s2geometry, S2EdgeTessellator.
    private const double Farthest = 0.31215691082248312;
    private const double Safety = 0.83829992569888509;
    private const int MaxDepth = 20;

    public static List<Vector> Of(IReadOnlyList<Vector> line, double tolerance, bool crossesAntimeridian)
    {
        var result = new List<Vector> { line[0] };
        foreach (var (a, b) in LineMeasure.Edges([line]))
        {
            var (x1, x2) = (a.Longitude, b.Longitude);
            x2 += crossesAntimeridian || Math.Abs(x2 - x1) <= 180 ? 0 : x2 < x1 ? 360 : -360;
            Add(result, (x1, a.Latitude), a, (x2, b.Latitude), b, Safety * tolerance / Sphere.Radius, 0);
        }

        return result;
    }

    private static void Add(List<Vector> result, (double X, double Y) from, Vector a, (double X, double Y) to, Vector b, double tolerance, int depth)
    {
        if (depth == MaxDepth || (Error(from, a, to, b, Farthest) <= tolerance && Error(from, a, to, b, 1 - Farthest) <= tolerance))
        {
            result.Add(b);
            return;
        }

        var middle = OnMap(from, to, 0.5);
        var place = Vector.At(middle.X, middle.Y);
        Add(result, from, a, middle, place, tolerance, depth + 1);
        Add(result, middle, place, to, b, tolerance, depth + 1);
    }

    private static double Error((double X, double Y) from, Vector a, (double X, double Y) to, Vector b, double share)
    {
        var (x, y) = OnMap(from, to, share);
        return Vector.At(x, y).AngleTo(Sphere.Between(a, b, share));
    }

    private static (double X, double Y) OnMap((double X, double Y) from, (double X, double Y) to, double share) => (from.X + ((to.X - from.X) * share), from.Y + ((to.Y - from.Y) * share));
}
