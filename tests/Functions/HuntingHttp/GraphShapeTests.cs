using System.Globalization;
using ExposurePipeline.Functions.Hunting;
using ExposurePipeline.Tests.Functions.Flow;
using Xunit;

namespace ExposurePipeline.Tests.Functions.HuntingHttp;

/// <summary>Queries as clients of Microsoft Graph ask them.</summary>
public sealed class GraphShapeTests
{
    private readonly Desk desk = new();

    [Fact]
    public async Task every_type_is_answered_under_graphs_name_and_with_its_annotations()
    {
        var told = await desk.GraphAsync("""
            print b = true, i = int(1), l = 2, r = 1.5, d = decimal(0.1), s = "a\"é", t = datetime(2024-03-26T09:39:50.7688641Z), ts = 1d, g = guid(74be27de-1e4e-49d9-b579-fe0b331d3642), y = dynamic({"k":"v","n":{"deep":true},"a":["x",{"y":1}]})
            """);

        Assert.Equal(
            """
            {"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.security.huntingQueryResults","schema":[
            {"name":"b","type":"SByte"},{"name":"i","type":"Int32"},{"name":"l","type":"Int64"},{"name":"r","type":"Double"},{"name":"d","type":"SqlDecimal"},
            {"name":"s","type":"String"},{"name":"t","type":"DateTime"},{"name":"ts","type":"TimeSpan"},{"name":"g","type":"Guid"},{"name":"y","type":"Object"}],"results":[
            {"b@odata.type":"#SByte","b":1,"i":1,"l@odata.type":"#Int64","l":2,"r":1.5,"d@odata.type":"#Decimal","d":0.1,"s":"a\"é","t":"2024-03-26T09:39:50.7688641Z","ts":"1.00:00:00",
            "g@odata.type":"#Guid","g":"74be27de-1e4e-49d9-b579-fe0b331d3642","y":{"@odata.type":"#microsoft.graph.security.dynamicColumnValue","k":"v",
            "n":{"@odata.type":"#microsoft.graph.security.dynamicColumnValue","deep":true},"a@odata.type":"#Collection(String)","a":["x","{\"y\":1}"]}}]}
            """.ReplaceLineEndings(""),
            told.Body);
    }

    [Fact]
    public async Task nulls_have_graphs_shape_and_text_is_never_null()
    {
        var told = await desk.GraphAsync("print b = bool(null), l = long(null), t = datetime(null), y = dynamic(null), s = strcat('', '')");

        Assert.Equal("""[{"b":null,"l":null,"t":{},"y":{},"s":""}]""", told.Json.GetProperty("results").GetRawText());
    }

    [Theory]
    [InlineData("""["a", 1, {"b":[2]}, null]""", "String", """["a","1","{\"b\":[2]}",null]""")]
    [InlineData("[443, 22]", "Int64", "[443,22]")]
    [InlineData("[1, 0.5]", "Double", "[1,0.5]")]
    [InlineData("[]", "String", "[]")]
    public async Task a_collection_names_its_type_beside_it(string value, string type, string written)
    {
        var told = await desk.GraphAsync($"print y = dynamic({value})");

        Assert.Equal($$"""[{"y@odata.type":"#Collection({{type}})","y":{{written}}}]""", told.Json.GetProperty("results").GetRawText());
    }

    [Theory]
    [InlineData("real(nan)", "NaN")]
    [InlineData("real(+inf)", "INF")]
    [InlineData("real(-inf)", "-INF")]
    public async Task numbers_that_json_has_not_are_texts_as_in_odata(string value, string text) => Assert.Equal(text, (await desk.GraphAsync($"print {value}")).Cell);

    [Fact]
    public async Task a_result_without_rows_has_its_columns() => Assert.EndsWith(
        """{"name":"x","type":"Int64"}],"results":[]}""", (await desk.GraphAsync("range x from 1 to 3 step 1 | where x > 5")).Body, StringComparison.Ordinal);

    [Fact]
    public async Task how_a_chart_is_to_be_drawn_is_an_annotation_that_other_clients_pass_over()
    {
        var told = await desk.GraphAsync("print x = 1 | render columnchart with (title = 'By day')");

        Assert.Equal("""{"chart":"columnchart","title":"By day"}""", told.Json.GetProperty("@exposure.visualization").GetRawText());
        Assert.Single(told.Json.GetProperty("results").EnumerateArray());
    }

