using ExposurePipeline.Exposure.Aggregation;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Tests.Exposure.Scenarios;
using ExposurePipeline.Tests.Support.Stores;
using Xunit;
using static ExposurePipeline.Tests.Exposure.Scenarios.Stage;

namespace ExposurePipeline.Tests.Exposure.Aggregation;

/// <summary>Time is kept without reading the index each time.</summary>
public sealed class AgendaTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private static readonly TimeSpan Window = ExposurePolicy.Default.Window;
    private readonly Stage stage = new();

    [Fact]
    public async Task between_two_readings_of_the_index_storage_is_asked_for_nothing_and_the_moment_is_still_kept()
    {
        await stage.Apply(Device("d1"), Connection(T));
        await stage.Expire(T + Window - TimeSpan.FromSeconds(30));
        var (loads, lists) = Counts();

        await stage.Expire(T + Window - Tick);
        Assert.Equal((loads, lists), Counts());
        Assert.Equal(T + Window, stage.Aggregator.NextDue);
        await stage.Expire(T + Window);

        Assert.Equal(lists, Counts().Lists);
        Assert.Null(stage.Aggregator.NextDue);
        Assert.Empty(await stage.Flagged());
    }

    [Fact]
    public async Task what_is_decided_between_two_readings_is_due_at_its_moment_too()
    {
        await stage.Expire(T + Window - TimeSpan.FromSeconds(30)); // reads an empty index
        await stage.Apply(Device("d1"), Connection(T));
        await stage.Expire(T + Window);

        Assert.Empty(await stage.Flagged());
    }

    [Fact]
    public async Task what_is_seen_again_is_not_due_at_the_old_moment()
    {
        await stage.Apply(Device("d1"), Connection(T));
        await stage.Expire(T + Window - TimeSpan.FromSeconds(30));
        await stage.Apply(Device("d1"), Connection(T.AddHours(1)));

        Assert.Null(stage.Aggregator.NextDue);
        await stage.Expire(T + Window);
        Assert.Equal(["d1"], await stage.Flagged());
    }

    [Fact]
    public async Task what_another_process_decided_is_seen_within_a_minute()
    {
        await stage.Expire(T + Window - TimeSpan.FromSeconds(30));
        await new Aggregator(stage.Store, new MemoryPolicies(stage.Policy)).ApplyAsync([Of(Device("d1"), Connection(T))], stage.Now, default);

        await stage.Expire(stage.Now + Agenda.Interval - Tick);
        Assert.Equal(["d1"], await stage.Flagged());
        await stage.Expire(stage.Now + Tick);

        Assert.Empty(await stage.Flagged());
    }

    [Fact]
    public async Task a_reading_that_failed_is_repeated_at_the_next_run()
    {
        await stage.Apply(Device("d1"), Connection(T));
        stage.Store.AfterLoad = static () => throw new TimeoutException("storage is away");
        await Assert.ThrowsAsync<TimeoutException>(() => stage.Expire(T + Window));

        await stage.Expire(T + Window);

        Assert.Empty(await stage.Flagged());
    }

    [Fact]
    public async Task a_clock_set_back_reads_the_index_again()
    {
        await stage.Expire(T + Window + TimeSpan.FromHours(2));
        var lists = Counts().Lists;
        await stage.Expire(T);
        Assert.True(Counts().Lists > lists);
    }

    private (int Loads, int Lists) Counts() => (stage.Store.Loads, stage.Store.Lists);
}
