using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions.Geo;

/// <summary>Functions on H3 cells.</summary>
internal static class GeoHexagons
{
    private const long DefaultLevel = 6;
    private const int MostRings = 142;
    private const int MaxLevelsDown = 6;
    private const int MaxCells = 61_680;
    private const string NoCell = "null of what is no cell";

    public static IEnumerable<ScalarFunction> All =>
    [
        new("geo_point_to_h3cell", [Define.Of<double, double, string>((x, y) => At(x, y, DefaultLevel)), Define.Of<double, double, long, string>(At)]) { Nulls = "\"\" of what is no place or level" },
        new("geo_h3cell_level", [Define.Try<string, int>(v => H3Cell.Parse(v)?.Level)]) { Nulls = NoCell },
        new("geo_h3cell_to_central_point", [Define.Of<string, Dynamic>(v => H3Cell.Parse(v) is { } cell ? Shape.Point(cell.Center) : null!)]) { Nulls = NoCell },
        new("geo_h3cell_to_polygon", [Define.Of<string, Dynamic>(v => H3Cell.Parse(v) is { } cell ? Shape.Polygons([[cell.Corners()]])! : null!)]) { Nulls = NoCell },
        new("geo_h3cell_parent", [Define.Of<string, string>(v => Parent(v, null)), Define.Of<string, long, string>((v, level) => Parent(v, level))]) { Nulls = "\"\" of what is no cell or has no such parent" },
        new("geo_h3cell_children", [Define.Of<string, Dynamic>(v => Children(v, null)!), Define.Of<string, long, Dynamic>((v, level) => Children(v, level)!)]) { Nulls = NoCell },
        new("geo_h3cell_neighbors", [Define.Of<string, Dynamic>(v => H3Cell.Parse(v) is { } cell ? Tokens(Around(cell)) : null!)]) { Nulls = NoCell },
        new("geo_h3cell_rings", [Define.Of<string, long, Dynamic>((v, distance) => H3Cell.Parse(v) is { } cell && distance is >= 0 and <= MostRings ? new DynamicArray([.. Enumerable.Range(0, (int)distance + 1).Select(d => Tokens(cell.Ring(d)))]) : null!)]) { Nulls = NoCell },
        new("geo_polygon_to_h3cells", [Define.Of<Dynamic, Dynamic>(v => OfPolygon(v, DefaultLevel)!), Define.Of<Dynamic, long, Dynamic>((v, level) => OfPolygon(v, level)!)]) { Nulls = "null of what is no polygon, or takes too many cells" },
    ];

    private static string At(double longitude, double latitude, long level)
        => Sphere.IsPlace(longitude, latitude) && level is >= 0 and <= H3Cell.MaxLevel ? H3Cell.At(Vector.At(longitude, latitude), (int)level).Token : "";

    private static DynamicArray Tokens(IEnumerable<H3Cell> cells) => new([.. cells.Select(c => Dynamic.Of(c.Token))]);

    // In the order in which the real engine names them.
    private static IEnumerable<H3Cell> Around(H3Cell cell)
        => cell.Ring(1).ToArray() is [var a, var b, var c, var d, var e, var f] ? [d, f, e, c, b, a] : cell.Ring(1);

    private static string Parent(string token, long? level)
        => H3Cell.Parse(token) is { } cell && (level ?? cell.Level - 1) is >= 0 and var above && above < cell.Level ? cell.Parent((int)above).Token : "";

    private static DynamicArray? Children(string token, long? level)
    {
        if (H3Cell.Parse(token) is not { } cell || (level ?? cell.Level + 1) is var below && (below <= cell.Level || below > H3Cell.MaxLevel || below - cell.Level > MaxLevelsDown))
        {
            return null;
        }

        IEnumerable<H3Cell> cells = [cell];
        for (var l = cell.Level; l < below; l++)
        {
            cells = cells.SelectMany(c => c.Children);
        }

        return Tokens(cells);
    }

    // From the cells along its edges inwards; a cell belongs to the polygon that holds its centre.
    private static DynamicArray? OfPolygon(Dynamic shape, long level)
    {
        if (Shape.Polygons(shape) is not { } polygons || level is < 0 or > H3Cell.MaxLevel)
        {
            return null;
        }

        var seen = new HashSet<H3Cell>();
        var open = new Queue<H3Cell>(polygons.SelectMany(rings => LineMeasure.RingEdges(rings)).SelectMany(e => Along(e.A, e.B, (int)level)).SelectMany(c => c.Ring(1).Prepend(c)).Where(seen.Add));
        var found = new List<H3Cell>();
        while (open.TryDequeue(out var cell) && found.Count <= MaxCells)
        {
            if (Areas.Contains(polygons, cell.Center))
            {
                found.Add(cell);
                foreach (var next in cell.Ring(1).Where(seen.Add))
                {
                    open.Enqueue(next);
                }
            }
        }

        return found.Count > MaxCells ? null : Tokens(found.OrderBy(c => c.Id));
    }

    // Steps shorter than a cell's smallest width leave none out.
    private static IEnumerable<H3Cell> Along(Vector a, Vector b, int level)
    {
        var steps = Math.Min(MaxCells, (int)(a.AngleTo(b) * 10 * Math.Pow(7, level / 2.0)) + 1);
        return Enumerable.Range(0, steps + 1).Select(i => H3Cell.At(Sphere.Between(a, b, i / (double)steps), level)).Distinct();
    }
}
