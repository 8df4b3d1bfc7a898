namespace ExposurePipeline.Hunting.Functions.Geo;

/// <summary>Geometry on a round earth, whose lines are great circles.</summary>
internal static class Sphere
{
    /// <summary>The earth's mean radius in metres.</summary>
    public const double Radius = 6371010;

    public static bool IsPlace(double longitude, double latitude) => longitude is >= -180 and <= 180 && latitude is >= -90 and <= 90;

    public static double Distance(Vector a, Vector b) => a.AngleTo(b) * Radius;

    /// <summary>Clockwise from north, from 0 to 2π.</summary>
    public static double Azimuth(Vector from, Vector to)
    {
        var east = new Vector(0, 0, 1).Cross(from);
        east = east.Norm < 1e-15 ? new Vector(0, 1, 0) : east.Unit;
        var angle = Math.Atan2(to.Dot(east), to.Dot(from.Cross(east)));
        return angle < 0 ? angle + (2 * Math.PI) : angle;
    }

    /// <summary>The place some angle away from another towards a third.</summary>
    public static Vector Towards(Vector from, Vector to, double angle)
    {
        var tangent = from.Cross(to).Cross(from);
        return tangent.Norm == 0 ? from : ((from * Math.Cos(angle)) + (tangent.Unit * Math.Sin(angle))).Unit;
    }

    public static Vector Between(Vector a, Vector b, double share) => share <= 0 ? a : share >= 1 ? b : Towards(a, b, a.AngleTo(b) * share);

    /// <summary>The nearest place on an edge.</summary>
    public static Vector Nearest(Vector place, Vector a, Vector b)
    {
        var normal = a.Cross(b);
        if (normal.Norm == 0)
        {
            return a;
        }

        var foot = (place - (normal * (place.Dot(normal) / normal.Dot(normal)))).Unit;
        return normal.Cross(a).Dot(foot) >= 0 && b.Cross(normal).Dot(foot) >= 0 ? foot : (place - a).Norm <= (place - b).Norm ? a : b;
    }

    /// <summary>Whether a place lies left of the way from one to another: above zero, or right: below.</summary>
    public static double Side(Vector a, Vector b, Vector place) => (a + b).Cross(b - a).Dot(place);

    /// <summary>Where two edges cross inside both; null where they do not.</summary>
    public static Vector? Crossing(Vector a, Vector b, Vector c, Vector d)
    {
        var (ac, ad, ca, cb) = (Side(a, b, c), Side(a, b, d), Side(c, d, a), Side(c, d, b));
        if (ac * ad >= 0 || ca * cb >= 0)
        {
            return null;
        }

        var at = (a + b).Cross(b - a).Cross((c + d).Cross(d - c)).Unit;
        at = at.Dot(a + b + c + d) < 0 ? -at : at;
        return at.Dot(a + b) > 0 && at.Dot(c + d) > 0 ? at : null;
    }

    /// <summary>The signed angle at a place from one direction to another.</summary>
    public static double Turn(Vector place, Vector from, Vector to)
    {
        var (a, b) = (place.Cross(from), place.Cross(to));
        return Math.Atan2(place.Dot(a.Cross(b)), a.Dot(b));
    }

    /// <summary>The signed area of a triangle on the unit sphere: https://doi.org/10.1109/TBME.1983.325207.</summary>
    public static double Area(Vector a, Vector b, Vector c)
    {
        var determinant = a.Dot((b - a).Cross(c - a));
        return 2 * Math.Atan2(determinant, 1 + a.Dot(b) + b.Dot(c) + c.Dot(a));
    }
}
