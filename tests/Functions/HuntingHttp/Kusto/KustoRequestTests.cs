using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Hunting;
using ExposurePipeline.Hunting;
using Xunit;

namespace ExposurePipeline.Tests.Functions.HuntingHttp.Kusto;

/// <summary>What a cluster is asked, and what becomes of its refusals.</summary>
public sealed class KustoRequestTests
{
    private static readonly ClusterReply Empty = new("""[{"FrameType":"DataTable","TableId":1,"TableKind":"PrimaryResult","Columns":[],"Rows":[]},{"FrameType":"DataSetCompletion","HasErrors":false,"Cancelled":false}]""");

    [Fact]
    public async Task the_text_goes_as_it_is_to_the_tenants_own_database_signed_in_and_within_the_same_limits()
    {
        const string Query = "// Find all\nDeviceInfo\n|where IsInternetFacing // \"é\"";
        await using var cluster = await ClusterDouble.StartAsync(Empty);

        await cluster.AskAsync(Query, new TenantId("fabrikam"), new HuntingSpan(new(2026, 3, 1), new(2026, 3, 2)));

        var asked = cluster.Requests.Single();
        Assert.Equal(("/v2/rest/query", Query, "hunting-fabrikam"), (asked.Path, asked.Body.GetProperty("csl").GetString(), asked.Body.GetProperty("db").GetString()));
        Assert.Matches(@"^Bearer token for https://127\.0\.0\.1:\d+/\.default$", asked.Headers["Authorization"]);
        Assert.Equal(("00:03:00", 1000), (asked.Option("servertimeout").GetString(), asked.Option("truncationmaxrecords").GetInt32()));
        Assert.Equal(("Timestamp", "2026-03-01T00:00:00.0000000Z", "2026-03-02T00:00:00.0000000Z"), (asked.Option("query_datetimescope_column").GetString(), asked.Option("query_datetimescope_from").GetString(), asked.Option("query_datetimescope_to").GetString()));
        Assert.All(
            ["request_readonly", "request_readonly_hardline", "request_remote_entities_disabled", "request_callout_disabled", "request_external_data_disabled", "request_external_table_disabled"],
            (string closed) => Assert.True(asked.Option(closed).GetBoolean()));
    }

    [Fact]
    public async Task the_identifier_of_a_request_is_derived_from_what_is_asked()
    {
        await using var cluster = await ClusterDouble.StartAsync(Empty);

        foreach (var query in new[] { "T", "T", "U" })
        {
            await cluster.AskAsync(query);
        }

        var ids = cluster.Requests.Select(static asked => asked.Headers["x-ms-client-request-id"]).ToArray();
        Assert.Matches("^ExposurePipeline;[0-9a-f]{32}$", ids[0]);
        Assert.Equal((true, false), (ids[0] == ids[1], ids[0] == ids[2]));
    }

    [Theory]
    [InlineData("hunting", "fabrikam")] // one database for all is the default tenant's
    [InlineData("hunting-{tenant}", "a/../b")]
    [InlineData("hunting-{tenant}", "a]['b")]
    [InlineData("hunting-{tenant}", "tenant with spaces")]
    public async Task a_tenant_without_a_database_of_its_own_reaches_none(string database, string tenant)
    {
        await using var cluster = await ClusterDouble.StartAsync(Empty);

        await Assert.ThrowsAsync<HuntingUnavailableException>(() => cluster.AskAsync(tenant: new TenantId(tenant), database: database));

        Assert.Empty(cluster.Requests);
    }

    [Theory]
    [InlineData("set notruncation; T", "1:1")]
    [InlineData(" // a\n\tset request_remote_entities_disabled=false; T", "2:2")]
    [InlineData("let x = 1;\nset truncationmaxrecords = 5; T", "2:1")]
    [InlineData(".drop table T", "1:1")]
    [InlineData("// a\n\n.show tables", "3:1")]
    [InlineData("\uFEFF.show tables", "1:2")]
    [InlineData("restrict access to (X); T", "1:1")]
    public async Task statements_that_are_no_part_of_a_query_are_not_sent(string query, string place)
    {
        await using var cluster = await ClusterDouble.StartAsync(Empty);

        var error = (await cluster.AskAsync(query)).Error!;

        Assert.Equal((HuntingErrorKind.Unsupported, true), (error.Kind, error.Diagnostics[0].ToString().StartsWith(place, StringComparison.Ordinal)));
        Assert.Empty(cluster.Requests);
    }

