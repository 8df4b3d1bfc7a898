using System.Text.Json;
using ExposurePipeline.Local.Commands;
using Xunit;

namespace ExposurePipeline.Tests.Local.Commands;

/// <summary>What <c>query</c> shows of an answer, and of a refusal.</summary>
public sealed class QueryTests
{
    private const string Answer = """
        {"@odata.context":"x","@exposure.visualization":{"chart":"piechart"},
         "schema":[{"name":"b","type":"SByte"},{"name":"t","type":"DateTime"},{"name":"s","type":"String"},{"name":"y","type":"Object"},{"name":"c","type":"Object"}],
         "results":[
          {"b@odata.type":"#SByte","b":1,"t":"2026-03-01T00:00:00Z","s":"a, \"b\"\nc","y":{"@odata.type":"#microsoft.graph.security.dynamicColumnValue","k":{"@odata.type":"#microsoft.graph.security.dynamicColumnValue"},"n@odata.type":"#Int64","n":1},"c@odata.type":"#Collection(String)","c":["x","{\"k\":[1]}","{no"]},
          {"b":null,"t":{},"s":"","y":{}}]}
        """;

    private static QueryRows Rows => new(JsonElement.Parse(Answer));

    [Fact]
    public void json_has_the_values_of_the_query_and_nothing_of_the_wire() => Assert.Equal(
        [
            """{"b":true,"t":"2026-03-01T00:00:00Z","s":"a, \"b\"\nc","y":{"k":{},"n":1},"c":["x",{"k":[1]},"{no"]}""",
            """{"b":null,"t":null,"s":"","y":null,"c":null}""",
        ],
        Rows.ToJson());

    [Fact]
    public void csv_has_a_header_and_quotes_what_it_must()
    {
        using var output = new StringWriter();

        Rows.WriteCsv(output);

        Assert.Equal(
            "b,t,s,y,c\ntrue,2026-03-01T00:00:00Z,\"a, \"\"b\"\"\nc\",\"{\"\"k\"\":{},\"\"n\"\":1}\",\"[\"\"x\"\",{\"\"k\"\":[1]},\"\"{no\"\"]\"\n,,,,\n",
            output.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void the_table_says_how_many_rows_there_are_and_how_they_want_to_be_drawn()
    {
        var table = Rows.ToTable();

        Assert.Equal(("2 row(s), to be drawn as piechart", 5, 2), (table.Title!.Text, table.Columns.Count, table.Rows.Count));
    }

    [Fact]
    public void every_fault_is_shown_below_its_place()
    {
        var error = JsonElement.Parse("""{"code":"BadRequest","message":"m","details":[{"target":"Query:2:9","message":"'Tenent' names no column"},{"target":"Query:1:1","message":"and this"}]}""");

        Assert.Equal(
            ["|\twhere Tenent == 1".Replace('\t', ' '), "        ^", "2:9: 'Tenent' names no column", "Fleet", "^", "1:1: and this"],
            QueryError.Read(error, "Fleet\r\n|\twhere Tenent == 1"));
    }

    [Theory]
    [InlineData("""{"code":"TooManyRequests","message":"m"}""")]
    [InlineData("""{"code":"BadRequest","message":"m","details":[{"target":"Query","message":"too many rows"}]}""")]
    [InlineData("""{"code":"BadRequest","message":"m","details":[{"target":"Query:9:1","message":"beyond the text"}]}""")]
    [InlineData("[]")]
    public void a_fault_without_a_place_in_the_query_is_left_to_the_one_line_of_all_commands(string error) =>
        Assert.Empty(QueryError.Read(JsonElement.Parse(error), "Fleet"));

    [Fact]
    public void a_file_may_stand_for_the_query()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "\uFEFFDeviceInfo\n| take 1");

            Assert.Equal(("DeviceInfo\n| take 1", "print 1"), (QueryText.Of(file), QueryText.Of("print 1")));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
