namespace ExposurePipeline.Hunting.Functions.Geo;

/// <summary>Edges cut where they meet, so that afterwards two of them share a place only as their end. Ends that lie together become one.</summary>
internal sealed class Arrangement
{
    private const double Together = 1e-14;
    private const double Grid = 1e-12;
    private readonly Dictionary<(long, long, long), List<Vector>> places = [];

    /// <summary>The pieces, in the order of the edges and along them.</summary>
    public static List<Piece> Of(IReadOnlyList<Piece> edges) => new Arrangement().Cut(edges);

    private List<Piece> Cut(IReadOnlyList<Piece> edges)
    {
        var snapped = edges.Select(e => e with { A = Snapped(e.A), B = Snapped(e.B) }).Where(e => e.A != e.B).ToArray();
        var cuts = snapped.Select(_ => new HashSet<Vector>()).ToArray();
        for (var i = 0; i < snapped.Length; i++)
        {
            for (var j = i + 1; j < snapped.Length; j++)
            {
                if (AreNear(snapped[i], snapped[j]))
                {
                    Meet(snapped[i], snapped[j], cuts[i], cuts[j]);
                }
            }
        }

        return [.. snapped.SelectMany((edge, i) => Parts(edge, cuts[i]))];
    }

    private void Meet(Piece a, Piece b, HashSet<Vector> cutsOfA, HashSet<Vector> cutsOfB)
    {
        Touch(a, b.A, cutsOfA);
        Touch(a, b.B, cutsOfA);
        Touch(b, a.A, cutsOfB);
        Touch(b, a.B, cutsOfB);
        if (a.A != b.A && a.A != b.B && a.B != b.A && a.B != b.B && Sphere.Crossing(a.A, a.B, b.A, b.B) is { } crossing && Snapped(crossing) is var place)
        {
            _ = place != a.A && place != a.B && cutsOfA.Add(place);
            _ = place != b.A && place != b.B && cutsOfB.Add(place);
        }
    }

    private static void Touch(Piece edge, Vector place, HashSet<Vector> cuts)
    {
        if (place != edge.A && place != edge.B && (Sphere.Nearest(place, edge.A, edge.B) - place).Norm < Together)
        {
            cuts.Add(place);
        }
    }

    private static IEnumerable<Piece> Parts(Piece edge, HashSet<Vector> cuts)
    {
        Vector[] stops = [edge.A, .. cuts.OrderBy(c => (c - edge.A).Norm), edge.B];
        return stops.Zip(stops.Skip(1), (a, b) => edge with { A = a, B = b });
    }

    private static bool AreNear(Piece a, Piece b) => (a.A + a.B - b.A - b.B).Norm / 2 <= (((a.A - a.B).Norm + (b.A - b.B).Norm) * 0.75) + Together;

    private Vector Snapped(Vector place)
    {
        var (x, y, z) = ((long)Math.Floor(place.X / Grid), (long)Math.Floor(place.Y / Grid), (long)Math.Floor(place.Z / Grid));
        foreach (var cell in from dx in new[] { 0, -1, 1 } from dy in new[] { 0, -1, 1 } from dz in new[] { 0, -1, 1 } select (x + dx, y + dy, z + dz))
        {
            if (places.TryGetValue(cell, out var near) && near.FindIndex(p => (p - place).Norm < Together) is >= 0 and var found)
            {
                return near[found];
            }
        }

        _ = places.TryAdd((x, y, z), []);
        places[(x, y, z)].Add(place);
        return place;
    }
}
