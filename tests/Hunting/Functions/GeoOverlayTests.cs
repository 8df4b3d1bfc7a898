using System.Globalization;
using Xunit;

namespace ExposurePipeline.Tests.Hunting.Functions;

public sealed class GeoOverlayTests
{
    private const string Square = "dynamic({'type':'Polygon','coordinates':[[[0,0],[2,0],[2,2],[0,2],[0,0]]]})";
    private const string Shifted = "dynamic({'type':'Polygon','coordinates':[[[1,1],[3,1],[3,3],[1,3],[1,1]]]})";
    private const string Far = "dynamic({'type':'Polygon','coordinates':[[[10,10],[11,10],[11,11],[10,11],[10,10]]]})";
    private const string Inner = "dynamic({'type':'Polygon','coordinates':[[[0.5,0.5],[1.5,0.5],[1.5,1.5],[0.5,1.5],[0.5,0.5]]]})";
    private const string Frame = "dynamic({'type':'Polygon','coordinates':[[[0,0],[2,0],[2,2],[0,2],[0,0]],[[0.5,0.5],[0.5,1.5],[1.5,1.5],[1.5,0.5],[0.5,0.5]]]})";
    private const string Beside = "dynamic({'type':'Polygon','coordinates':[[[2,0],[4,0],[4,2],[2,2],[2,0]]]})";

    public static IEnumerable<object[]> Pairs => from a in new[] { Square, Shifted, Far, Inner, Frame, Beside } from b in new[] { Square, Shifted, Far, Inner, Frame, Beside } select new object[] { a, b };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void what_two_areas_cover_is_what_each_covers_less_what_both_do(string a, string b)
        => Assert.Equal("True", Answer.Of($"print a = geo_polygon_area({a}), b = geo_polygon_area({b}), u = geo_polygon_area(geo_union_polygons_array(pack_array({a}, {b}))), i = coalesce(geo_polygon_area(geo_intersection_2polygons({a}, {b})), 0.0) | project abs(a + b - u - i) < 1e-6 * u"));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void a_place_lies_in_both_areas_where_it_lies_in_their_intersection(string a, string b)
        => Assert.Equal("True", Answer.Of($"""
            range i from 0 to 399 step 1 | extend x = -0.49 + (i % 20) * 0.2371, y = -0.47 + (i / 20) * 0.2129
            | extend both = geo_point_in_polygon(x, y, {a}) and geo_point_in_polygon(x, y, {b}), any = geo_point_in_polygon(x, y, {a}) or geo_point_in_polygon(x, y, {b})
            | summarize countif(both != coalesce(geo_point_in_polygon(x, y, geo_intersection_2polygons({a}, {b})), false)) == 0 and countif(any != geo_point_in_polygon(x, y, geo_union_polygons_array(pack_array({a}, {b})))) == 0
            """));

    [Theory]
    [InlineData($"geo_intersects_2polygons({Square}, {Far})", "False")]
    [InlineData($"geo_intersects_2polygons({Square}, {Inner})", "True")]
    [InlineData($"tostring(geo_intersection_2polygons({Square}, {Beside}).type)", "LineString")] // they share a side
    [InlineData("tostring(geo_intersection_2lines(dynamic({'type':'LineString','coordinates':[[0,0],[0,2]]}), dynamic({'type':'LineString','coordinates':[[0,1],[0,3]]})).type)", "LineString")]
    [InlineData("geo_intersects_2lines(dynamic({'type':'LineString','coordinates':[[0,0],[1,1]]}), dynamic({'type':'LineString','coordinates':[[2,2.5],[3,3]]}))", "False")]
    [InlineData($"round(geo_line_length(geo_intersection_line_with_polygon(dynamic({{'type':'LineString','coordinates':[[-1,0],[5,0]]}}), {Square})) / geo_distance_2points(0, 0, 2, 0), 6)", "1.0")]
    [InlineData($"array_length(geo_union_polygons_array(pack_array({Square}, {Far})).coordinates)", "2")]
    [InlineData($"array_length(geo_union_polygons_array(pack_array({Frame}, {Inner})).coordinates)", "1")] // the hole is filled
    [InlineData($"isnull(geo_union_polygons_array(pack_array({Square}, dynamic({{}}))))", "True")]
    public void meetings(string expression, string value) => Assert.Equal(value, Answer.Of($"print {expression}"));

    [Theory]
    [InlineData("geo_line_buffer(dynamic({'type':'LineString','coordinates':[[0,0],[0.1,0],[0.1,0.1]]}), 1000)", "geo_distance_point_to_line(x, y, dynamic({'type':'LineString','coordinates':[[0,0],[0.1,0],[0.1,0.1]]}))")]
    [InlineData("geo_polygon_buffer(dynamic({'type':'Polygon','coordinates':[[[0,0],[0.1,0],[0.1,0.1],[0.05,0.02],[0,0.1],[0,0]]]}), 1000)", "geo_distance_point_to_polygon(x, y, dynamic({'type':'Polygon','coordinates':[[[0,0],[0.1,0],[0.1,0.1],[0.05,0.02],[0,0.1],[0,0]]]}))")]
    [InlineData("geo_point_buffer(0.05, 0.05, 1000, 0.5)", "geo_distance_2points(x, y, 0.05, 0.05)")]
    public void what_is_near_lies_in_the_surroundings_and_what_is_far_does_not(string surroundings, string distance)
        => Assert.Equal("True", Answer.Of(string.Create(CultureInfo.InvariantCulture, $"""
            range i from 0 to 899 step 1 | extend x = -0.03 + (i % 30) * 0.00531, y = -0.03 + (i / 30) * 0.00529 | extend d = {distance}
            | where abs(d - 1000) > 11
            | summarize countif(geo_point_in_polygon(x, y, {surroundings}) != (d < 1000)) == 0 and countif(d < 1000) > 2 and countif(d > 1000) > 10
            """)));
}
