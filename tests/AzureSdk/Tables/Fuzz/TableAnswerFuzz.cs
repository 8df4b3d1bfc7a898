using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure;
using Azure.Data.Tables;
using ExposurePipeline.Tests.Support.Fuzzing;
using Xunit;
using Xunit.Abstractions;

namespace ExposurePipeline.Tests.AzureSdk.Tables.Fuzz;

/// <summary>Whatever a table service, a proxy or a cut line answers: what was asked for, or <see cref="RequestFailedException"/>; and never a success that was none.</summary>
public sealed partial class TableAnswerFuzz(ITestOutputHelper output)
{
    private const int Usual = 20_000;
    private const string Boundary = "batchresponse_1";

    private static readonly string[] Names = ["\"value\"", "\"odata.error\"", "@odata.type", "Edm.Int64", "Edm.DateTime", "Edm.Binary", "Edm.Guid", "Edm.Double", "INF", "PartitionKey", "Timestamp", "--batchresponse_1--", "--changesetresponse_2", "HTTP/1.1 204 No Content\r\n", "HTTP/1.1 302 Found\r\n", "Content-Type: multipart/mixed; boundary=changesetresponse_2\r\n\r\n"];

    private const string Entity = """{"odata.etag":"W/\"datetime'2026'\"","PartitionKey":"p","RowKey":"r","Timestamp":"2026-07-18T14:10:00.5Z","n@odata.type":"Edm.Int64","n":"9007199254740993","d":1.5,"b@odata.type":"Edm.Binary","b":"AAEC","g@odata.type":"Edm.Guid","g":"6f1b0c4e-2a37-4d8e-9c55-0d3e1f2a4b6c","t@odata.type":"Edm.DateTime","t":"2026-07-18T14:10:00Z","f":true,"x":null}""";

    private static readonly string Changes = "--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_2\r\n\r\n"
        + string.Concat(Enumerable.Repeat("--changesetresponse_2\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 204 No Content\r\nETag: W/\"1\"\r\n\r\n\r\n", 2))
        + "--changesetresponse_2--\r\n--batchresponse_1--\r\n";

    private static readonly string Refused = "--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_2\r\n\r\n--changesetresponse_2\r\nContent-Type: application/http\r\n\r\n"
        + "HTTP/1.1 412 Precondition Failed\r\nContent-Type: application/json\r\n\r\n{\"odata.error\":{\"code\":\"UpdateConditionNotSatisfied\",\"message\":{\"lang\":\"en\",\"value\":\"1:no\"}}}\r\n--changesetresponse_2--\r\n--batchresponse_1--\r\n";

    private static readonly TableTransactionAction[] Two = [new(TableTransactionActionType.UpsertReplace, new TableEntity("p", "1")), new(TableTransactionActionType.UpsertReplace, new TableEntity("p", "2"))];

    private readonly CannedAnswers answers = new();

    [Fact]
    public void a_page_of_entities_is_whole_or_a_failed_request() => Feed("table query", [$$"""{"odata.metadata":"m","value":[{{Entity}},{{Entity}}]}""", """{"value":[]}"""], 200, table =>
    {
        var rows = Wait(table.QueryAsync<TableEntity>("PartitionKey eq 'p'").ToListAsync().AsTask());
        using var document = JsonDocument.Parse(answers.Body);
        Assert.Equal(document.RootElement.EnumerateObject().Last(static member => member.NameEquals("value")).Value.GetArrayLength(), rows.Count);
    });

    [Fact]
    public void an_entity_is_whole_or_a_failed_request() => Feed("table entity", [Entity], 200, table =>
    {
        var row = Wait(table.GetEntityIfExistsAsync<TableEntity>("p", "r"));
        using var document = JsonDocument.Parse(answers.Body);
        Assert.Equal(document.RootElement.TryGetProperty("RowKey", out var key) ? key.GetString() : null, row.Value!.RowKey);
    });

    [Fact]
    public void a_transaction_succeeded_only_where_every_action_did() => Feed("table transaction", [Changes, Refused], 202, table =>
    {
        Assert.Equal(2, Wait(table.SubmitTransactionAsync(Two)).Value.Count);
        Assert.True(Success().Count(Encoding.UTF8.GetString(answers.Body)) >= 2, Encoding.UTF8.GetString(answers.Body));
    });

    [Fact]
    public void an_error_of_any_shape_is_a_failed_request() => Feed("table error", ["""{"odata.error":{"code":"TableNotFound","message":{"lang":"en-US","value":"0:The table specified does not exist.\nRequestId:x"}}}""", "<html>gateway</html>"], 503, table =>
        Wait(table.UpsertEntityAsync(new TableEntity("p", "r"))));

    [GeneratedRegex(@"HTTP/[^\n]* 2\d\d")]
    private static partial Regex Success();

    private void Feed(string target, string[] seeds, int status, Action<TableClient> ask)
    {
        var mutation = new Mutation([.. seeds.Select(Encoding.UTF8.GetBytes)], [.. Scraps.Any, .. Names]);
        var options = new TableClientOptions { Transport = answers, Retry = { MaxRetries = 0 } };
        var table = new TableServiceClient("AccountName=a;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:1/a", options).GetTableClient("t");
        (answers.Status, answers.ContentType) = (status, status == 202 ? $"multipart/mixed; boundary={Boundary}" : "application/json");
        new FuzzRun(target, output).Each(Usual, random =>
        {
            answers.Body = mutation.Any(random);
            try
            {
                ask(table);
                return true;
            }
            catch (RequestFailedException)
            {
                return false;
            }
        });
    }

    // Nothing waits: the answer is in memory.
    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
