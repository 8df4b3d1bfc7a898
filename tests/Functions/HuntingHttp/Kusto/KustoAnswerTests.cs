using System.Globalization;
using ExposurePipeline.Functions.Hunting;
using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Values;
using Xunit;

namespace ExposurePipeline.Tests.Functions.HuntingHttp.Kusto;

/// <summary>What becomes of a cluster's answers, in the shapes that Microsoft documents.</summary>
public sealed class KustoAnswerTests
{
    private const string Columns = """[{"ColumnName":"n","ColumnType":"long"},{"ColumnName":"s","ColumnType":"string"}]""";
    private const string Header = """{"FrameType":"DataSetHeader","IsProgressive":false,"Version":"v2.0"}""";
    private const string End = """{"FrameType":"DataSetCompletion","HasErrors":false,"Cancelled":false}""";

    [Fact]
    public async Task a_whole_table_is_read_by_its_types()
    {
        var answer = await AnswerAsync($$"""
            [{{Header}},
             {"FrameType":"DataTable","TableId":0,"TableKind":"QueryProperties","TableName":"@ExtendedProperties","Columns":[{"ColumnName":"TableId","ColumnType":"int"},{"ColumnName":"Key","ColumnType":"string"},{"ColumnName":"Value","ColumnType":"dynamic"}],
              "Rows":[[1,"Visualization","{\"Visualization\":\"columnchart\",\"Title\":\"By day\",\"XColumn\":null}"]]},
             {"FrameType":"DataTable","TableId":1,"TableKind":"PrimaryResult","TableName":"PrimaryResult","Columns":[
               {"ColumnName":"b","ColumnType":"bool"},{"ColumnName":"i","ColumnType":"int"},{"ColumnName":"l","ColumnType":"long"},{"ColumnName":"r","ColumnType":"real"},{"ColumnName":"d","ColumnType":"decimal"},
               {"ColumnName":"s","ColumnType":"string"},{"ColumnName":"t","ColumnType":"datetime"},{"ColumnName":"ts","ColumnType":"timespan"},{"ColumnName":"g","ColumnType":"guid"},{"ColumnName":"y","ColumnType":"dynamic"}],
              "Rows":[[true,5,9223372036854775807,1.5,"0.1","a","2024-03-26T09:39:50.7688641Z","1.00:00:00.0000001","74be27de-1e4e-49d9-b579-fe0b331d3642",{"k":[1,"x",null]}],
                      [null,null,null,"NaN",null,"",null,null,null,null],
                      [false,-5,0,"-Infinity","12","b","2024-03-26","-00:00:01","74be27de-1e4e-49d9-b579-fe0b331d3642","{\"k\":1.5}"]]},
             {"FrameType":"DataTable","TableId":2,"TableKind":"QueryCompletionInformation","TableName":"QueryCompletionInformation","Columns":[],"Rows":[]},
             {{End}}]
            """);

        Assert.Equal(
            """
            True|5|9223372036854775807|1.5|0.1|a|2024-03-26T09:39:50.7688641|1.00:00:00.0000001|74be27de-1e4e-49d9-b579-fe0b331d3642|{"k":[1,"x",null]}
            null|null|null|NaN|null||null|null|null|null
            False|-5|0|-Infinity|12|b|2024-03-26T00:00:00.0000000|-00:00:01|74be27de-1e4e-49d9-b579-fe0b331d3642|{"k":1.5}
            """,
            Rows(answer));
        Assert.Equal([ScalarType.Bool, ScalarType.Int, ScalarType.Long, ScalarType.Real, ScalarType.Decimal, ScalarType.String, ScalarType.DateTime, ScalarType.TimeSpan, ScalarType.Guid, ScalarType.Dynamic], answer.Result!.Schema.Columns.Select(static column => column.Type));
        Assert.Equal(("columnchart", "By day"), (answer.Result.Visualization!.Chart, answer.Result.Visualization.Properties["title"]));
    }

