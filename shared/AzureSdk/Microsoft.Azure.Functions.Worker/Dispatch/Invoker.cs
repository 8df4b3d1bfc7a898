using System.Diagnostics;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Dispatch;

/// <summary>Calls functions: a scope, a span and a deadline each; always an outcome, whatever the function does.</summary>
internal sealed partial class Invoker(IServiceScopeFactory scopes, Deadline deadline, IHostApplicationLifetime lifetime, ILogger<Invoker> logger)
{
    private static readonly ActivitySource Source = new("Microsoft.Azure.Functions.Worker");

    /// <summary>Runs <paramref name="function"/>.</summary>
    /// <param name="function">The function.</param>
    /// <param name="id">The invocation's id.</param>
    /// <param name="trace">The caller's place in a trace.</param>
    /// <param name="create">Makes the invocation within its scope.</param>
    /// <param name="complete">Uses the function's result while the scope still lives.</param>
    /// <param name="release">Takes back what the invocation was lent, once the function has really ended.</param>
    public async Task<Outcome> InvokeAsync(
        FunctionMethod function, string id, HeaderTraceContext trace, CreateInvocation create, Func<object?, Task>? complete, IDisposable? release)
    {
        var started = Stopwatch.GetTimestamp();
        // A thread of its own, because a function that blocks before its first await would hold the answer back for ever.
        var run = Task.Run(() => RunAsync(function, id, trace, create, complete, release));
        try
        {
            await run.WaitAsync(deadline.AnswerAfter);
            return new(200, string.Empty, $"{function.Name} took {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0.0} ms");
        }
        catch (TimeoutException) when (!run.IsCompleted)
        {
            Log.Abandoned(logger, function.Name, id, deadline.CancelAfter);
            return new(500, "DeadlineExceeded", $"{function.Name} did not end within its deadline of {deadline.CancelAfter}.");
        }
        catch (Exception failure)
        {
            return Failed(function, id, failure);
        }
    }

    private Outcome Failed(FunctionMethod function, string id, Exception failure)
    {
        Log.Failed(logger, function.Name, id, failure);
        return new(500, failure.GetType().FullName ?? failure.GetType().Name, failure.Message);
    }

    private async Task RunAsync(
        FunctionMethod function, string id, HeaderTraceContext trace, CreateInvocation create, Func<object?, Task>? complete, IDisposable? release)
    {
        using var lent = release;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
        timeout.CancelAfter(deadline.CancelAfter);
        await using var scope = scopes.CreateAsyncScope();
        using var activity = StartActivity(function, id, trace);
        try
        {
            var result = await function.CallAsync(create(scope.ServiceProvider, timeout.Token));
            if (complete is not null)
                await complete(result);
        }
        catch (Exception failure)
        {
            activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
            throw;
        }
    }

    private static Activity? StartActivity(FunctionMethod function, string id, HeaderTraceContext trace)
    {
        var activity = Source.StartActivity($"function {function.Name}", ActivityKind.Server, trace.Parent);
        activity?.SetTag("faas.invocation_id", id);
        activity?.SetTag("faas.name", function.Name);
        return activity;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Function {Function} failed in invocation {InvocationId}")]
        public static partial void Failed(ILogger logger, string function, string invocationId, Exception failure);

        [LoggerMessage(2, LogLevel.Error, "Function {Function} ignored its deadline of {Deadline} in invocation {InvocationId}; the host was told so and the call was left behind")]
        public static partial void Abandoned(ILogger logger, string function, string invocationId, TimeSpan deadline);
    }
}
