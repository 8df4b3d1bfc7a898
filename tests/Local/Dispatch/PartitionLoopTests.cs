using ExposurePipeline.Local.Dispatch.App;
using ExposurePipeline.Local.Dispatch.Handler;
using ExposurePipeline.Local.Dispatch.Hubs;
using Xunit;

namespace ExposurePipeline.Tests.Local.Dispatch;

public sealed class PartitionLoopTests : IAsyncLifetime
{
    private static readonly RetryPolicy Twice = new() { Strategy = "fixedDelay", MaxRetryCount = 2, DelayInterval = TimeSpan.FromMilliseconds(1) };
    private readonly MemoryHubLog _log = new();
    private readonly LogLines _lines = new();
    private ScriptedHandler _handler = null!;

    public async Task InitializeAsync() => _handler = await ScriptedHandler.StartAsync();

    public async Task DisposeAsync() => await _handler.DisposeAsync();

    [Fact]
    public async Task a_batch_is_one_post_with_the_hosts_headers()
    {
        _log.Add("a", "b");

        await RunAsync(until: 2);

        var asked = Assert.Single(_handler.Requests);
        Assert.Equal(("POST", "/Normalise"), (asked.Method, asked.Target));
        Assert.Equal(["a", "b"], ScriptedHandler.Events(asked));
        Assert.StartsWith("Azure-Functions-Host/", asked.Headers["User-Agent"], StringComparison.Ordinal);
        Assert.True(Guid.TryParse(asked.Headers["X-Azure-Functions-InvocationId"], out _));
        Assert.Equal(HandlerClient.HostVersion, asked.Headers["X-Azure-Functions-HostVersion"]);
        Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$", asked.Headers["traceparent"]);
        Assert.Contains("Information: [Normalise] seen", _lines.All);
    }

    [Fact]
    public async Task batches_are_no_larger_than_the_app_asks_for()
    {
        _log.Add("a", "b", "c", "d", "e");

        await RunAsync(until: 5, maxEvents: 2);

        Assert.Equal(["a,b", "c,d", "e"], _handler.Requests.Select(r => string.Join(',', ScriptedHandler.Events(r))));
        Assert.Equal([2, 4, 5], _log.Checkpoints);
    }

    [Fact]
    public async Task large_events_make_smaller_batches()
    {
        var large = new string('x', (PartitionReader.MaxBytes / 2) + 1);
        _log.Add(large, large, "small");

        await RunAsync(until: 3);

        Assert.Equal([1, 2], _handler.Requests.Select(r => ScriptedHandler.Events(r).Length));
    }

    [Fact]
    public async Task a_failed_batch_is_repeated_whole_until_it_succeeds()
    {
        _log.Add("a", "b");
        _handler.Then(500).Then(503);

        await RunAsync(until: 2);

        Assert.Equal(3, _handler.Requests.Count);
        Assert.All(_handler.Requests, r => Assert.Equal(["a", "b"], ScriptedHandler.Events(r)));
        Assert.Equal([2], _log.Checkpoints);
    }

    [Fact]
    public async Task when_retries_are_used_up_the_checkpoint_moves_on_all_the_same()
    {
        _log.Add("a");
        _handler.Then(500).Then(500).Then(500);

        await RunAsync(until: 1);

        Assert.Equal(3, _handler.Requests.Count);
        Assert.Equal([1], _log.Checkpoints);
        Assert.Contains("Error: Normalise: retries used up; events 0 to 0 of h/0 are passed over.", _lines.All);
    }

    [Fact]
    public async Task without_a_retry_policy_one_failure_is_enough_to_be_passed_over()
    {
        _log.Add("a");
        _handler.Then(500);

        await RunAsync(until: 1, retry: null);

        Assert.Single(_handler.Requests);
        Assert.Equal([1], _log.Checkpoints);
    }

    [Theory]
    [InlineData(200, null, "application/json")] // the real host would wait until functionTimeout
    [InlineData(204, null, "application/json")]
    [InlineData(200, "null", "application/json")]
    [InlineData(200, "[]", "application/json")]
    [InlineData(200, "{", "application/json")]
    [InlineData(200, "{}", "text/plain")] // no formatter of the host reads it
    public async Task an_answer_that_would_hang_the_real_host_is_an_error_here(int status, string? body, string type)
    {
        _log.Add("a");
        _handler.Then(status, body, type);

        await RunAsync(until: 1);

        Assert.Equal(2, _handler.Requests.Count);
        Assert.Contains(_lines.All, line => line.StartsWith("Error: Normalise broke the host's contract", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_partition_has_one_invocation_at_a_time()
    {
        _log.Add("a", "b", "c");
        _handler.Then(async context =>
        {
            await Task.Delay(100);
            context.Response.StatusCode = 500;
        });

        await RunAsync(until: 3, maxEvents: 1);

        Assert.Equal(1, _handler.MostUnderWay);
    }

    [Fact]
    public async Task a_checkpoint_is_written_every_so_many_batches_and_when_the_host_stops()
    {
        _log.Add("a", "b", "c", "d", "e");

        await RunAsync(until: 5, maxEvents: 1, checkpointEvery: 3);

        Assert.Equal([3, 5], _log.Checkpoints);
    }

    [Fact]
    public async Task reading_goes_on_at_the_checkpoint()
    {
        _log.Add("a", "b");
        await _log.SetCheckpointAsync("h", "$Default", 0, 1, default);

        await RunAsync(until: 2);

        Assert.Equal(["b"], ScriptedHandler.Events(Assert.Single(_handler.Requests)));
    }

    [Fact]
    public async Task a_batch_without_an_outcome_when_the_host_stops_is_delivered_again()
    {
        _log.Add("a");
        for (var i = 0; i < 1000; i++)
            _handler.Then(500);
        var forever = new RetryPolicy { Strategy = "fixedDelay", MaxRetryCount = -1, DelayInterval = TimeSpan.FromHours(1) };

        await RunAsync(until: null, retry: forever);

        Assert.Empty(_log.Checkpoints);
    }

    private Task RunAsync(long? until, int maxEvents = 100, int checkpointEvery = 1) => RunAsync(until, Twice, maxEvents, checkpointEvery);

    // Runs until so many events have their outcome; without a number, until the handler was asked once.
    private async Task RunAsync(long? until, RetryPolicy? retry, int maxEvents = 100, int checkpointEvery = 1)
    {
        var function = new FunctionFile { Name = "Normalise", Retry = retry, Bindings = [new() { Type = "eventHubTrigger", Name = "events" }] };
        using var client = new HandlerClient(TimeSpan.FromMinutes(1));
        var invoker = new Invoker(_handler, client, TimeProvider.System, _lines);
        var loop = new PartitionLoop(new(function, "localhost", "h", "$Default", maxEvents, checkpointEvery), 0, _log, invoker, _lines);
        using var stopping = new CancellationTokenSource();
        var running = loop.RunAsync(stopping.Token);
        await WaitAsync(() => running.IsCompleted || (until is { } next ? loop.Next >= next : _handler.Requests.Count > 0));
        await stopping.CancelAsync();
        await running;
    }

    private static async Task WaitAsync(Func<bool> condition)
    {
        for (var i = 0; i < 2000 && !condition(); i++)
            await Task.Delay(10);
        Assert.True(condition());
    }
}
