namespace ExposurePipeline.Hunting.Functions.Geo;

/// <summary>A hexagon on a face of the icosahedron.</summary>
internal readonly record struct H3Face(int Face, Ijk At)
{
    // The angle between the grids of odd and of even levels, and a hexagon's size at level 0 on the plane.
    private const double Tilt = 0.333473172251832115336090755351601070065900389;
    private const double Unit = 0.381966011250105;

    /// <summary>The hexagon of a level that holds a place.</summary>
    public static H3Face Of(Vector place, int level)
    {
        var face = Enumerable.Range(0, 20).MaxBy(f => H3Tables.Center(f).Dot(place));
        var center = H3Tables.Center(face);
        var distance = Math.Tan(center.AngleTo(place)) / Unit * Math.Pow(7, level / 2.0);
        var angle = distance < 1e-16 ? 0 : H3Tables.Azimuths[face] - Sphere.Azimuth(center, place) - (level % 2 == 1 ? Tilt : 0);
        return new(face, Ijk.At(distance * Math.Cos(angle), distance * Math.Sin(angle)));
    }

    public Vector Center(int level) => Place(At.Plane, level % 2 == 1 ? Tilt : 0, Math.Pow(7, level / 2.0));

    /// <summary>The corners, in the order of the real engine.</summary>
    public IEnumerable<Vector> Corners(int level, bool isPentagon)
    {
        var isOdd = level % 2 == 1;
        var (even, center) = (isOdd ? level + 1 : level, isOdd ? At.Corners.FinerTurned : At.Corners);
        Ijk[] steps = isOdd
            ? [new(5, 4, 0), new(1, 5, 0), new(0, 5, 4), new(0, 1, 5), new(4, 0, 5), new(5, 0, 1)]
            : [new(2, 1, 0), new(1, 2, 0), new(0, 2, 1), new(0, 1, 2), new(1, 0, 2), new(2, 0, 1)];
        foreach (var step in isPentagon ? steps[..5] : steps)
        {
            var corner = new H3Face(Face, (center + step).Normal);
            while (corner.OnNextFace(even, corners: true, leads4: false) is { } next)
            {
                corner = next;
                if (!isPentagon)
                {
                    break;
                }
            }

            yield return corner.Place(corner.At.Plane, 0, 3 * Math.Pow(7, even / 2.0));
        }
    }

    /// <summary>The same hexagon on the face where it lies, if that is another.</summary>
    public H3Face Placed(int level, bool isPentagon, bool leads4)
    {
        var isOdd = level % 2 == 1;
        var even = isOdd ? level + 1 : level;
        if ((this with { At = isOdd ? At.FinerTurned : At }).OnNextFace(even, corners: false, leads4) is not { } found)
        {
            return this;
        }

        while (isPentagon && found.OnNextFace(even, corners: false, leads4: false) is { } next)
        {
            found = next;
        }

        return isOdd ? found with { At = found.At.CoarserTurned } : found;
    }

    private H3Face? OnNextFace(int level, bool corners, bool leads4)
    {
        var scale = (int)Math.Pow(7, level / 2) * (corners ? 3 : 1);
        if (At.Sum <= 2 * scale)
        {
            return null;
        }

        // The sequence that a pentagon lacks is jumped over.
        var origin = new Ijk(2 * scale, 0, 0);
        var at = At.K > 0 && At.J == 0 && leads4 ? (At - origin).Clockwise + origin : At;
        var (face, translation, turns) = H3Tables.Neighbour(Face, At.K == 0 ? 1 : At.J > 0 ? 3 : 2);
        for (var i = 0; i < turns; i++)
        {
            at = at.Counterclockwise;
        }

        return new(face, (at + (translation * scale)).Normal);
    }

    private Vector Place((double X, double Y) plane, double tilt, double scale)
    {
        var distance = Math.Atan(Math.Sqrt((plane.X * plane.X) + (plane.Y * plane.Y)) / scale * Unit);
        var azimuth = H3Tables.Azimuths[Face] - (Math.Atan2(plane.Y, plane.X) + tilt);
        var center = H3Tables.Center(Face);
        var east = new Vector(0, 0, 1).Cross(center).Unit;
        return (center * Math.Cos(distance)) + (((center.Cross(east) * Math.Cos(azimuth)) + (east * Math.Sin(azimuth))) * Math.Sin(distance));
    }
}
