using System.Text;
using Azure;
using Azure.Data.Tables;
using ExposurePipeline.Tests.AzureSdk.Tables.Fuzz;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Tables;

/// <summary>Answers that say success and are none. Fuzzing found each of them taken for an empty table, or thrown as another exception.</summary>
public sealed class FalseAnswers
{
    private static readonly TableTransactionAction[] One = [new(TableTransactionActionType.UpsertReplace, new TableEntity("p", "r"))];

    private readonly CannedAnswers answers = new();
    private readonly TableClient table;

    public FalseAnswers() => table = new TableServiceClient(
        "AccountName=a;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:1/a", new TableClientOptions { Transport = answers, Retry = { MaxRetries = 0 } }).GetTableClient("t");

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"a page of a proxy\"")]
    [InlineData("{}")] // no list: not the same as an empty one
    [InlineData("""{"value":null}""")]
    [InlineData("""{"value":{}}""")]
    [InlineData("""{"value":[1]}""")]
    [InlineData("""{"value":[{"RowKey":"r"}""")] // cut off behind an entity
    [InlineData("""{"value":[]} x""")]
    [InlineData("""{"value":[{"RowKey":5}]}""")] // a key that is no text
    [InlineData("""{"value":[{"n@odata.type":5,"n":"1"}]}""")]
    [InlineData("""{"value":[{"n@odata.type":"Edm.Int64","n":"99999999999999999999"}]}""")]
    [InlineData("""{"value":[{"n@odata.type":"Edm.Binary","n":"*"}]}""")]
    public async Task a_query_that_was_not_answered_failed(string body)
    {
        answers.Body = Encoding.UTF8.GetBytes(body);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(async () => await table.QueryAsync<TableEntity>().ToListAsync());

        Assert.Contains("says 200 but its body", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 302 Found")] // neither success nor failure
    [InlineData("HTTP/1.1 100 Continue")]
    [InlineData("HTTPS 204 No Content")] // no status line
    [InlineData("HTTP/1.1 204 No Content\r\n: 5")] // a header without a name
    public async Task an_action_that_was_not_answered_with_success_failed(string status)
    {
        Script($"--c\r\nContent-Type: application/http\r\n\r\n{status}\r\n\r\n\r\n");

        await Assert.ThrowsAsync<RequestFailedException>(() => table.SubmitTransactionAsync(One));
    }

    [Fact]
    public async Task parts_within_parts_without_end_do_not_exhaust_the_stack()
    {
        var levels = Enumerable.Range(0, 20_000).ToArray();
        Script(string.Concat(levels.Select(static n => $"--c{(n == 0 ? "" : n)}\r\nContent-Type: multipart/mixed; boundary=c{n + 1}\r\n\r\n")) + string.Concat(levels.Reverse().Select(static n => $"--c{n + 1}--\r\n")));

        await Assert.ThrowsAsync<RequestFailedException>(() => table.SubmitTransactionAsync(One));
    }

    private void Script(string parts)
    {
        (answers.Status, answers.ContentType) = (202, "multipart/mixed; boundary=b");
        answers.Body = Encoding.UTF8.GetBytes($"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n{parts}--c--\r\n--b--\r\n");
    }
}
