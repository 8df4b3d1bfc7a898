using System.Diagnostics;
using System.Net.Http.Json;
using ExposurePipeline.Local;
using ExposurePipeline.Local.Dispatch.App;
using ExposurePipeline.Local.Dispatch.Handler;
using ExposurePipeline.Local.Dispatch.Hubs;
using Xunit;

namespace ExposurePipeline.Tests.Local.Dispatch;

/// <summary>With a real process: a handler of twenty lines for Node.js, which the local host needs anyway.</summary>
public sealed class HandlerSupervisorTests
{
    private readonly LogLines _lines = new();

    [Fact]
    public async Task the_handler_gets_its_port_and_the_settings()
    {
        await using var handler = Supervisor("GREETING=hello");
        await handler.StartAsync(default);

        using var client = new HttpClient();
        var seen = await client.GetFromJsonAsync<Dictionary<string, string>>(new Uri(handler.Address!, "environment"));
        Assert.Equal("hello", seen!["GREETING"]);
        Assert.Equal(handler.Address!.Port.ToString(null, null), seen["FUNCTIONS_CUSTOMHANDLER_PORT"]);
        Assert.True(Guid.TryParse(seen["FUNCTIONS_CUSTOMHANDLER_WORKER_ID"], out _));
        Assert.Contains("Information: [app] out", _lines.All);
        Assert.Contains("Error: [app] err", _lines.All);
    }

    [Fact]
    public async Task a_killed_handler_is_started_again_and_gets_its_batch_again()
    {
        await using var handler = Supervisor();
        await handler.StartAsync(default);
        var first = handler.ProcessId!.Value;
        var log = new MemoryHubLog().Add("die");
        var retry = new RetryPolicy { MaxRetryCount = -1, DelayInterval = TimeSpan.FromMilliseconds(10) };
        var function = new FunctionFile { Name = "DieOnce", Retry = retry, Bindings = [new() { Type = "eventHubTrigger", Name = "events" }] };
        using var client = new HandlerClient(TimeSpan.FromMinutes(1));
        var loop = new PartitionLoop(new(function, "localhost", "h", "$Default", 10, 1), 0, log, new(handler, client, TimeProvider.System, _lines), _lines);
        using var stopping = new CancellationTokenSource();

        var running = loop.RunAsync(stopping.Token);
        for (var i = 0; i < 2000 && loop.Next < 1; i++)
            await Task.Delay(10);
        await stopping.CancelAsync();
        await running;

        Assert.Equal([1], log.Checkpoints);
        Assert.Equal(2, handler.Starts);
        Assert.NotEqual(first, handler.ProcessId);
    }

    [Fact]
    public async Task a_handler_that_keeps_crashing_ends_the_host_with_a_clear_error()
    {
        await using var handler = Supervisor("EXIT=7");

        var fault = await Assert.ThrowsAsync<SetupException>(() => handler.StartAsync(default));

        Assert.Equal("The function app ended 3 times, last with exit code 7; giving up (its own messages are above).", fault.Message);
        Assert.Equal(3, handler.Starts);
    }

    [Fact]
    public async Task a_handler_that_leaves_with_zero_is_not_started_again()
    {
        await using var handler = Supervisor("EXIT=0");

        var fault = await Assert.ThrowsAsync<SetupException>(() => handler.StartAsync(default));

        Assert.Contains("exit code 0", fault.Message, StringComparison.Ordinal);
        Assert.Equal(1, handler.Starts);
    }

    [Fact]
    public async Task an_executable_that_is_missing_is_named()
    {
        await using var handler = new HandlerSupervisor(new("/no/such/handler", [], "/", new Dictionary<string, string>(), TimeSpan.FromSeconds(5)), 3, TimeProvider.System, _lines);

        var fault = await Assert.ThrowsAsync<SetupException>(() => handler.StartAsync(default));

        Assert.Contains("/no/such/handler", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task disposing_leaves_no_process_behind()
    {
        var handler = Supervisor();
        await handler.StartAsync(default);
        var id = handler.ProcessId!.Value;

        await handler.DisposeAsync();

        Assert.Throws<ArgumentException>(() => Process.GetProcessById(id));
    }

    private HandlerSupervisor Supervisor(params string[] settings)
    {
        var environment = settings.Select(s => s.Split('=')).ToDictionary(s => s[0], s => s[1]);
        var folder = Path.Combine(AppContext.BaseDirectory, "Dispatch");
        return new(new("node", ["handler.cjs"], folder, environment, TimeSpan.FromSeconds(20)), 3, TimeProvider.System, _lines);
    }
}
