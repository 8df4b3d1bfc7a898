using System.Net;
using Xunit;

namespace ExposurePipeline.Tests.Local.Broker;

public sealed class BackPressureTests
{
    [Fact]
    public async Task a_publisher_is_told_to_come_back_while_too_much_waits_for_the_disk_and_what_was_refused_is_not_stored()
    {
        await using var broker = await TestBroker.StartAsync(options => options with { MostWaitingBytes = 10 });
        await broker.Server.EnsureHub("connections", 1);
        using var disk = new ManualResetEventSlim();
        var held = broker.Server.State.Journal.WriteAsync(_ => disk.Wait(TimeSpan.FromMinutes(1)));

        Task<HttpResponseMessage>[] publishers = [broker.SendAsync("/connections/messages", "twelve bytes"), broker.SendAsync("/connections/messages", "twelve bytes")];
        var refused = await await Task.WhenAny(publishers); // the other one waits for the disk
        disk.Set();

        Assert.True(await held);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(1)), (refused.StatusCode, refused.Headers.RetryAfter?.Delta));
        Assert.Single(await Task.WhenAll(publishers), answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(HttpStatusCode.Created, (await broker.SendAsync("/connections/messages", "again")).StatusCode);
        Assert.Equal(2, (await broker.AllAsync("connections")).Count);
    }
}
