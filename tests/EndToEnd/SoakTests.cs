using ExposurePipeline.Benchmarks.Soak;
using Xunit;
using Xunit.Abstractions;

namespace ExposurePipeline.Tests.EndToEnd;

/// <summary>What the benchmarks <c>soak</c> and <c>overload</c> do for minutes, for seconds: everything that an organisation sends, steadily and in a flood.</summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    private const int Fleet = 500;
    private const int Pool = 200;
    private const double Steady = 3_000;
    private const double Flood = 300_000;
    private const long FewBytes = 512 * 1024;

    // A leak of what the records themselves weigh would be more; how much a collector keeps is its own affair.
    private const double MostGrowth = 2;

    [Fact]
    public async Task mixed_traffic_leaves_balanced_books_nothing_waiting_and_no_growing_memory()
    {
        await using var run = await Run.StartAsync();
        await using var sender = new TrafficSender(run.Host);
        using var traffic = Again().GetEnumerator();

        var sent = await sender.SendAsync(traffic, Steady, TimeSpan.FromSeconds(3));
        await run.SettleAsync();
        var warm = await Gauges.ReadAsync(run.Host, 0);
        sent.AddRange(await sender.SendAsync(traffic, Steady, TimeSpan.FromSeconds(6)));
        await run.SettleAsync();

        var after = await Gauges.ReadAsync(run.Host, 6);
        output.WriteLine($"{TrafficEvent.Sum(sent)}\n{Gauges.Header}\n{warm.Line}\n{after.Line}");
        Assert.True(after.App.Megabytes < MostGrowth * warm.App.Megabytes, $"{warm.App.Megabytes:F0} MB became {after.App.Megabytes:F0} MB");
        await AssertNothingIsLostAsync(run, sent);
    }

    [Fact]
    public async Task more_than_the_hubs_take_is_told_to_come_back_and_nothing_is_lost()
    {
        await using var run = await Run.StartAsync(FewBytes);
        await using var sender = new TrafficSender(run.Host);
        using var traffic = Again().GetEnumerator();

        var sent = await sender.SendAsync(traffic, Flood, TimeSpan.FromSeconds(2));
        await run.SettleAsync();

        output.WriteLine($"{TrafficEvent.Sum(sent)}; {sender.TurnedAway} publishes were told to come back");
        Assert.NotEqual(0, sender.TurnedAway);
        await AssertNothingIsLostAsync(run, sent);
    }

    // Every event is sent several times, which is no news to the state.
    private static IEnumerable<TrafficEvent> Again()
    {
        var pool = new MixedTraffic(Fleet, TimeProvider.System.GetUtcNow()).Events(Pool);
        while (true)
        {
            foreach (var each in pool)
            {
                yield return each;
            }
        }
    }

    private static async Task AssertNothingIsLostAsync(Run run, IReadOnlyCollection<TrafficEvent> sent)
    {
        var after = await Gauges.ReadAsync(run.Host, 0);
        Assert.Equal((0, 0), (after.Lag, after.Outbox));
        Assert.Equal(TrafficEvent.Sum(sent), await Gauges.BooksAsync(run.Host));
        Assert.True(await FinalState.IsSameAsync(run.Host, [.. sent.Distinct()]), "the machines are those of the same events in one process");
    }
}
