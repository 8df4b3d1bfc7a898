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

    /// <summary>Runs a function.</summary>
    /// <param name="call">Which function, under which id, on whose trace.</param>
    /// <param name="work">What it is given and what is done with its result.</param>
    public async Task<Outcome> InvokeAsync(Call call, Work work)
    {
        var started = Stopwatch.GetTimestamp();
        // A thread of its own, because a function that blocks before its first await would hold the answer back for ever.
        var run = Task.Run(() => RunAsync(call, work));
        try
        {
            await run.WaitAsync(deadline.AnswerAfter);
            return Outcome.Success($"{call.Function.Name} took {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0.0} ms");
        }
        catch (TimeoutException) when (!run.IsCompleted)
        {
            return LeaveBehind(call, run);
        }
        catch (Exception failure)
        {
            Log.Failed(logger, call.Function.Name, call.Id, failure);
            return new(500, failure.GetType().FullName ?? failure.GetType().Name, failure.Message);
        }
    }

    private Outcome LeaveBehind(Call call, Task run)
    {
        Log.Abandoned(logger, call.Function.Name, call.Id, deadline.CancelAfter);
        run.ContinueWith(
            ended => Log.EndedLate(logger, call.Function.Name, call.Id, ended.Exception),
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return new(500, Outcome.DeadlineExceeded, $"{call.Function.Name} did not end within its deadline of {deadline.CancelAfter}.");
    }

    private async Task RunAsync(Call call, Work work)
    {
        // Released only when the function has really ended: one that was left behind still reads what it was lent.
        using var lent = work.Lent;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
        timeout.CancelAfter(deadline.CancelAfter);
        await using var scope = scopes.CreateAsyncScope();
        using var activity = StartActivity(call);
        try
        {
            var result = await call.Function.CallAsync(work.Create(scope.ServiceProvider, timeout.Token));
            if (work.Complete is not null)
                await work.Complete(result);
        }
        catch (Exception failure)
        {
            activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
            throw;
        }
    }

    private static Activity? StartActivity(Call call)
    {
        var activity = Source.StartActivity($"function {call.Function.Name}", ActivityKind.Server, call.Trace.Parent);
        activity?.SetTag("faas.invocation_id", call.Id);
        activity?.SetTag("faas.name", call.Function.Name);
        return activity;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Function {Function} failed in invocation {InvocationId}")]
        public static partial void Failed(ILogger logger, string function, string invocationId, Exception failure);

        [LoggerMessage(2, LogLevel.Error, "Function {Function} ignored its deadline of {Deadline} in invocation {InvocationId}; the host was told that it failed")]
        public static partial void Abandoned(ILogger logger, string function, string invocationId, TimeSpan deadline);

        [LoggerMessage(3, LogLevel.Warning, "Function {Function} ended long after its deadline in invocation {InvocationId}")]
        public static partial void EndedLate(ILogger logger, string function, string invocationId, Exception? failure);
    }
}
