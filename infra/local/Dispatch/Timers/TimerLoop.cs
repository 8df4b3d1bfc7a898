using System.Buffers;
using ExposurePipeline.Local.Dispatch.App;
using ExposurePipeline.Local.Dispatch.Handler;
using ExposurePipeline.Local.Settings;

namespace ExposurePipeline.Local.Dispatch.Timers;

/// <summary>Runs one function by its schedule, one invocation at a time.</summary>
/// <param name="function">A function with a timer trigger.</param>
/// <param name="schedule">Its schedule.</param>
/// <param name="statuses">Where it is remembered what ran.</param>
/// <param name="invoker">Runs an invocation with its retries.</param>
/// <param name="clock">The time.</param>
public sealed class TimerLoop(FunctionFile function, TimerSchedule schedule, TimerStatusFile statuses, Invoker invoker, TimeProvider clock)
{
    // A wait does not hear of a clock that is set, so it looks at the clock now and then.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly ArrayBufferWriter<byte> _buffer = new();

    /// <summary>Resolves the schedule of a function's trigger.</summary>
    /// <exception cref="SetupException">It is missing or cannot be understood.</exception>
    public static TimerSchedule ScheduleOf(FunctionFile function, AppSettings settings)
    {
        var where = $"Function {function.Name}";
        var text = settings.Resolve(function.Trigger!.Schedule ?? throw new SetupException($"{where} has no schedule."), where);
        return TimerSchedule.TryParse(text, out var schedule, out var problem) ? schedule : throw new SetupException($"{where}: schedule {problem}.");
    }

    /// <summary>Runs until the host stops.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            await StartAsync(stopping);
            while (await WaitAsync(stopping))
                await InvokeAsync(pastDue: false, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return; // the run that was cut off is made up at the next start
        }
    }

    private async Task StartAsync(CancellationToken stopping)
    {
        var pastDue = Status()?.Next < clock.GetUtcNow();
        if (pastDue || function.Trigger!.RunOnStartup)
            await InvokeAsync(pastDue, stopping);
    }

    // Returns at the next run; false when there is none.
    private async Task<bool> WaitAsync(CancellationToken stopping)
    {
        var planned = clock.GetUtcNow();
        while (schedule.Next(planned) is { } next)
        {
            var now = clock.GetUtcNow();
            if (now >= next)
                return true;
            // After a clock was set back, the run planned by it may be hours away: it is planned anew.
            if (now < planned)
                planned = now;
            else
                await Task.Delay(Shorter(LongestWait, next - now), clock, stopping);
        }

        return false;
    }

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private async Task InvokeAsync(bool pastDue, CancellationToken stopping)
    {
        var started = clock.GetUtcNow();
        await invoker.RunAsync(function, new TimerPayload(function.Trigger!.Name, Status(), pastDue), _buffer, stopping);
        if (function.Trigger.UseMonitor && schedule.Next(started) is { } next)
            statuses.Set(function.Name, new(started, next, clock.GetUtcNow()));
    }

    private TimerStatus? Status() => function.Trigger!.UseMonitor ? statuses.Find(function.Name) : null;
}
