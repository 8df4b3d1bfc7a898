using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Functions.Geo;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators.Plugins;

/// <summary>evaluate geo_polygon_lookup and geo_line_lookup: rows beside the rows of a table whose shape holds their place, or is near it.</summary>
internal static class GeoLookup
{
    public static Plan BindPolygons(EvaluateOperator syntax, Plan input, OperatorSite site)
        => Bind(syntax, input, site, (shape, radius) => Shape.Polygons(shape) is not { } polygons ? null
            : place => Areas.Contains(polygons, place) || (radius > 0 && Sphere.Distance(place, LineMeasure.Nearest(place, polygons.SelectMany(rings => LineMeasure.RingEdges(rings)))) <= radius));

    public static Plan BindLines(EvaluateOperator syntax, Plan input, OperatorSite site)
        => Bind(syntax, input, site, (shape, radius) => Shape.Lines(shape) is not { } lines ? null : place => Sphere.Distance(place, LineMeasure.Nearest(place, LineMeasure.Edges(lines))) <= radius);

    private static Lookup Bind(EvaluateOperator syntax, Plan input, OperatorSite site, Func<Dynamic, double, Func<Vector, bool>?> near)
    {
        if (syntax.Call.Arguments is not [var table, _, _, _, ..])
        {
            throw QueryException.Refused(syntax.Call.Position, $"{syntax.Call.Name}() takes a table, its column of shapes, a longitude and a latitude");
        }

        var right = site.Query.BindTable(table, site.Scope);
        var key = Evaluate.Column(syntax, 1, right.Schema);
        var (x, y) = (Evaluate.Column(syntax, 2, input.Schema), Evaluate.Column(syntax, 3, input.Schema));
        if (right.Schema.Columns[key].Type is not ScalarType.Dynamic || input.Schema.Columns[x].Type is not ScalarType.Real || input.Schema.Columns[y].Type is not ScalarType.Real)
        {
            throw QueryException.Refused(syntax.Call.Position, $"{syntax.Call.Name}() needs dynamic shapes, and real longitudes and latitudes");
        }

        var radius = Setting<double?>(syntax, "radius", 4, ScalarType.Real, site) ?? 0;
        var unmatched = Setting<bool?>(syntax, "return_unmatched", 5, ScalarType.Bool, site) is true;
        HashSet<int> hidden = Setting<bool?>(syntax, "return_lookup_key", 7, ScalarType.Bool, site) is true ? [] : [key];
        return new(input, right, [.. JoinColumn.Of(input.Schema, right.Schema, JoinSide.Both, hidden)], unmatched, rows =>
        {
            var shapes = (Column<Dynamic>)rows[key];
            var tests = Enumerable.Range(0, rows.Length).Select(row => shapes.IsNull(row) ? null : near(shapes[row], radius)).ToArray();
            return (batch, row) => Place(batch, x, y, row) is { } place ? Enumerable.Range(0, tests.Length).Where(i => tests[i]?.Invoke(place) == true) : [];
        });
    }

    private static Vector? Place(Batch batch, int x, int y, int row)
        => batch[x].IsNull(row) || batch[y].IsNull(row) ? null : GeoPoints.Places(((Column<double>)batch[x])[row], ((Column<double>)batch[y])[row]) is [var place] ? place : null;

    private static T? Setting<T>(EvaluateOperator syntax, string name, int place, ScalarType type, OperatorSite site)
        => Evaluate.Option(syntax, name, place) is { } option ? (T?)site.Over(new([])).Constant(option, type) : default;
}
