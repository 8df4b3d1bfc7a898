using Xunit;

namespace ExposurePipeline.Tests.EndToEnd;

/// <summary>At-least-once delivery, in any order, through the whole system.</summary>
public sealed class RepeatedDeliveryTests
{
    [Fact]
    public async Task a_batch_delivered_four_times_and_shuffled_leaves_the_same_state_and_sends_no_further_message()
    {
        var telemetry = new ReplayTelemetry(seed: 7, devices: 60, DateTimeOffset.UtcNow.AddMinutes(-5)).Bodies(1_500);
        await using var run = await Run.StartAsync();
        await DeliverAsync(run, telemetry.SelectMany(lane => lane.Bodies));
        var states = await run.RowsAsync('s');
        var history = await run.RowsAsync('h');
        var first = await run.ReceiveAsync();
        Assert.NotEmpty(first);

        var random = new Random(7);
        for (var repetition = 0; repetition < 3; repetition++)
        {
            await DeliverAsync(run, telemetry.SelectMany(lane => lane.Bodies).OrderBy(_ => random.Next()));
        }

        Assert.Equal(states, await run.RowsAsync('s'));
        Assert.Equal(history, await run.RowsAsync('h'));
        Assert.Empty(await run.ReceiveAsync());
    }

    private static async Task DeliverAsync(Run run, IEnumerable<ReadOnlyMemory<byte>> bodies)
    {
        await run.SendAsync("connections", bodies);
        await run.SettleAsync();
    }
}
