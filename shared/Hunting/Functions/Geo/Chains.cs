namespace ExposurePipeline.Hunting.Functions.Geo;

/// <summary>Pieces joined end to end, to rings or to lines.</summary>
internal static class Chains
{
    /// <summary>Rings with the inside on the left; where several ways go on, the leftmost. A ring begins behind its last edge.</summary>
    public static IReadOnlyList<(Vector[] Ring, int First)> Rings(IEnumerable<Piece> pieces)
    {
        // Rings are walked from their first vertex along the curve of cells.
        var open = pieces.OrderBy(p => S2Cell.At(p.A, S2Cell.MaxLevel).Id).ToList();
        var rings = new List<(Vector[], int)>();
        while (open.Count > 0)
        {
            var ring = new List<Piece> { open[0] };
            open.RemoveAt(0);
            while (ring[^1].B != ring[0].A && open.Where(p => p.A == ring[^1].B).OrderByDescending(p => Left(ring[^1], p)).Take(1).ToArray() is [var next])
            {
                ring.Add(next);
                open.Remove(next);
            }

            if (ring.Count > 2 && ring[^1].B == ring[0].A)
            {
                var last = Last(ring);
                rings.Add(([.. ring.Skip(last + 1).Concat(ring.Take(last + 1)).Select(p => p.A)], ring.Min(p => p.Edge)));
            }
        }

        return rings;
    }

    /// <summary>Lines as long as can be; a way is gone once, in either direction.</summary>
    public static IReadOnlyList<List<Vector>> Lines(IEnumerable<Piece> pieces)
    {
        var gone = new HashSet<(Vector, Vector)>();
        var open = pieces.Where(p => !gone.Contains((p.B, p.A)) && gone.Add((p.A, p.B))).ToList();
        var lines = new List<List<Vector>>();
        while (open.Count > 0)
        {
            var first = open.FindIndex(p => !open.Exists(o => o.B == p.A));
            var at = open[Math.Max(0, first)];
            var line = new List<Vector> { at.A };
            for (Piece? next = at; next is { } piece; next = open.Where(p => p.A == piece.B).Select(p => (Piece?)p).FirstOrDefault())
            {
                line.Add(piece.B);
                open.Remove(piece);
            }

            lines.Add(line);
        }

        return lines;
    }

    private static double Left(Piece from, Piece to) => Sphere.Turn(from.B, from.B - from.A, to.B - from.B);

    // The highest edge; of several parts that follow each other the last, of those apart the first.
    private static int Last(List<Piece> ring)
    {
        var (at, apart) = (0, false);
        for (var i = 1; i < ring.Count; i++)
        {
            var isLower = ring[i].Edge < ring[at].Edge;
            (at, apart) = isLower ? (at, true) : ring[i].Edge > ring[at].Edge || !apart ? (i, false) : (at, apart);
        }

        return at;
    }
}
