using Xunit;

namespace ExposurePipeline.Tests.EndToEnd;

/// <summary>Time alone takes a tag away, and the same evidence seen again brings it back.</summary>
public sealed class ExpiryTests
{
    private const string Accepted = """
        {"category":"AdvancedHunting-DeviceNetworkEvents","tenantId":"contoso","properties":{"DeviceId":"web01","ActionType":"InboundConnectionAccepted","Timestamp":"{0}","Protocol":"Tcp","LocalIP":"10.0.0.5","LocalPort":443,"RemoteIP":"81.2.69.142","RemotePort":50123}}
        """;

    [Fact]
    public async Task a_tag_goes_when_its_window_is_over_and_comes_back_as_a_new_episode()
    {
        await using var run = await Run.StartAsync(("Exposure__Window", "00:00:06"), ("Exposure__Resolution", "00:00:00"), ("Schedules__Expire", "* * * * * *"));

        await SeeAsync(run);
        Assert.Equal(1, await CountAsync(run));
        await WaitUntilGoneAsync(run);
        await SeeAsync(run);
        Assert.Equal(1, await CountAsync(run));
        await WaitUntilGoneAsync(run);
        await run.SettleAsync();

        Assert.Equal(["added", "removed", "added", "removed"], (await run.ReceiveAsync()).Select(m => m.Change));
        var timeline = (await run.GetAsync("/api/machines/web01/timeline")).GetProperty("value").EnumerateArray().Select(entry => entry.GetProperty("kind").GetString());
        Assert.Equal(["removed", "added", "removed", "added"], timeline.Where(kind => kind is "added" or "removed"));
    }

    private static async Task SeeAsync(Run run)
    {
        await run.SendAsync("connections", Accepted.Replace("{0}", DateTime.UtcNow.ToString("O"), StringComparison.Ordinal));
        await run.SettleAsync();
    }

    private static async Task<int> CountAsync(Run run) => (await run.GetAsync("/api/machines/summary")).GetProperty("internetFacing").GetInt32();

    private static async Task WaitUntilGoneAsync(Run run)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await CountAsync(run) > 0)
        {
            await Task.Delay(250, patience.Token);
        }
    }
}
