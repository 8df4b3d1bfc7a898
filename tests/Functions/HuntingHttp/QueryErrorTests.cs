using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Hunting;
using ExposurePipeline.Hunting;
using Xunit;

namespace ExposurePipeline.Tests.Functions.HuntingHttp;

/// <summary>What is told of queries that have no answer.</summary>
public sealed class QueryErrorTests
{
    private readonly Desk desk = new();

    [Theory]
    [InlineData("Fleet\n| where Tenent == 'a'", "Query:2:9", "Line 2, column 9: 'Tenent' names no column or value; did you mean 'Tenant'?")]
    [InlineData("  Flet", "Query:1:3", "Line 1, column 3: 'Flet' names no table; did you mean 'Fleet'?")]
    [InlineData("print strlenn('a')", "Query:1:7", "Line 1, column 7: the function 'strlenn' is not supported; did you mean 'strlen'?")]
    public async Task a_query_that_is_none_is_told_where_and_why(string query, string target, string message)
    {
        var told = await desk.GraphAsync(query);

        Assert.Equal((400, "BadRequest", target), (told.Status, told.Error("code"), told.Error("target")));
        Assert.StartsWith(message.Split(';')[0], told.Error("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task every_syntax_error_is_told_with_its_place()
    {
        var told = await desk.GraphAsync("Fleet | where | take (");

        var details = told.Json.GetProperty("error").GetProperty("details").EnumerateArray().ToList();
        Assert.NotEmpty(details);
        Assert.All(details, static detail => Assert.Matches(@"^Query:1:\d+$", detail.GetProperty("target").GetString()!));
    }

    [Fact]
    public async Task a_query_that_takes_too_much_is_told_what()
    {
        var told = await new Desk(HuntingSamples.Settings with { MaxRows = 10 }).GraphAsync("range x from 1 to 11 step 1");

        Assert.Equal((400, "Query"), (told.Status, told.Error("target")));
        Assert.Contains("more than 10 rows", told.Error("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_query_that_takes_too_much_memory_is_told_so()
    {
        var told = await new Desk(HuntingSamples.Settings with { MaxMegabytes = 1 }).GraphAsync("range x from 1 to 1000000 step 1 | join (range x from 1 to 1000000 step 1) on x | count");

        Assert.Equal(400, told.Status);
        Assert.Contains("more than 1 MB", told.Error("message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('(', ')')]
    [InlineData('[', ']')]
    public async Task nesting_without_end_is_refused_and_the_app_goes_on(char open, char close)
    {
        var told = await desk.GraphAsync($"print x = {new string(open, 60_000)}1{new string(close, 60_000)}");

        Assert.Equal(400, told.Status);
        Assert.Equal("1", (await desk.GraphAsync("print 1")).Cell);
    }

    [Fact]
    public async Task a_client_that_goes_away_ends_its_query()
    {
        var engine = new Waiting();
        using var gone = new CancellationTokenSource();
        var asked = new Desk(engine: engine).PostAsync("""{"Query":"print 1"}""", aborted: gone.Token);
        await engine.Asked.Task;

        await gone.CancelAsync();

        Assert.Equal(499, (await asked).Status);
    }

    [Fact]
    public async Task a_query_that_nobody_waits_for_any_more_is_not_evaluated_to_its_end()
    {
        using var gone = new CancellationTokenSource();
        var asked = desk.PostAsync("""{"Query":"range x from 1 to 1000000000 step 1 | summarize sum(x) by x % 7"}""", aborted: gone.Token);

        await gone.CancelAsync();

        Assert.Equal(499, (await asked).Status);
    }

    [Fact]
    public async Task an_engine_that_cannot_answer_now_is_told_apart_from_a_wrong_query()
    {
        var told = await new Desk(engine: new Unavailable(null)).GraphAsync("print 1");
        var busy = await new Desk(engine: new Unavailable(TimeSpan.FromSeconds(2.2))).GraphAsync("print 1");

        Assert.Equal((503, "ServiceUnavailable", "closed"), (told.Status, told.Error("code"), told.Error("message")));
        Assert.Equal((429, "TooManyRequests", "3"), (busy.Status, busy.Error("code"), busy.RetryAfter));
    }

    private sealed class Waiting : IHuntingEngine
    {
        public TaskCompletionSource Asked { get; } = new();

        public async Task<HuntingAnswer> RunAsync(TenantId tenant, HuntingRequest request, CancellationToken cancellation)
        {
            Asked.SetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
            throw new InvalidOperationException("waits for ever");
        }
    }

    private sealed class Unavailable(TimeSpan? comeAgain) : IHuntingEngine
    {
        public Task<HuntingAnswer> RunAsync(TenantId tenant, HuntingRequest request, CancellationToken cancellation) => throw new HuntingUnavailableException("closed", comeAgain);
    }
}
