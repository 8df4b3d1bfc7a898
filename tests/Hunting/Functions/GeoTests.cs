using System.Globalization;
using Xunit;

namespace ExposurePipeline.Tests.Hunting.Functions;

public sealed class GeoTests
{
    private const string Park = """dynamic({"type":"Polygon","coordinates":[[[-73.9495,40.7969],[-73.95807,40.80068],[-73.98201,40.76825],[-73.97317,40.76455],[-73.9495,40.7969]]]})""";

    // A lattice over the earth, its poles and its date line.
    public static IEnumerable<object[]> Places => from x in new[] { -180.0, -121.3, -0.5, 0, 33.7, 90, 179.9 } from y in new[] { -89.9, -45, 0, 12.25, 60.5, 89.9 } select new object[] { x, y };

    [Theory]
    [MemberData(nameof(Places))]
    public void a_cell_holds_the_place_it_was_made_for_and_its_centre_lies_in_it(double longitude, double latitude)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{longitude}, {latitude}");
        foreach (var level in new[] { 3, 8, 14 })
        {
            Assert.Equal("True | True", Answer.Of($"print c = geo_point_to_s2cell({place}, {level}) | extend m = geo_s2cell_to_central_point(c) | project geo_point_to_s2cell(todouble(m.coordinates[0]), todouble(m.coordinates[1]), {level}) == c, geo_point_in_polygon(todouble(m.coordinates[0]), todouble(m.coordinates[1]), geo_s2cell_to_polygon(c))"));
            Assert.Equal("True", Answer.Of($"print c = geo_point_to_geohash({place}, {level}) | extend m = geo_geohash_to_central_point(c) | project geo_point_to_geohash(todouble(m.coordinates[0]), todouble(m.coordinates[1]), {level}) == c"));
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void a_cell_is_a_neighbour_of_its_neighbours(double longitude, double latitude)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{longitude}, {latitude}");
        Assert.Equal("True", Answer.Of($"print c = geo_point_to_s2cell({place}, 9) | mv-expand n = geo_s2cell_neighbors(c) to typeof(string) | summarize countif(not(set_has_element(geo_s2cell_neighbors(n), c))) == 0"));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void a_hexagon_holds_the_place_it_was_made_for_and_lies_in_its_parent_s_children(double longitude, double latitude)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{longitude}, {latitude}");
        foreach (var level in new[] { 0, 1, 4, 9 })
        {
            Assert.Equal("True | True", Answer.Of($"print c = geo_point_to_h3cell({place}, {level}) | extend m = geo_h3cell_to_central_point(c) | project geo_point_to_h3cell(todouble(m.coordinates[0]), todouble(m.coordinates[1]), {level}) == c, geo_point_in_polygon(todouble(m.coordinates[0]), todouble(m.coordinates[1]), geo_h3cell_to_polygon(c))"));
            Assert.Equal("True | True", Answer.Of($"print c = geo_point_to_h3cell({place}, {level + 1}) | project set_has_element(geo_h3cell_children(geo_h3cell_parent(c)), c), geo_h3cell_level(c) == {level + 1}"));
            Assert.Equal("True", Answer.Of($"print c = geo_point_to_h3cell({place}, {level + 2}) | mv-expand n = geo_h3cell_neighbors(c) to typeof(string) | summarize count() >= 5 and countif(not(set_has_element(geo_h3cell_neighbors(n), c))) == 0"));
        }
    }

    [Theory]
    [InlineData("round(geo_distance_2points(0, 0, 180, 0) / pi(), 6)", "6371010.0")]
    [InlineData("round(geo_polygon_area(dynamic({'type':'Polygon','coordinates':[[[0,0],[90,0],[0,90],[0,0]]]})) / (4 * pi() * 6371010.0 * 6371010.0), 12)", "0.125")]
    [InlineData("geo_distance_2points(181, 0, 0, 0)", "null")]
    [InlineData("geo_azimuth(0, 0, 0, 1)", "0.0")]
    [InlineData("round(degrees(geo_azimuth(0, 0, 1, 0)), 9)", "90.0")]
    [InlineData("geo_point_in_circle(0, 0, 0, 1, 111000)", "False")]
    [InlineData("geo_point_in_circle(0, 0, 0, 1, 112000)", "True")]
    [InlineData("tostring(geo_from_wkt('POLYGON ((0 0, 2 0, 2 2, 0 0))').type)", "Polygon")]
    [InlineData("tostring(geo_from_wkt('GEOMETRYCOLLECTION (POINT (1 2), MULTIPOINT ((3 4), (5 6)))').geometries[1].coordinates)", "[[3.0,4.0],[5.0,6.0]]")]
    [InlineData("isnull(geo_from_wkt('POINT (1 2'))", "True")]
    [InlineData("round(geo_line_locate_point(dynamic({'type':'LineString','coordinates':[[0,0],[10,0]]}), 5, 3), 9)", "0.5")]
    [InlineData("array_length(geo_polygon_to_s2cells(dynamic({'type':'Polygon','coordinates':[[[0,0],[0,50],[100,50],[0,0]]]}), 5))", "286")]
    public void measures(string expression, string value) => Assert.Equal(value, Answer.Of($"print {expression}"));

    [Fact]
    public void a_covering_holds_the_cell_of_every_place_inside()
        => Assert.Equal("True", Answer.Of($"""
            range i from 0 to 399 step 1 | extend x = -73.983 + (i % 20) * 0.0018, y = 40.764 + (i / 20) * 0.0018
            | where geo_point_in_polygon(x, y, {Park})
            | summarize count() > 20 and countif(not(set_has_element(geo_polygon_to_s2cells({Park}, 15), geo_point_to_s2cell(x, y, 15)))) == 0
            """));

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(1e21, "1e21")]
    [InlineData(1e20, "100000000000000000000.0")]
    [InlineData(-1.5e-7, "-1.5e-7")]
    [InlineData(double.Epsilon, "5e-324")]
    [InlineData(double.MaxValue, "1.7976931348623157e308")]
    public void reals_read_as_the_real_engine_writes_them(double value, string text)
        => Assert.Equal(text, Answer.Of(string.Create(CultureInfo.InvariantCulture, $"print tostring(todouble('{value:R}'))")));

    [Fact]
    public void the_text_of_a_real_reads_back_as_the_same()
    {
        var bits = 0x3FF123456789ABCDUL;
        for (var i = 0; i < 2000; i++)
        {
            bits = (bits * 6364136223846793005) + 1442695040888963407;
            var value = BitConverter.UInt64BitsToDouble(bits);
            Assert.True(!double.IsFinite(value) || double.Parse(ExposurePipeline.Hunting.Values.ScalarText.Of(value), CultureInfo.InvariantCulture).Equals(value), value.ToString("R", CultureInfo.InvariantCulture));
        }
    }
}
