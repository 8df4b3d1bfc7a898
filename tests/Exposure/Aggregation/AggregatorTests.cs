using ExposurePipeline.Exposure.Aggregation;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Tests.Exposure.Scenarios;
using Xunit;
using static ExposurePipeline.Tests.Exposure.Scenarios.Stage;

namespace ExposurePipeline.Tests.Exposure.Aggregation;

public sealed class AggregatorTests
{
    private readonly Stage stage = new();

    [Fact]
    public async Task a_lost_race_is_reloaded_and_applied_again()
    {
        await stage.Apply(Device("d1"), Connection(T, port: 1));
        stage.Store.AfterLoad = () => stage.Aggregator.ApplyAsync([Of(Device("d1"), Connection(T, port: 2))], T, default);
        var result = await stage.Apply(Device("d1"), Connection(T, port: 3));

        Assert.Equal((1, 1, 1), (result.Conflicts, result.Writes, result.Entities));
        Assert.Equal(3, (await stage.Machine("d1")).EvidenceCount); // neither writer lost anything
        Assert.Single(await stage.Store.ListHistoryAsync(Device("d1"), default).Where(e => e.Kind == "added").ToListAsync());
    }

    [Fact]
    public async Task two_writers_of_the_same_event_tell_it_once()
    {
        stage.Store.AfterLoad = () => stage.Aggregator.ApplyAsync([Of(Device("d1"), Connection(T))], T, default);
        var result = await stage.Aggregator.ApplyAsync([Of(Device("d1"), Connection(T))], T, default);
        Assert.Equal((0, 1), (result.Writes, result.Unchanged)); // the second look finds it done
        Assert.Equal([Channel.TagChanges, Channel.Recommendations], stage.Store.Outbox.Select(row => row.Message.Channel));
    }

    [Fact]
    public async Task a_writer_who_always_loses_gives_the_batch_back_to_its_host()
    {
        ushort port = 0;
        async Task Interfere()
        {
            await stage.Aggregator.ApplyAsync([Of(Device("d1"), Connection(T, ++port))], T, default);
            stage.Store.AfterLoad = Interfere;
        }

        stage.Store.AfterLoad = Interfere;
        var fault = await Assert.ThrowsAsync<ContentionException>(() => stage.Aggregator.ApplyAsync([Of(Device("d1"), Connection(T, 999))], T, default));
        Assert.Contains("contoso|d|d1", fault.Message, StringComparison.Ordinal);
        Assert.Equal(Aggregator.Attempts, port);
    }

    [Fact]
    public async Task an_empty_batch_does_nothing() => Assert.Equal(Aggregated.Nothing with { Committed = [] }, (await stage.Aggregator.ApplyAsync([], T, default)) with { Committed = [] });

    [Fact]
    public async Task a_batch_counts_what_it_did()
    {
        await stage.Apply(Device("d1"), Connection(T));
        var result = await stage.Aggregator.ApplyAsync([Of(Device("d1"), Connection(T)), Of(Device("d2"), Connection(T)), Of(Device("d3"), Connection(T.AddDays(-5)))], T, default);
        Assert.Equal((3, 2, 1, 1), (result.Entities, result.Writes, result.Unchanged, result.Transitions));
    }

    [Fact]
    public async Task expiry_takes_many_devices_in_portions()
    {
        await stage.Apply([.. Enumerable.Range(0, 450).Select(i => Of(Device($"d{i}"), Connection(T)))]);
        var result = await stage.Aggregator.ExpireAsync(T.AddHours(48), default);
        Assert.Equal((450, 450), (result.Aggregated.Writes, result.Aggregated.Transitions));
        Assert.Empty(await stage.Flagged());
    }

    [Fact]
    public async Task history_is_pruned_by_the_first_round_and_then_at_most_once_an_hour()
    {
        const int Entries = 3; // tag, evidence, recommendation
        var first = T + stage.Policy.History + TimeSpan.FromMinutes(1);
        await Tagged("d0", T);
        Assert.Equal(Entries, await Pruned(first)); // the process just started
        await Tagged("d1", T.AddSeconds(1));
        Assert.Equal(0, await Pruned(first.AddSeconds(30)));
        Assert.Equal(0, await Pruned(first.AddHours(1).AddTicks(-1)));
        Assert.Equal(Entries, await Pruned(first.AddHours(1)));
        await Tagged("d2", T.AddSeconds(2));
        Assert.Equal(0, await Pruned(first.AddHours(2).AddTicks(-1))); // counted from the last round that pruned
        Assert.Equal(Entries, await Pruned(first.AddHours(2)));
    }

    private Task<Aggregated> Tagged(string device, DateTimeOffset at) => stage.Aggregator.ApplyAsync([Of(Device(device), Connection(at))], at, default);

    private async Task<int> Pruned(DateTimeOffset now) => (await stage.Aggregator.ExpireAsync(now, default)).Pruned;
}
