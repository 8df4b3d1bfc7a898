using System.Text.Json;
using ExposurePipeline.Functions.Http.Hunting;
using ExposurePipeline.Hunting;
using Xunit;

namespace ExposurePipeline.Tests.Functions.HuntingHttp;

/// <summary>Queries as clients of Defender's own API ask them.</summary>
public sealed class DefenderShapeTests
{
    private readonly Desk desk = new();

    [Fact]
    public async Task rows_are_answered_under_defenders_names_without_annotations()
    {
        var told = await desk.DefenderAsync("print b = true, l = 2, t = datetime(2024-03-26), n = datetime(null), y = dynamic({\"a\":[1,{\"b\":null}]})");

        Assert.Equal(
            """
            {"Schema":[{"Name":"b","Type":"SByte"},{"Name":"l","Type":"Int64"},{"Name":"t","Type":"DateTime"},{"Name":"n","Type":"DateTime"},{"Name":"y","Type":"Object"}],
            "Results":[{"b":1,"l":2,"t":"2024-03-26T00:00:00Z","n":null,"y":{"a":[1,{"b":null}]}}]}
            """.ReplaceLineEndings(""),
            told.Body);
    }

    [Theory]
    [InlineData("{\"query\":\"print 1\"}", "InvalidRequestBody", "query")] // names are case-sensitive there
    [InlineData("{\"Query\":\"print 1\",\"Timespan\":\"P1D\"}", "InvalidRequestBody", "Timespan")]
    [InlineData("{", "InvalidRequestBody", "body")]
    [InlineData("{\"Query\":\"print y\"}", "BadRequest", "Query:1:7")]
    public async Task what_is_wrong_has_defenders_codes(string body, string code, string target)
    {
        var told = await desk.PostDefenderAsync(body);

        Assert.Equal((400, code, target), (told.Status, told.Error("code"), told.Error("target")));
    }

    [Fact]
    public async Task an_answer_beyond_the_limit_is_not_begun()
    {
        var result = HuntingEngine.Run("range x from 1 to 100000 step 1", HuntingSources.None, new(TimeProvider.System, 100_000)).Result!;
        var length = await new HuntingBody(HuntingFormat.Defender, result).WriteAsync(Stream.Null, default);

        Assert.True(await new HuntingBody(HuntingFormat.Defender with { MaxBytes = length }, result).FitsAsync(default));
        Assert.False(await new HuntingBody(HuntingFormat.Defender with { MaxBytes = length - 1 }, result).FitsAsync(default));
        Assert.InRange(await new HuntingBody(HuntingFormat.Defender with { MaxBytes = 1000 }, result).WriteAsync(Stream.Null, default), 1001, 200_000);
    }

    [Fact]
    public async Task more_than_124_megabytes_are_refused_in_defenders_words()
    {
        var told = await desk.DefenderAsync("range x from 1 to 100000 step 1 | extend s = strcat_array(repeat('0123456789', 135), '')");

        Assert.Equal((400, "BadRequest"), (told.Status, told.Error("code")));
        Assert.StartsWith("Query execution has exceeded the allowed result size. Optimize your query by limiting the number of results and try again", told.Error("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task both_apis_answer_the_same_rows()
    {
        const string Query = "datatable(a: string, n: long) ['x', 1, 'y', 2] | order by n desc";

        var (graph, defender) = (await desk.GraphAsync(Query), await desk.DefenderAsync(Query));

        Assert.Equal(Cells(graph.Json.GetProperty("results")), Cells(defender.Json.GetProperty("Results")));
    }

    private static IEnumerable<string> Cells(JsonElement rows) =>
        rows.EnumerateArray().SelectMany(row => row.EnumerateObject().Where(cell => !cell.Name.Contains('@')).Select(cell => $"{cell.Name}={cell.Value}"));
}