    [Fact]
    public async Task fragments_are_put_together_and_better_rows_replace_the_first_ones()
    {
        var answer = await AnswerAsync($$"""
            [{"FrameType":"DataSetHeader","IsProgressive":true,"Version":"v2.0"},
             {"FrameType":"TableHeader","TableId":1,"TableKind":"PrimaryResult","TableName":"PrimaryResult","Columns":{{Columns}}},
             {"FrameType":"TableFragment","TableId":1,"FieldCount":2,"TableFragmentType":"DataAppend","Rows":[[1,"early"]]},
             {"FrameType":"TableProgress","TableId":1,"TableProgress":23.4},
             {"FrameType":"TableFragment","TableId":1,"FieldCount":2,"TableFragmentType":"DataReplace","Rows":[[2,"a"],[3,"b"]]},
             {"FrameType":"TableFragment","TableId":7,"FieldCount":2,"TableFragmentType":"DataAppend","Rows":[[9,"of another table"]]},
             {"FrameType":"TableFragment","TableId":1,"FieldCount":2,"TableFragmentType":"DataAppend","Rows":[[4,"c"]]},
             {"FrameType":"TableCompletion","TableId":1,"RowCount":3},
             {{End}}]
            """);

        Assert.Equal("2|a\n3|b\n4|c", Rows(answer));
    }

    [Fact]
    public async Task the_first_version_of_the_protocol_is_read_too()
    {
        var answer = await AnswerAsync("""
            {"Tables":[
             {"TableName":"Table_0","Columns":[{"ColumnName":"b","DataType":"SByte"},{"ColumnName":"n","DataType":"Int64","ColumnType":"long"},{"ColumnName":"y","DataType":"System.Object"}],"Rows":[[1,2,"[1]"],[0,null,null]]},
             {"TableName":"Table_1","Columns":[{"ColumnName":"Value","DataType":"String"}],"Rows":[["{}"]]},
             {"TableName":"Table_2","Columns":[{"ColumnName":"Severity","DataType":"Int32"},{"ColumnName":"StatusDescription","DataType":"String"}],"Rows":[[4,"Query completed successfully"]]},
             {"TableName":"Table_3","Columns":[{"ColumnName":"Ordinal","DataType":"Int64"},{"ColumnName":"Kind","DataType":"String"},{"ColumnName":"Name","DataType":"String"}],
              "Rows":[[0,"QueryResult","PrimaryResult"],[1,"QueryProperties","@ExtendedProperties"],[2,"QueryStatus","QueryStatus"]]}]}
            """);

        Assert.Equal("True|2|[1]\nFalse|null|null", Rows(answer));
    }

