using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Tables;

/// <summary>What the service may do and Azurite does not.</summary>
public sealed class Protocol
{
    private const string AccountKey = "a2V5IG9mIGEgdGVzdCBhY2NvdW50";
    private const string OneRow = """{"odata.metadata":"m","value":[{"odata.etag":"W/\"1\"","PartitionKey":"p","RowKey":"r","n":1}]}""";
    private const string NoRows = """{"value":[]}""";

    [Fact]
    public async Task a_page_without_rows_but_with_a_token_is_not_the_end()
    {
        await using var server = new ScriptedServer(
            ScriptedServer.Reply(200, NoRows, "x-ms-continuation-NextPartitionKey: 1!8!cA--"), // NextRowKey may be missing
            ScriptedServer.Reply(200, NoRows, "x-ms-continuation-NextPartitionKey: 1!8!cA--", "x-ms-continuation-NextRowKey: 1!4!cg=="),
            ScriptedServer.Reply(200, OneRow));

        var keys = await RowKeysAsync(Client(server));

        Assert.Equal(["r"], keys);
        Assert.Equal(
        [
            "GET /acct/t()?$filter=n%20gt%200 HTTP/1.1",
            "GET /acct/t()?$filter=n%20gt%200&NextPartitionKey=1%218%21cA-- HTTP/1.1",
            "GET /acct/t()?$filter=n%20gt%200&NextPartitionKey=1%218%21cA--&NextRowKey=1%214%21cg%3D%3D HTTP/1.1",
        ], server.Requests.Select(FirstLine));
    }

    [Theory]
    [InlineData(503, "ServerBusy")]
    [InlineData(500, "OperationTimedOut")]
    public async Task a_busy_service_is_asked_again(int status, string code)
    {
        await using var server = new ScriptedServer(ScriptedServer.Reply(status, Error(code, "busy")), ScriptedServer.Reply(204, "", "ETag: W/\"1\""));

        var answer = await Client(server).UpsertEntityAsync(new TableEntity("p", "r") { ["n"] = 1 });

        Assert.Equal((204, 2), (answer.Status, server.Requests.Count));
        Assert.Equal(Body(server.Requests[0]), Body(server.Requests[1]));
    }

    [Fact]
    public async Task a_service_that_stays_busy_is_reported_with_its_code()
    {
        await using var server = new ScriptedServer(ScriptedServer.Reply(503, Error("ServerBusy", "busy")));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => Client(server).AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal((503, "ServerBusy", 4), (failure.Status, failure.ErrorCode, server.Requests.Count));
    }

    [Fact]
    public async Task a_body_cut_in_half_is_asked_for_again()
    {
        var whole = ScriptedServer.Reply(200, OneRow);
        await using var server = new ScriptedServer(whole[..^20], whole);

        Assert.Equal(["r"], await RowKeysAsync(Client(server)));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task an_error_page_of_a_gateway_keeps_its_status()
    {
        await using var server = new ScriptedServer(ScriptedServer.Reply(403, "<html>Blocked</html>", "Content-Type: text/html"));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => Client(server).GetEntityAsync<TableEntity>("p", "r"));

        Assert.Equal(403, failure.Status);
    }

    [Fact]
    public async Task a_table_being_deleted_is_not_taken_for_one_that_exists()
    {
        await using var server = new ScriptedServer(ScriptedServer.Reply(409, Error("TableBeingDeleted", "wait")));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => Client(server).CreateIfNotExistsAsync());

        Assert.Equal((409, "TableBeingDeleted"), (failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task the_account_key_signs_date_and_path_as_sent()
    {
        await using var server = new ScriptedServer(ScriptedServer.Reply(204));

        await Client(server).DeleteEntityAsync("a b'c", "é", new ETag("W/\"1\""));

        const string Path = "/acct/t(PartitionKey='a%20b%27%27c',RowKey='%C3%A9')";
        Assert.Equal($"DELETE {Path} HTTP/1.1", FirstLine(server.Requests[0]));
        var signed = $"{Header(server.Requests[0], "x-ms-date")}\n/acct{Path}";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(AccountKey), Encoding.UTF8.GetBytes(signed)));
        Assert.Equal($"SharedKeyLite acct:{signature}", Header(server.Requests[0], "Authorization"));
        Assert.Equal("W/\"1\"", Header(server.Requests[0], "If-Match"));
        Assert.Equal("", Header(server.Requests[0], "Date"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task a_shared_access_signature_stays_in_the_query_once(bool byConnectionString)
    {
        const string Signature = "sv=2019-02-02&sig=a%2Bb%3D";
        await using var server = new ScriptedServer(ScriptedServer.Reply(503), ScriptedServer.Reply(200, NoRows));
        var client = byConnectionString
            ? new TableClient($"TableEndpoint=http://{server.Authority}/acct;SharedAccessSignature={Signature}", "t", Impatient())
            : new TableServiceClient(new Uri($"http://{server.Authority}/acct"), new AzureSasCredential("?" + Signature), Impatient()).GetTableClient("t");

        await RowKeysAsync(client);

        Assert.Equal(2, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.Equal(2, FirstLine(request).Split("sig=a%2Bb%3D").Length));
        Assert.All(server.Requests, request => Assert.Contains("$filter=n%20gt%200", FirstLine(request), StringComparison.Ordinal));
        Assert.All(server.Requests, request => Assert.Equal("", Header(request, "Authorization")));
    }

    [Fact]
    public async Task an_identity_sends_a_token_for_storage_over_tls_only()
    {
        using var certificate = LoopbackCertificate.Create();
        await using var server = new ScriptedServer(certificate, ScriptedServer.Reply(200, OneRow));
        using var trusting = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, presented, _, _) => presented?.Thumbprint == certificate.Thumbprint };
        var options = Impatient();
        options.Transport = new HttpClientTransport(new HttpClient(trusting));
        var identity = new FixedToken();

        var keys = await RowKeysAsync(new TableClient(new Uri($"https://{server.Authority}/acct"), "t", identity, options));

        Assert.Equal(["r"], keys);
        Assert.Equal("Bearer token-for-https://storage.azure.com/.default", Header(server.Requests[0], "Authorization"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => RowKeysAsync(new TableClient(new Uri($"http://{server.Authority}/acct"), "t", identity, Impatient())));
    }

    internal static TableClientOptions Impatient()
    {
        var options = new TableClientOptions();
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.Retry.MaxDelay = TimeSpan.FromMilliseconds(5);
        return options;
    }

    internal static TableClient Client(ScriptedServer server) =>
        new(new Uri($"http://{server.Authority}/acct"), "t", new TableSharedKeyCredential("acct", AccountKey), Impatient());

    internal static string Error(string code, string message) =>
        $$$$"""{"odata.error":{"code":"{{{{code}}}}","message":{"lang":"en-US","value":"{{{{message}}}}"}}}""";

    internal static string Header(string request, string name) =>
        request.Split("\r\n\r\n")[0].Split("\r\n").Skip(1).FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)) is { } found ? found[(name.Length + 1)..].Trim() : "";

    internal static string Body(string request) => request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

    private static string FirstLine(string request) => request.Split("\r\n")[0];

    private static async Task<List<string>> RowKeysAsync(TableClient table)
    {
        var keys = new List<string>();
        await foreach (var entity in table.QueryAsync<TableEntity>("n gt 0")) keys.Add(entity.RowKey);
        return keys;
    }
}
