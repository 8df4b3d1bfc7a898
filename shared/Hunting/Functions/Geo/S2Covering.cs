namespace ExposurePipeline.Hunting.Functions.Geo;

/// <summary>The cells of a level that cover a shape.</summary>
internal static class S2Covering
{
    private const int MaxCells = 65_536;
    private const double Touching = 1e-15;

    /// <summary>The cells that an edge meets or comes near, or whose centre lies inside; null where they are too many.</summary>
    public static IReadOnlyList<S2Cell>? Of((Vector A, Vector B)[] edges, Func<Vector, bool> contains, int level, double radius)
    {
        var found = S2Cell.Faces.Select(cell => (Cell: cell, Edges: edges)).ToList();
        for (var depth = 0; depth <= level; depth++)
        {
            found = [.. found.SelectMany(f => depth == 0 ? [f] : f.Cell.Children.Select(child => (Cell: child, f.Edges))).Select(f => (f.Cell, Edges: Near(f.Cell, f.Edges, radius))).Where(f => f.Edges.Length > 0 || contains(f.Cell.Center))];
            if (found.Count > MaxCells)
            {
                return null;
            }
        }

        return [.. found.Select(f => f.Cell)];
    }

    private static (Vector A, Vector B)[] Near(S2Cell cell, (Vector A, Vector B)[] edges, double radius)
    {
        var (corners, center) = (cell.Corners(), cell.Center);
        var reach = corners.Max(c => c.AngleTo(center)) + (radius / Sphere.Radius);
        return Array.FindAll(edges, e => center.AngleTo(Sphere.Nearest(center, e.A, e.B)) <= reach && (Meets(corners, e.A, e.B) || (radius > 0 && Distance(corners, e.A, e.B) <= radius / Sphere.Radius)));
    }

    // A cell that the edge only touches is met too.
    private static bool Meets(Vector[] corners, Vector a, Vector b)
        => Areas.Inside(corners, a) || Areas.Inside(corners, b) || LineMeasure.RingEdges([corners]).Any(side => Sphere.Crossing(a, b, side.A, side.B) is not null || Touches(side.A, a, b) || Touches(a, side.A, side.B) || Touches(b, side.A, side.B));

    private static bool Touches(Vector place, Vector a, Vector b) => Sphere.Nearest(place, a, b).AngleTo(place) < Touching;

    private static double Distance(Vector[] corners, Vector a, Vector b)
        => LineMeasure.RingEdges([corners]).Min(side => new[] { a.AngleTo(Sphere.Nearest(a, side.A, side.B)), b.AngleTo(Sphere.Nearest(b, side.A, side.B)), side.A.AngleTo(Sphere.Nearest(side.A, a, b)) }.Min());
}