    [Theory] // The first three are how a failure is told that began after the answer had.
    [InlineData("""{"FrameType":"DataTable","TableId":1,"TableKind":"PrimaryResult","Columns":[{"ColumnName":"n","ColumnType":"long"}],"Rows":[[1],{"OneApiErrors":[{"error":{"code":"LimitsExceeded","message":"Request is invalid","@message":"Query result set has exceeded the internal record count limit 100 (E_QUERY_RESULT_SET_TOO_LARGE)."}}]}]}""", HuntingErrorKind.Budget, "record count limit")]
    [InlineData("""{"FrameType":"DataSetCompletion","HasErrors":true,"Cancelled":false,"OneApiErrors":[{"error":{"code":"LimitsExceeded","message":"outer","innererror":{"message":"E_RUNAWAY_QUERY, (0x80DA0001): lacks memory"}}}]}""", HuntingErrorKind.Budget, "lacks memory")]
    [InlineData("""{"FrameType":"TableCompletion","TableId":1,"RowCount":0,"OneApiErrors":[{"error":{"code":"BadRequest","message":"m","@message":"overflow"}}]}""", HuntingErrorKind.Semantic, "overflow")]
    [InlineData("""{"FrameType":"DataSetCompletion","HasErrors":true,"Cancelled":false}""", HuntingErrorKind.Budget, "not answer the query to its end")]
    [InlineData("""{"FrameType":"DataSetCompletion","HasErrors":false,"Cancelled":true}""", HuntingErrorKind.Cancelled, "cancelled")]
    public async Task a_failure_inside_of_an_answer_is_no_result(string frame, HuntingErrorKind kind, string words)
    {
        var answer = await AnswerAsync($$"""[{{Header}},{"FrameType":"TableHeader","TableId":5,"TableKind":"Other","Columns":[]},{{frame}},{{End}}]""");

        Assert.Equal(kind, answer.Error!.Kind);
        Assert.Contains(words, answer.Error.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_failed_status_of_the_first_version_is_no_result()
    {
        var answer = await AnswerAsync("""
            {"Tables":[{"Columns":[{"ColumnName":"n","DataType":"Int64"}],"Rows":[[1]]},{"Columns":[{"ColumnName":"Severity","DataType":"Int32"},{"ColumnName":"StatusDescription","DataType":"String"}],"Rows":[[2,"exceeded"]]},
             {"Columns":[{"ColumnName":"Ordinal","DataType":"Int64"},{"ColumnName":"Kind","DataType":"String"},{"ColumnName":"Name","DataType":"String"}],"Rows":[[0,"QueryResult","PrimaryResult"],[1,"QueryStatus","QueryStatus"]]}]}
            """);

        Assert.Equal((HuntingErrorKind.Budget, "exceeded"), (answer.Error!.Kind, answer.Error.Diagnostics[0].Message));
    }

    [Fact]
    public async Task more_rows_than_an_answer_may_have_are_an_error()
    {
        await using var cluster = await ClusterDouble.StartAsync(new ClusterReply($$"""[{{Header}},{"FrameType":"DataTable","TableId":1,"TableKind":"PrimaryResult","Columns":{{Columns}},"Rows":[[1,"a"],[2,"b"]]},{{End}}]"""));

        Assert.Equal(2, (await cluster.AskAsync(maxRows: 2)).Result!.RowCount);
        Assert.Equal(HuntingErrorKind.Budget, (await cluster.AskAsync(maxRows: 1)).Error!.Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[" + Header + "]")]
    [InlineData("[" + Header + "," + End + "]")]
    [InlineData("[" + Header + """,{"FrameType":"DataTable","TableId":1,"TableKind":"PrimaryResult","Columns":[{"ColumnName":"n","ColumnType":"long"}],"Rows":[[1],[2""")]
    [InlineData("[" + Header + """,{"FrameType":"DataTable","TableId":1,"TableKind":"PrimaryResult","Columns":[{"ColumnName":"n","ColumnType":"long"}],"Rows":[["x"]]},""" + End + "]")]
    [InlineData("[" + Header + """,{"FrameType":"DataTable","TableId":1,"TableKind":"PrimaryResult","Columns":[{"ColumnName":"n","ColumnType":"long"}],"Rows":[[1,2]]},""" + End + "]")]
    [InlineData("[" + Header + """,{"FrameType":"DataTable","TableId":1,"TableKind":"PrimaryResult","Columns":[{"ColumnName":"n","ColumnType":"blob"}],"Rows":[]},""" + End + "]")]
    [InlineData("[" + Header + """,{"FrameType":"DataTable","TableId":1,"TableKind":"PrimaryResult"},""" + End + "]")]
    public async Task an_answer_that_is_cut_off_or_none_is_never_taken_for_a_result(string body) =>
        await Assert.ThrowsAsync<HuntingUnavailableException>(() => AnswerAsync(body));

    private static async Task<HuntingAnswer> AnswerAsync(string body)
    {
        await using var cluster = await ClusterDouble.StartAsync(new ClusterReply(body));
        return await cluster.AskAsync();
    }

    private static string Rows(HuntingAnswer answer) => string.Join('\n', answer.Result!.Batches.SelectMany(static batch =>
        Enumerable.Range(0, batch.Length).Select(row => string.Join('|', Enumerable.Range(0, batch.Width).Select(column => Text(batch[column].Boxed(row)))))));

    private static string Text(object? value) => value switch
    {
        null => "null",
        DateTime instant => instant.ToString("yyyy-MM-ddTHH:mm:ss.fffffff", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
