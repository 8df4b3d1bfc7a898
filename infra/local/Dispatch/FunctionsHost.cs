using ExposurePipeline.Local.Broker;
using ExposurePipeline.Local.Dispatch.App;
using ExposurePipeline.Local.Dispatch.Handler;
using ExposurePipeline.Local.Dispatch.Http;
using ExposurePipeline.Local.Dispatch.Hubs;
using ExposurePipeline.Local.Dispatch.Timers;
using Microsoft.Extensions.Logging;

namespace ExposurePipeline.Local.Dispatch;

/// <summary>Plays the Azure Functions host for one app: its process, its hub and timer triggers and its HTTP routes.</summary>
public sealed class FunctionsHost : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly HandlerSupervisor _handler;
    private readonly HandlerClient _client;
    private readonly IHubLog _log;
    private IReadOnlyList<PartitionLoop> _partitions = [];
    private HttpFront? _http;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _loops = Task.CompletedTask;
    private Task _watch = Task.CompletedTask;

    private FunctionsHost(HandlerSupervisor handler, HandlerClient client, IHubLog log) => (_handler, _client, _log) = (handler, client, log);

    /// <summary>Where the HTTP functions answer.</summary>
    public Uri HttpAddress => _http!.Address;

    /// <summary>Process id of the function app; null while it restarts.</summary>
    public int? HandlerProcessId => _handler.ProcessId;

    /// <summary>How many processes of the function app were started.</summary>
    public int HandlerStarts => _handler.Starts;

    /// <summary>One entry per partition that a function reads.</summary>
    public IReadOnlyList<PartitionLoop> Partitions => _partitions;

    /// <summary>Ends when the host is disposed of; faults when the function app is down for good or a trigger cannot go on.</summary>
    public Task Completion => _ended.Task;

    /// <summary>Starts the app, then its HTTP routes, then its triggers.</summary>
    /// <exception cref="SetupException">Something that the caller can mend.</exception>
    public static async Task<FunctionsHost> StartAsync(
        FunctionsHostOptions options, IHubLog log, ILoggerFactory loggers, CancellationToken cancellation)
    {
        var app = FunctionApp.Read(options.AppFolder);
        var command = HandlerCommand.From(app, options.Settings.Values);
        var handler = new HandlerSupervisor(command, options.RestartLimit, options.Clock, loggers.CreateLogger("functions"));
        var host = new FunctionsHost(handler, new HandlerClient(app.Host.Timeout), log);
        try
        {
            await host.StartAsync(app, options, loggers, cancellation);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether every event that was sent so far has its outcome, those that functions sent on included.</summary>
    public async Task<bool> IsDrainedAsync(CancellationToken cancellation)
    {
        // First the readers, then the ends: what a reader sent on is in its hub before the reader moves.
        var read = _partitions.ToDictionary(p => (p.Hub.ToUpperInvariant(), p.ConsumerGroup.ToUpperInvariant(), p.Partition), p => p.Next);
        var ends = await _log.GetLagAsync(cancellation);
        return ends.All(end => !read.TryGetValue((end.Hub.ToUpperInvariant(), end.ConsumerGroup.ToUpperInvariant(), end.Partition), out var next) || next > end.LastSequenceNumber);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_http is not null)
            await _http.DisposeAsync();
        await _loops;
        await _handler.DisposeAsync();
        await _watch;
        _client.Dispose();
        _stopping.Dispose();
        _ended.TrySetResult();
    }

    private async Task StartAsync(FunctionApp app, FunctionsHostOptions options, ILoggerFactory loggers, CancellationToken cancellation)
    {
        var invoker = new Invoker(_handler, _client, options.Clock, loggers.CreateLogger("host"));
        var timers = Timers(app, options, invoker).ToArray(); // before the process starts: a wrong schedule is seen at once
        _partitions = [.. Subscriptions(app, options).SelectMany(s => Loops(s, invoker, loggers))];
        await _handler.StartAsync(cancellation);
        _http = await HttpFront.StartAsync(app, options.HttpPort, new(_handler, _client), cancellation);
        _watch = WatchAsync(_ => _handler.Completion);
        _loops = Task.WhenAll([
            .. _partitions.Select(p => WatchAsync(p.RunAsync)),
            .. timers.Select(t => WatchAsync(t.RunAsync))]);
    }

    // The first fault ends the host: half a host would look like one that has nothing to do.
    private async Task WatchAsync(Func<CancellationToken, Task> run)
    {
        try
        {
            await Task.Run(() => run(_stopping.Token), CancellationToken.None);
        }
        catch (Exception e)
        {
            _ended.TrySetException(e);
        }
    }

    private static IEnumerable<HubSubscription> Subscriptions(FunctionApp app, FunctionsHostOptions options) =>
        app.Functions.Where(f => f.IsTriggeredBy("eventHubTrigger"))
            .Select(f => HubSubscription.From(f, app.Host.Extensions.EventHubs, options.Settings, options.EventHubsNamespace));

    private IEnumerable<PartitionLoop> Loops(HubSubscription subscription, Invoker invoker, ILoggerFactory loggers)
    {
        var hub = _log.Hubs.FirstOrDefault(h => h.Name.Equals(subscription.Hub, StringComparison.OrdinalIgnoreCase))
            ?? throw new SetupException($"Function {subscription.Function.Name} reads hub '{subscription.Hub}', which does not exist.");
        return Enumerable.Range(0, hub.PartitionCount)
            .Select(p => new PartitionLoop(subscription, p, _log, invoker, loggers.CreateLogger("host")));
    }

    private static IEnumerable<TimerLoop> Timers(FunctionApp app, FunctionsHostOptions options, Invoker invoker)
    {
        var statuses = new TimerStatusFile(options.TimerStatusPath);
        return app.Functions.Where(f => f.IsTriggeredBy("timerTrigger"))
            .Select(f => new TimerLoop(f, TimerLoop.ScheduleOf(f, options.Settings), statuses, invoker, options.Clock));
    }
}
