using System.Text.RegularExpressions;
using Azure;
using Azure.Data.Tables;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Tables;

/// <summary>The wire form of transactions, sent and answered.</summary>
public sealed partial class TransactionProtocol
{
    private const string Boundary = "Content-Type: multipart/mixed; boundary=batchresponse_1";

    private static readonly TableTransactionAction[] Two =
    [
        new(TableTransactionActionType.UpdateReplace, new TableEntity("p", "r1") { ["v"] = 1L }, new ETag("W/\"1\"")),
        new(TableTransactionActionType.Add, new TableEntity("p", "r'2")),
    ];

    [Fact]
    public async Task a_refusal_names_code_and_action()
    {
        await using var server = new ScriptedServer(Answer(
            Part(412, Protocol.Error("UpdateConditionNotSatisfied", @"1:The update condition specified in the request was not satisfied.\nRequestId:x"))));

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Protocol.Client(server).SubmitTransactionAsync(Two));

        Assert.Equal((412, "UpdateConditionNotSatisfied", 1), (failure.Status, failure.ErrorCode, failure.FailedTransactionActionIndex));
    }

    [Theory]
    [InlineData("no number in front: nor here")]
    [InlineData("")]
    public async Task a_refusal_that_names_no_action_has_no_index(string message)
    {
        await using var server = new ScriptedServer(Answer(Part(400, Protocol.Error("InvalidInput", message))));

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Protocol.Client(server).SubmitTransactionAsync(Two));

        Assert.Equal((400, "InvalidInput", null), (failure.Status, failure.ErrorCode, failure.FailedTransactionActionIndex));
    }

    [Fact]
    public async Task a_request_refused_as_a_whole_has_no_parts()
    {
        await using var server = new ScriptedServer(ScriptedServer.Reply(413, Protocol.Error("RequestBodyTooLarge", "too large")));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => Protocol.Client(server).SubmitTransactionAsync(Two));

        Assert.Equal((413, "RequestBodyTooLarge"), (failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task each_action_has_its_answer()
    {
        await using var server = new ScriptedServer(Answer(Part(204, "", "ETag: W/\"2\""), Part(204, "", "ETag: W/\"3\"")));

        var answer = await Protocol.Client(server).SubmitTransactionAsync(Two);

        Assert.Equal(["W/\"2\"", "W/\"3\""], answer.Value.Select(response => response.Headers.ETag.ToString()));
    }

    [Fact]
    public async Task an_answer_that_ends_early_is_never_taken_for_success()
    {
        var body = Multipart(Part(204, ""), Part(204, ""));
        for (var length = 0; length < body.Length - "--\r\n".Length; length += 7)
        {
            await using var server = new ScriptedServer(ScriptedServer.Reply(202, body[..length], Boundary));

            await Assert.ThrowsAsync<RequestFailedException>(() => Protocol.Client(server).SubmitTransactionAsync(Two));
        }
    }

    [Fact]
    public async Task fewer_answers_than_actions_are_never_taken_for_success()
    {
        await using var server = new ScriptedServer(Answer(Part(204, "")));

        await Assert.ThrowsAsync<RequestFailedException>(() => Protocol.Client(server).SubmitTransactionAsync(Two));
    }

    [Fact]
    public async Task the_request_has_the_documented_form()
    {
        await using var server = new ScriptedServer(Answer(Part(204, ""), Part(204, "")));

        await Protocol.Client(server).SubmitTransactionAsync(Two);

        var request = server.Requests[0];
        Assert.StartsWith("POST /acct/$batch HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Equal("multipart/mixed; boundary=batch_*", Anonymous(Protocol.Header(request, "Content-Type")));
        Assert.Equal(
            $$"""
            --batch_*
            Content-Type: multipart/mixed; boundary=changeset_*

            --changeset_*
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            PUT http://{{server.Authority}}/acct/t(PartitionKey='p',RowKey='r1') HTTP/1.1
            Accept: application/json;odata=minimalmetadata
            DataServiceVersion: 3.0
            MaxDataServiceVersion: 3.0;NetFx
            Content-Type: application/json
            If-Match: W/"1"

            {"PartitionKey":"p","RowKey":"r1","v@odata.type":"Edm.Int64","v":"1"}
            --changeset_*
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            POST http://{{server.Authority}}/acct/t HTTP/1.1
            Accept: application/json;odata=minimalmetadata
            DataServiceVersion: 3.0
            MaxDataServiceVersion: 3.0;NetFx
            Content-Type: application/json
            Prefer: return-no-content

            {"PartitionKey":"p","RowKey":"r'2"}
            --changeset_*--
            --batch_*--

            """.ReplaceLineEndings("\r\n"), Anonymous(Protocol.Body(request)));
    }

    private static string Answer(params string[] parts) => ScriptedServer.Reply(202, Multipart(parts), Boundary);

    private static string Multipart(params string[] parts) =>
        $"--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_1\r\n\r\n{string.Concat(parts)}--changesetresponse_1--\r\n--batchresponse_1--\r\n";

    private static string Part(int status, string body, string header = "Cache-Control: no-cache") =>
        $"--changesetresponse_1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 {status} Scripted\r\n{header}\r\nContent-Type: application/json\r\n\r\n{body}\r\n";

    private static string Anonymous(string text) => Identifier().Replace(text, "_*");

    [GeneratedRegex("_[0-9a-f-]{36}")]
    private static partial Regex Identifier();
}
