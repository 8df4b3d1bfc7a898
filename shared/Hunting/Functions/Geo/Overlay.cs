namespace ExposurePipeline.Hunting.Functions.Geo;

/// <summary>Unions and intersections of areas: their edges are cut where they meet, and those kept that bound the result.</summary>
internal static class Overlay
{
    /// <summary>What belongs to one of the shapes at least: the two with the fewest vertices first.</summary>
    public static Vector[][][] Union(IEnumerable<Vector[][][]> shapes)
    {
        var open = new PriorityQueue<Vector[][][], (int, int)>();
        var number = 0;
        foreach (var shape in shapes)
        {
            open.Enqueue(shape, (shape.Sum(rings => rings.Sum(r => r.Length)), number++));
        }

        while (open.Count > 1)
        {
            _ = open.TryDequeue(out var a, out var sizeOfA) & open.TryDequeue(out var b, out var sizeOfB);
            open.Enqueue(Combined(a!, b!, union: true), (sizeOfA.Item1 + sizeOfB.Item1, number++));
        }

        return open.Dequeue();
    }

    public static Vector[][][] Intersection(Vector[][][] a, Vector[][][] b) => Combined(a, b, union: false);

    /// <summary>The parts of lines that lie in an area or on its edge.</summary>
    public static IReadOnlyList<Piece> Inside(IEnumerable<Piece> pieces, int line, Vector[][][] area)
    {
        var all = pieces.ToList();
        var edges = all.Where(p => p.Shape != line).SelectMany(p => new[] { (p.A, p.B), (p.B, p.A) }).ToHashSet();
        return [.. all.Where(p => p.Shape == line && (edges.Contains((p.A, p.B)) || Areas.Contains(area, p.Middle)))];
    }

    public static IEnumerable<(Vector A, Vector B)> Edges(Vector[][][] area) => area.SelectMany(rings => LineMeasure.RingEdges(Areas.Oriented(rings)));

    private static Vector[][][] Combined(Vector[][][] a, Vector[][][] b, bool union)
    {
        var pieces = Arrangement.Of(Piece.Of(Edges(a), Edges(b)));
        HashSet<(Vector, Vector)> Ways(int shape) => pieces.Where(p => p.Shape == shape).Select(p => (p.A, p.B)).ToHashSet();
        var (ofA, ofB) = (Ways(0), Ways(1));
        var rings = Chains.Rings(pieces.Where(p => p.Shape == 0 ? Bounds(p, ofB, b, union) : Bounds(p, ofA, a, union)));
        return Nested(rings);
    }

    // Of an edge that both have in the same direction one is enough; in opposite directions it lies inside the union, and outside the intersection.
    private static bool Bounds(Piece piece, HashSet<(Vector, Vector)> others, Vector[][][] other, bool union)
        => others.Contains((piece.A, piece.B)) ? piece.Shape == 0 : !others.Contains((piece.B, piece.A)) && Areas.Contains(other, piece.Middle) != union;

    private static Vector[][][] Nested(IReadOnlyList<(Vector[] Ring, int First)> rings)
    {
        var shells = rings.Where(r => Areas.SignedArea(r.Ring) > 0).OrderBy(r => r.First).Select(r => r.Ring).ToArray();
        var holes = rings.Where(r => Areas.SignedArea(r.Ring) < 0).Select(r => r.Ring).ToLookup(hole => Array.FindIndex(shells, shell => hole.Any(v => Areas.Inside(shell, v))));
        return [.. shells.Select((shell, i) => new[] { shell }.Concat(holes[i]).ToArray())];
    }
}
