namespace ExposurePipeline.Hunting.Functions.Geo;

/// <summary>Lengths of lines and places along them.</summary>
internal static class LineMeasure
{
    public static IEnumerable<(Vector A, Vector B)> Edges(IEnumerable<IReadOnlyList<Vector>> lines) => lines.SelectMany(line => line.Zip(line.Skip(1)));

    public static IEnumerable<(Vector A, Vector B)> RingEdges(IEnumerable<IReadOnlyList<Vector>> rings) => rings.SelectMany(ring => ring.Zip(ring.Skip(1).Append(ring[0])));

    public static double Length(IEnumerable<(Vector A, Vector B)> edges) => edges.Sum(e => Sphere.Distance(e.A, e.B));

    public static Vector Nearest(Vector place, IEnumerable<(Vector A, Vector B)> edges) => edges.Select(e => Sphere.Nearest(place, e.A, e.B)).MinBy(foot => (place - foot).Norm);

    /// <summary>The centre of mass of lines: https://doi.org/10.1080/10867651.1998.10487493.</summary>
    public static Vector Centroid(IEnumerable<(Vector A, Vector B)> edges) => edges.Aggregate(default(Vector), (sum, e) =>
    {
        var (apart, together) = (e.A - e.B, e.A + e.B);
        return sum + (together * Math.Sqrt(apart.Dot(apart) / together.Dot(together)));
    }).Unit;

    public static Vector At(Vector[] line, double share)
    {
        var rest = share * Edges([line]).Sum(e => e.A.AngleTo(e.B));
        foreach (var (a, b) in Edges([line]))
        {
            var length = a.AngleTo(b);
            if (rest < length)
            {
                return rest <= 0 ? a : Sphere.Towards(a, b, rest);
            }

            rest -= length;
        }

        return line[^1];
    }

    /// <summary>Which share of a line lies before its place nearest to another.</summary>
    public static double Share(Vector[] line, Vector place)
    {
        var (before, best, nearest) = (0.0, 0.0, double.MaxValue);
        foreach (var (a, b) in Edges([line]))
        {
            var foot = Sphere.Nearest(place, a, b);
            if ((place - foot).Norm < nearest)
            {
                (nearest, best) = ((place - foot).Norm, before + a.AngleTo(foot));
            }

            before += a.AngleTo(b);
        }

        return Math.Min(1, best / before);
    }

    /// <summary>The line without vertices that lie within a tolerance of the rest (Douglas and Peucker).</summary>
    public static List<Vector> Simplified(IReadOnlyList<Vector> line, double tolerance)
    {
        var kept = new SortedSet<int> { 0, line.Count - 1 };
        var open = new Stack<(int From, int To)>([(0, line.Count - 1)]);
        while (open.TryPop(out var part))
        {
            var (far, at) = (tolerance / Sphere.Radius, -1);
            for (var i = part.From + 1; i < part.To; i++)
            {
                var distance = line[i].AngleTo(Sphere.Nearest(line[i], line[part.From], line[part.To]));
                (far, at) = distance > far ? (distance, i) : (far, at);
            }

            if (at > 0)
            {
                kept.Add(at);
                open.Push((part.From, at));
                open.Push((at, part.To));
            }
        }

        return [.. kept.Select(i => line[i])];
    }
}