    [Theory]
    [InlineData(null, "2026-06-18T14:10:00", "9999-12-31T23:59:59.9999999")]
    [InlineData("P7D", "2026-07-11T14:10:00", "2026-07-18T14:10:00")]
    [InlineData("PT1H30M", "2026-07-18T12:40:00", "2026-07-18T14:10:00")]
    [InlineData("P2W", "2026-07-04T14:10:00", "2026-07-18T14:10:00")]
    [InlineData("2026-03-01", "2026-03-01T00:00:00", "2026-07-18T14:10:00")]
    [InlineData("2026-03-01T06:00:00+02:00", "2026-03-01T04:00:00", "2026-07-18T14:10:00")]
    [InlineData("2026-03-01T00:00:00Z/2026-03-02T00:00:00.5Z", "2026-03-01T00:00:00", "2026-03-02T00:00:00.5")]
    [InlineData("P30D/2026-03-02T00:00:00Z", "2026-01-31T00:00:00", "2026-03-02T00:00:00")]
    [InlineData("2026-03-01T00:00:00Z/P1D", "2026-03-01T00:00:00", "2026-03-02T00:00:00")]
    [InlineData("P9999Y", "0001-01-01T00:00:00", "2026-07-18T14:10:00")]
    public async Task a_span_of_time_is_read_in_every_form_of_iso_8601(string? timespan, string start, string end)
    {
        Assert.Equal(new DateTimeOffset(2026, 7, 18, 14, 10, 0, TimeSpan.Zero), App.Now);

        Assert.Equal(200, (await desk.GraphAsync("Fleet", timespan)).Status);

        Assert.Equal(new HuntingSpan(Instant(start), Instant(end)), desk.Fleet.Span);
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("P")]
    [InlineData("-P1D")]
    [InlineData("P1D/P1D")]
    [InlineData("2026-03-02/2026-03-01")]
    [InlineData("2026-03-02/")]
    [InlineData("a/b/c")]
    [InlineData("03/04/2026")]
    [InlineData("")]
    public async Task a_span_of_time_that_is_none_is_refused(string timespan)
    {
        var told = await desk.GraphAsync("Fleet", timespan);

        Assert.Equal((400, "BadRequest", "Timespan"), (told.Status, told.Error("code"), told.Error("target")));
    }

    [Fact]
    public async Task names_of_members_are_read_in_any_case() => Assert.Equal("1", (await desk.PostAsync("""{"query":"print 1","timespan":"P1D"}""")).Cell);

    [Theory]
    [InlineData("", "body")]
    [InlineData("[]", "body")]
    [InlineData("{\"Query\":\"print 1\"", "body")]
    [InlineData("{\"Query\":\"\\ud800\"}", "body")]
    [InlineData("{}", "Query")]
    [InlineData("{\"Query\":null}", "Query")]
    [InlineData("{\"Query\":5}", "Query")]
    [InlineData("{\"Query\":\" \\n \"}", "Query")]
    [InlineData("{\"Query\":\"print 1\",\"Quary\":\"\"}", "Quary")]
    [InlineData("{\"Query\":\"print 1\",\"Query\":\"print 2\"}", "body")]
    [InlineData("{\"Query\":\"print 1\",\"Timespan\":5}", "Timespan")]
    public async Task a_wrong_body_is_refused_by_the_member_that_is_wrong(string body, string target)
    {
        var told = await desk.PostAsync(body);

        Assert.Equal((400, "BadRequest", target), (told.Status, told.Error("code"), told.Error("target")));
    }

    [Fact]
    public async Task a_long_answer_is_written_in_portions()
    {
        var told = await desk.GraphAsync("range x from 1 to 100000 step 1 | extend s = strcat('row ', x)");

        Assert.Equal(100_000, told.Json.GetProperty("results").GetArrayLength());
        Assert.InRange(told.LongestWrite, 1, 256 * 1024);
    }

    [Fact]
    public async Task a_query_sees_the_tenant_that_asks() => Assert.Equal("fabrikam", (await desk.GraphAsync("Fleet", tenant: "fabrikam")).Cell);

    private static DateTime Instant(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
