using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions.Geo;

/// <summary>Functions on S2 cells.</summary>
internal static class GeoCells
{
    private const long DefaultLevel = 11;
    private const string NoCell = "null of what is no cell";

    public static IEnumerable<ScalarFunction> All =>
    [
        new("geo_point_to_s2cell", [Define.Of<double, double, string>((x, y) => At(x, y, DefaultLevel)), Define.Of<double, double, long, string>(At)]) { Nulls = "\"\" of what is no place or level" },
        new("geo_s2cell_to_central_point", [Define.Of<string, Dynamic>(v => S2Cell.Parse(v) is { } cell ? Shape.Point(cell.Center) : null!)]) { Nulls = NoCell },
        new("geo_s2cell_to_polygon", [Define.Of<string, Dynamic>(v => S2Cell.Parse(v) is { } cell ? Shape.Polygons([[cell.Corners()]])! : null!)]) { Nulls = NoCell },
        new("geo_s2cell_neighbors", [Define.Of<string, Dynamic>(v => S2Cell.Parse(v) is { } cell ? Tokens(cell.Neighbours()) : null!)]) { Nulls = NoCell },
        new("geo_polygon_to_s2cells", [Define.Of<Dynamic, Dynamic>(v => OfPolygon(v, DefaultLevel, 0)!), Define.Of<Dynamic, long, Dynamic>((v, level) => OfPolygon(v, level, 0)!), Define.Of<Dynamic, long, double, Dynamic>((v, level, radius) => OfPolygon(v, level, radius)!)]) { Nulls = "null of what is no polygon, or takes too many cells" },
        new("geo_line_to_s2cells", [Define.Of<Dynamic, Dynamic>(v => OfLine(v, DefaultLevel, 0)!), Define.Of<Dynamic, long, Dynamic>((v, level) => OfLine(v, level, 0)!), Define.Of<Dynamic, long, double, Dynamic>((v, level, radius) => OfLine(v, level, radius)!)]) { Nulls = "null of what is no line, or takes too many cells" },
    ];

    private static string At(double longitude, double latitude, long level)
        => Sphere.IsPlace(longitude, latitude) && level is >= 0 and <= S2Cell.MaxLevel ? S2Cell.At(Vector.At(longitude, latitude), (int)level).Token : "";

    private static DynamicArray Tokens(IEnumerable<S2Cell> cells) => new([.. cells.Select(c => Dynamic.Of(c.Token))]);

    private static DynamicArray? OfPolygon(Dynamic shape, long level, double radius)
        => Shape.Polygons(shape) is { } polygons ? Covering([.. polygons.SelectMany(rings => LineMeasure.RingEdges(rings))], place => Areas.Contains(polygons, place), level, radius) : null;

    private static DynamicArray? OfLine(Dynamic shape, long level, double radius)
        => Shape.Lines(shape) is { } lines ? Covering([.. LineMeasure.Edges(lines)], _ => false, level, radius) : null;

    private static DynamicArray? Covering((Vector A, Vector B)[] edges, Func<Vector, bool> contains, long level, double radius)
        => level is >= 0 and <= S2Cell.MaxLevel && radius >= 0 && S2Covering.Of(edges, contains, (int)level, radius) is { } cells ? Tokens(cells) : null;
}
