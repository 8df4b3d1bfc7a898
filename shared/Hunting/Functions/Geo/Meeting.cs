using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions.Geo;

/// <summary>What two shapes have in common: areas, ways and single places.</summary>
internal sealed record Meeting(Vector[][][] Areas, IReadOnlyList<List<Vector>> Lines, IReadOnlyList<Vector> Places)
{
    public bool IsEmpty => Areas.Length == 0 && Lines.Count == 0 && Places.Count == 0;

    public Dynamic Shape
    {
        get
        {
            Dynamic?[] parts = [Geo.Shape.Polygons(Areas), Lines.Count > 0 ? Geo.Shape.Lines(Lines) : null, Places.Count > 0 ? Geo.Shape.Points(Places) : null];
            return parts.OfType<Dynamic>().ToArray() is [var only] ? only : Geo.Shape.Collection(parts.OfType<Dynamic>());
        }
    }

    public static Meeting OfLines(Vector[][] a, Vector[][] b)
    {
        var pieces = Arrangement.Of(Piece.Of(LineMeasure.Edges(a), LineMeasure.Edges(b)));
        var ways = pieces.Where(p => p.Shape == 1).SelectMany(p => new[] { (p.A, p.B), (p.B, p.A) }).ToHashSet();
        return new Meeting([], Chains.Lines(pieces.Where(p => p.Shape == 0 && ways.Contains((p.A, p.B)))), []).WithPlaces(pieces);
    }

    public static Meeting OfLineAndArea(Vector[][] lines, Vector[][][] area)
    {
        var pieces = Arrangement.Of(Piece.Of(LineMeasure.Edges(lines), Overlay.Edges(area)));
        return new Meeting([], Chains.Lines(Overlay.Inside(pieces, 0, area)), []).WithPlaces(pieces);
    }

    // Where areas overlap, it is not said where their edges only touch besides.
    public static Meeting OfAreas(Vector[][][] a, Vector[][][] b)
    {
        if (Overlay.Intersection(a, b) is { Length: > 0 } common)
        {
            return new(common, [], []);
        }

        var pieces = Arrangement.Of(Piece.Of(Overlay.Edges(a), Overlay.Edges(b)));
        var ways = pieces.Where(p => p.Shape == 1).Select(p => (p.B, p.A)).ToHashSet();
        return new Meeting([], Chains.Lines(pieces.Where(p => p.Shape == 0 && ways.Contains((p.A, p.B)))), []).WithPlaces(pieces);
    }

    // Ends that both have, apart from those of common ways.
    private Meeting WithPlaces(List<Piece> pieces)
    {
        HashSet<Vector> Ends(int shape) => pieces.Where(p => p.Shape == shape).SelectMany(p => new[] { p.A, p.B }).ToHashSet();
        var (others, covered) = (Ends(1), Lines.SelectMany(line => line).ToHashSet());
        return this with { Places = [.. Ends(0).Where(place => others.Contains(place) && !covered.Contains(place))] };
    }
}