    [Theory]
    [InlineData("T | where settings == 1")]
    [InlineData("let set_ = 5; settle | where a.b == \"; x\"")]
    public async Task words_that_only_look_so_are_sent(string query)
    {
        await using var cluster = await ClusterDouble.StartAsync(Empty);

        Assert.Null((await cluster.AskAsync(query)).Error);
    }

    [Theory]
    [InlineData("General_BadRequest", "Kusto.Data.Exceptions.SyntaxException", "Syntax error: SYN0002: A recognition error occurred. [line:position=2:9]. Query: 'T'", HuntingErrorKind.Syntax, 2, 10)]
    [InlineData("BadRequest_SemanticError", "Kusto.Data.Exceptions.SemanticException", "'table' operator: Failed to resolve table expression named 'aaa'", HuntingErrorKind.Semantic, 1, 1)]
    public async Task what_the_cluster_says_against_a_query_is_the_answer(string code, string type, string message, HuntingErrorKind kind, int line, int column)
    {
        await using var cluster = await ClusterDouble.StartAsync(new ClusterReply(
            $$$$"""{"error":{"code":"{{{{code}}}}","message":"Request is invalid and cannot be executed.","@type":"Kusto.Data.Exceptions.KustoBadRequestException","@message":"Request is invalid and cannot be processed: {{{{message}}}}","@context":{"clientRequestId":"x"},"@permanent":true,"innererror":{"code":"SEM0100","message":"{{{{message}}}}","@type":"{{{{type}}}}","@message":"{{{{message}}}}","@permanent":true}}}""", 400));

        var error = (await cluster.AskAsync()).Error!;

        Assert.Equal((kind, line, column), (error.Kind, error.Diagnostics[0].Line, error.Diagnostics[0].Column));
        Assert.StartsWith(message[..20], error.Diagnostics[0].Message, StringComparison.Ordinal);
        Assert.DoesNotContain("line:position", error.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, 1)]
    [InlineData(403, 1)]
    [InlineData(404, 1)]
    [InlineData(500, 3)]
    [InlineData(503, 3)]
    public async Task a_cluster_that_refuses_or_fails_is_told_apart_from_a_wrong_query(int status, int asked)
    {
        await using var cluster = await ClusterDouble.StartAsync(new ClusterReply("""{"error":{"code":"x","message":"y"}}""", status));

        var fault = await Assert.ThrowsAsync<HuntingUnavailableException>(() => cluster.AskAsync());

        Assert.Null(fault.ComeAgain);
        Assert.Equal(asked, cluster.Requests.Count);
    }

    [Fact]
    public async Task a_cluster_that_is_busy_for_a_moment_is_asked_again()
    {
        await using var cluster = await ClusterDouble.StartAsync(new("{}", 429, "0"), new("{}", 503), Empty);

        Assert.Null((await cluster.AskAsync()).Error);
        Assert.Equal(3, cluster.Requests.Count);
    }

    [Fact]
    public async Task a_cluster_that_is_busy_for_longer_says_when_to_come_again_and_nobody_waits_meanwhile()
    {
        await using var cluster = await ClusterDouble.StartAsync(new ClusterReply("{}", 429, "90"));

        var fault = await Assert.ThrowsAsync<HuntingUnavailableException>(() => cluster.AskAsync());

        Assert.Equal((TimeSpan.FromSeconds(90), 1), (fault.ComeAgain, cluster.Requests.Count));
    }

    [Fact]
    public async Task a_query_that_ran_too_long_there_is_told_so()
    {
        await using var cluster = await ClusterDouble.StartAsync(new ClusterReply("{}", 413));

        Assert.Equal(HuntingErrorKind.Budget, (await cluster.AskAsync()).Error!.Kind);
    }

    [Fact]
    public async Task nobody_who_left_is_waited_for()
    {
        await using var cluster = await ClusterDouble.StartAsync(Empty);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cluster.AskAsync(cancellation: new CancellationToken(canceled: true)));
    }
}
