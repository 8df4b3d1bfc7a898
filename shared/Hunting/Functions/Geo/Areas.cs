namespace ExposurePipeline.Hunting.Functions.Geo;

/// <summary>Polygons on the sphere: rings of which the first is the shell and the others holes. A ring means the smaller of the two parts into which it divides the sphere.</summary>
internal static class Areas
{
    /// <summary>The rings as their edges have the inside on the left: shells counterclockwise, holes clockwise.</summary>
    public static Vector[][] Oriented(IEnumerable<Vector[]> rings) => [.. rings.Select((ring, i) => SignedArea(ring) < 0 == (i == 0) ? [.. ring.Reverse()] : ring)];

    public static double SignedArea(IReadOnlyList<Vector> ring)
    {
        var area = 0.0;
        for (var i = 1; i + 1 < ring.Count; i++)
        {
            area += Sphere.Area(ring[0], ring[i], ring[i + 1]);
        }

        // More than half of the sphere on the left is less than half on the right.
        return area > 2 * Math.PI ? area - (4 * Math.PI) : area < -2 * Math.PI ? area + (4 * Math.PI) : area;
    }

    public static double Area(Vector[][] rings) => Oriented(rings).Sum(SignedArea) * Sphere.Radius * Sphere.Radius;

    /// <summary>The centre of mass times the area.</summary>
    public static Vector Moment(Vector[][] rings) => Oriented(rings).Aggregate(default(Vector), (sum, ring) => sum + LineMeasure.RingEdges([ring]).Aggregate(default(Vector), (part, e) => part + EdgeMoment(e.A, e.B)));

    public static bool Contains(Vector[][] rings, Vector place) => Inside(rings[0], place) && !rings.Skip(1).Any(hole => Inside(hole, place));

    public static bool Contains(IEnumerable<Vector[][]> polygons, Vector place) => polygons.Any(rings => Contains(rings, place));

    /// <summary>Whether a ring winds around a place, and not around the place opposite.</summary>
    public static bool Inside(Vector[] ring, Vector place)
    {
        var turns = 0.0;
        foreach (var (a, b) in LineMeasure.RingEdges([ring]))
        {
            turns += Sphere.Turn(place, a, b);
        }

        return place.Dot(ring[0]) > -0.5 ? Math.Abs(turns) > Math.PI : Math.Abs(turns) > Math.PI && InsideFar(ring, place);
    }

    // Around the opposite place it winds too: then the side is told by the turn's sign and the ring's.
    private static bool InsideFar(Vector[] ring, Vector place) => LineMeasure.RingEdges([ring]).Sum(e => Sphere.Turn(place, e.A, e.B)) > 0 == SignedArea(ring) > 0;

    // By Stokes' theorem the moment of an area is half the sum over its edges of their length along their normal.
    private static Vector EdgeMoment(Vector a, Vector b)
    {
        var normal = a.Cross(b);
        return normal.Norm == 0 ? default : normal.Unit * (a.AngleTo(b) / 2);
    }
}
