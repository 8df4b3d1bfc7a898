using System.Text;
using System.Text.Json;
using ExposurePipeline.Functions.Http.Hunting;
using ExposurePipeline.Functions.Hunting.Kusto;
using ExposurePipeline.Tests.Functions.Flow;
using ExposurePipeline.Tests.Support.Fuzzing;
using Microsoft.AspNetCore.Http;
using Xunit;
using Xunit.Abstractions;

namespace ExposurePipeline.Tests.Functions.HuntingHttp;

/// <summary>Whatever a caller asks and a cluster answers: understood, or refused by name.</summary>
public sealed class HuntingFuzz(ITestOutputHelper output)
{
    private static readonly string[] Bodies =
    [
        """{"Query":"DeviceInfo | take 1","Timespan":"P30D/2026-03-01T00:00:00Z"}""", """{"query":"print \"a\"\n","timespan":"2026-03-01T00:00:00+01:00/PT36H"}""", """{"Query":"T"}""",
    ];

    private static readonly string[] Answers =
    [
        """[{"FrameType":"DataSetHeader","IsProgressive":true,"Version":"v2.0"},{"FrameType":"DataTable","TableId":0,"TableKind":"QueryProperties","Columns":[],"Rows":[[1,"Visualization","{\"Visualization\":\"piechart\"}"]]},{"FrameType":"TableHeader","TableId":1,"TableKind":"PrimaryResult","Columns":[{"ColumnName":"n","ColumnType":"long"},{"ColumnName":"y","ColumnType":"dynamic"},{"ColumnName":"t","ColumnType":"datetime"},{"ColumnName":"ts","ColumnType":"timespan"},{"ColumnName":"d","ColumnType":"decimal"},{"ColumnName":"b","ColumnType":"bool"}]},{"FrameType":"TableFragment","TableId":1,"TableFragmentType":"DataAppend","Rows":[[1,"{\"k\":[1]}","2026-03-01T00:00:00Z","1.00:00:00","0.1",true],[null,{"a":{}},null,null,null,0],{"OneApiErrors":[{"error":{"code":"LimitsExceeded","@message":"m [line:position=1:2]","innererror":{"message":"x"}}}]}]},{"FrameType":"TableCompletion","TableId":1,"RowCount":2},{"FrameType":"DataSetCompletion","HasErrors":false,"Cancelled":false}]""",
        """{"Tables":[{"TableName":"Table_0","Columns":[{"ColumnName":"b","DataType":"SByte"},{"ColumnName":"g","DataType":"Guid"},{"ColumnName":"r","DataType":"Double"}],"Rows":[[1,"74be27de-1e4e-49d9-b579-fe0b331d3642","NaN"]]},{"Columns":[{"ColumnName":"Severity"},{"ColumnName":"StatusDescription"}],"Rows":[[4,"ok"]]},{"Columns":[{"ColumnName":"Ordinal"},{"ColumnName":"Kind"},{"ColumnName":"Name"}],"Rows":[[0,"QueryResult","PrimaryResult"],[1,"QueryStatus","QueryStatus"]]}]}""",
    ];

    [Fact]
    public void a_body_of_any_shape_is_a_query_or_refused()
    {
        var (graph, defender) = (new HuntingQuestion(HuntingFormat.Graph, App.Now.UtcDateTime), new HuntingQuestion(HuntingFormat.Defender, App.Now.UtcDateTime));
        var mutation = Of(Bodies, "\"Query\":", "\"Timespan\":\"P1D\"", "P9999999999Y", "PT", "P1W", "/", "9999-12-31T23:59:59Z", "0001-01-01");
        new FuzzRun("body of a query", output).Each(10_000, random =>
        {
            var (question, body) = (random.Next(2) == 0 ? graph : defender, mutation.Any(random));
            var (query, error) = question.ReadAsync(new DefaultHttpContext { Request = { Body = new MemoryStream(body) } }.Request, default).GetAwaiter().GetResult();
            Assert.True(query is null ? error is { Status: 400 or 413, Message.Length: > 0 } : error is null && query.Span!.Start <= query.Span.End && query.Text.Length > 0);
            return error is null;
        });
    }

    [Fact]
    public void an_answer_of_any_shape_is_a_result_an_error_or_none_at_all()
    {
        var mutation = Of(Answers, "\"Rows\":[[", "\"ColumnType\":\"long\"", "\"FrameType\":\"TableFragment\"", "\"TableKind\":\"PrimaryResult\"", "\"OneApiErrors\":", "\"innererror\":{", "[line:position=99999999999:0]", "null", "-1", "1e999");
        new FuzzRun("answer of a cluster", output).Each(10_000, random =>
        {
            try
            {
                var answer = KustoAnswerReader.ReadAsync(new MemoryStream(mutation.Any(random)), 100, default).GetAwaiter().GetResult();
                Assert.True(answer.Result is null ^ answer.Error is null);
                Assert.True(answer.Error is null || answer.Error.Diagnostics is [{ Line: > 0, Column: > 0 }]);
                return true;
            }
            catch (JsonException)
            {
                return false;
            }
        });
    }

    private static Mutation Of(string[] seeds, params string[] names) => new([.. seeds.Select(Encoding.UTF8.GetBytes)], [.. Scraps.Any, .. names]);
}
