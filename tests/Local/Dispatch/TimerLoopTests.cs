using System.Text.Json;
using ExposurePipeline.Local.Dispatch.App;
using ExposurePipeline.Local.Dispatch.Handler;
using ExposurePipeline.Local.Dispatch.Timers;
using Xunit;

namespace ExposurePipeline.Tests.Local.Dispatch;

public sealed class TimerLoopTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("timers-");
    private ScriptedHandler _handler = null!;

    private TimerStatusFile Statuses => new(Path.Combine(_folder.FullName, "timers.json"));

    public async Task InitializeAsync() => _handler = await ScriptedHandler.StartAsync();

    public async Task DisposeAsync()
    {
        await _handler.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task a_run_missed_while_the_host_was_down_is_made_up_and_says_so()
    {
        var missed = TimeProvider.System.GetUtcNow().AddHours(-1);
        Statuses.Set("Expire", new(missed.AddDays(-1), missed, missed.AddDays(-1)));

        var info = await FirstRunAsync("0 0 0 1 1 *", runOnStartup: false);

        Assert.True(info.GetProperty("IsPastDue").GetBoolean());
        Assert.Equal(missed, info.GetProperty("ScheduleStatus").GetProperty("Next").GetDateTimeOffset());
        Assert.True(Statuses.Find("Expire")!.Next > TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public async Task a_timer_that_never_ran_waits_unless_it_runs_on_startup()
    {
        var info = await FirstRunAsync("0 0 0 1 1 *", runOnStartup: true);

        Assert.False(info.GetProperty("IsPastDue").GetBoolean());
        Assert.Equal(JsonValueKind.Null, info.GetProperty("ScheduleStatus").ValueKind);
        Assert.True(info.GetProperty("Schedule").GetProperty("AdjustForDST").GetBoolean());
    }

    [Fact]
    public async Task a_timer_runs_when_its_moment_comes()
    {
        var info = await FirstRunAsync("* * * * * *", runOnStartup: false);

        Assert.False(info.GetProperty("IsPastDue").GetBoolean());
    }

    [Fact]
    public void a_status_that_the_disk_does_not_take_is_known_meanwhile_and_written_with_the_next()
    {
        var path = Path.Combine(_folder.FullName, "full", "timers.json");
        var (statuses, status) = (new TimerStatusFile(path), new TimerStatus(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch));

        statuses.Set("Expire", status);

        Assert.Equal(status, statuses.Find("Expire"));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        statuses.Set("Sweep", status);
        Assert.Equal(status, new TimerStatusFile(path).Find("Expire"));
    }

    [Fact]
    public async Task a_clock_that_is_set_back_stops_no_timer()
    {
        var clock = new SetClock { Ahead = TimeSpan.FromHours(3) };
        using var client = new HandlerClient(TimeSpan.FromMinutes(1));
        using var stopping = new CancellationTokenSource();
        var running = Loop("* * * * * *", runOnStartup: false, client, clock).RunAsync(stopping.Token);
        await UntilAsync(() => Statuses.Find("Expire") is not null);

        clock.Ahead = TimeSpan.Zero;
        await UntilAsync(() => Statuses.Find("Expire")!.Last < TimeProvider.System.GetUtcNow());

        await stopping.CancelAsync();
        await running;
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var i = 0; i < 2000 && !holds(); i++)
            await Task.Delay(10);
        Assert.True(holds());
    }

    private TimerLoop Loop(string schedule, bool runOnStartup, HandlerClient client, TimeProvider clock)
    {
        var trigger = new FunctionBinding { Type = "timerTrigger", Name = "timer", Schedule = schedule, RunOnStartup = runOnStartup };
        var function = new FunctionFile { Name = "Expire", Bindings = [trigger] };
        return new(function, TimerLoop.ScheduleOf(function, new()), Statuses, new(_handler, client, clock, new LogLines()), clock);
    }

    private async Task<JsonElement> FirstRunAsync(string schedule, bool runOnStartup)
    {
        using var client = new HandlerClient(TimeSpan.FromMinutes(1));
        using var stopping = new CancellationTokenSource();
        var started = TimeProvider.System.GetUtcNow();
        var running = Loop(schedule, runOnStartup, client, TimeProvider.System).RunAsync(stopping.Token);
        // The status is written after the run.
        for (var i = 0; i < 2000 && !(Statuses.Find("Expire")?.Last >= started); i++)
            await Task.Delay(10);
        await stopping.CancelAsync();
        await running;
        using var document = JsonDocument.Parse(_handler.Requests[0].Body);
        return document.RootElement.GetProperty("Data").GetProperty("timer").Clone();
    }

    private sealed class SetClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }
}
