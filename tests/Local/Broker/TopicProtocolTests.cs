using System.Net;
using ExposurePipeline.Local.Broker.Topics;
using Xunit;

namespace ExposurePipeline.Tests.Local.Broker;

public sealed class TopicProtocolTests : IAsyncLifetime
{
    private const string All = "/tag-changes/subscriptions/all";

    private TestBroker _broker = null!;

    public async Task InitializeAsync()
    {
        _broker = await TestBroker.StartAsync();
        await _broker.SubscribeAsync("tag-changes", "all");
    }

    public async Task DisposeAsync() => await _broker.DisposeAsync();

    [Fact]
    public async Task a_peeked_message_has_its_body_its_properties_and_a_lock()
    {
        await _broker.SendAsync("/tag-changes/messages", "{}", "application/cloudevents+json",
            """{"MessageId":"m-1","SessionId":"s","CorrelationId":"c","Label":"exposure.tag.added","To":"t","TimeToLive":60}""",
            ("tenantId", "\"t-1\""), ("riskLevel", "3"), ("urgent", "true"));
        var answer = await _broker.PeekLockAsync(All);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("{}", await answer.Content.ReadAsStringAsync());
        Assert.Equal("application/cloudevents+json", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(["\"t-1\"", "3", "true"], new[] { "tenantId", "riskLevel", "urgent" }.Select(name => answer.Headers.GetValues(name).Single()));
        var broker = TestBroker.BrokerPropertiesOf(answer);
        Assert.Equal("m-1 s c exposure.tag.added t", string.Join(' ', new[] { "MessageId", "SessionId", "CorrelationId", "Label", "To" }.Select(name => broker.GetProperty(name).GetString())));
        Assert.Equal((1, 1, 60), (broker.GetProperty("SequenceNumber").GetInt32(), broker.GetProperty("DeliveryCount").GetInt32(), broker.GetProperty("TimeToLive").GetInt32()));
        Assert.Equal("Sun, 01 Mar 2026 12:00:00 GMT", broker.GetProperty("EnqueuedTimeUtc").GetString());
        Assert.Equal("Sun, 01 Mar 2026 12:01:00 GMT", broker.GetProperty("LockedUntilUtc").GetString());
        Assert.EndsWith($"{All}/messages/1/{broker.GetProperty("LockToken").GetString()}", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task text_beyond_ascii_survives_the_headers()
    {
        await _broker.SendAsync("/tag-changes/messages", """[{"Body":"x","BrokerProperties":{"Label":"größe"},"UserProperties":{"name":"\"quoted\" 😀\n"}}]""", TestBroker.Batch);
        var answer = await _broker.PeekLockAsync(All);
        Assert.Equal("größe", TestBroker.BrokerPropertiesOf(answer).GetProperty("Label").GetString());
        Assert.Equal("\"quoted\" 😀\n", System.Text.Json.JsonSerializer.Deserialize<string>(answer.Headers.GetValues("name").Single()));
    }

    [Fact]
    public async Task a_completed_message_is_gone_and_its_lock_with_it()
    {
        await _broker.SendAsync("/tag-changes/messages", "x");
        var location = (await _broker.PeekLockAsync(All)).Headers.Location;

        Assert.Equal(HttpStatusCode.OK, (await _broker.Http.DeleteAsync(location)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _broker.Http.DeleteAsync(location)).StatusCode);
        _broker.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.NoContent, (await _broker.PeekLockAsync(All)).StatusCode);
    }

    [Fact]
    public async Task an_unlocked_message_comes_again_at_once_and_is_counted()
    {
        await _broker.SendAsync("/tag-changes/messages", "x");
        var location = (await _broker.PeekLockAsync(All)).Headers.Location;
        Assert.Equal(HttpStatusCode.OK, (await _broker.Http.PutAsync(location, null)).StatusCode);
        var again = await _broker.PeekLockAsync(All);
        Assert.Equal(2, TestBroker.BrokerPropertiesOf(again).GetProperty("DeliveryCount").GetInt32());
    }

    [Fact]
    public async Task a_message_comes_again_when_its_lock_expires_and_the_old_lock_is_lost()
    {
        await _broker.SendAsync("/tag-changes/messages", "x");
        var first = await _broker.PeekLockAsync(All);
        _broker.Clock.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1));
        Assert.Equal(HttpStatusCode.NoContent, (await _broker.PeekLockAsync(All)).StatusCode);
        _broker.Clock.Advance(TimeSpan.FromTicks(1)); // the lock's end is excluded from it

        Assert.Equal(HttpStatusCode.NotFound, (await _broker.Http.DeleteAsync(first.Headers.Location)).StatusCode);
        Assert.Equal(2, TestBroker.BrokerPropertiesOf(await _broker.PeekLockAsync(All)).GetProperty("DeliveryCount").GetInt32());
    }

    [Fact]
    public async Task a_renewed_lock_holds_for_another_lock_duration()
    {
        await _broker.SendAsync("/tag-changes/messages", "x");
        var location = (await _broker.PeekLockAsync(All)).Headers.Location;
        _broker.Clock.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal(HttpStatusCode.OK, (await _broker.Http.PostAsync(location, null)).StatusCode);
        _broker.Clock.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal(HttpStatusCode.OK, (await _broker.Http.DeleteAsync(location)).StatusCode);
    }

    [Fact]
    public async Task receive_and_delete_hands_out_once()
    {
        await _broker.SendAsync("/tag-changes/messages", "x");
        var answer = await _broker.Http.DeleteAsync($"{All}/messages/head?timeout=0");
        Assert.Equal((HttpStatusCode.OK, "x"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Equal(HttpStatusCode.NoContent, (await _broker.Http.DeleteAsync($"{All}/messages/head?timeout=0")).StatusCode);
    }

    [Fact]
    public async Task a_long_poll_ends_with_the_message_that_arrives()
    {
        var poll = _broker.PeekLockAsync(All, timeout: 600);
        await _broker.SendAsync("/tag-changes/messages", "late");
        Assert.Equal("late", await (await poll.WaitAsync(TimeSpan.FromSeconds(30))).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task a_long_poll_ends_with_a_lock_that_expires()
    {
        await _broker.SendAsync("/tag-changes/messages", "x");
        await _broker.PeekLockAsync(All);
        var poll = _broker.PeekLockAsync(All, timeout: 600);
        await Eventually.HoldsAsync(() =>
        {
            _broker.Clock.Advance(TimeSpan.FromSeconds(10));
            return Task.FromResult(poll.IsCompleted);
        });
        Assert.Equal(HttpStatusCode.Created, (await poll).StatusCode);
    }

    [Fact]
    public async Task stopping_answers_the_long_polls()
    {
        var before = _broker.Server.State.Journal.Groups;
        var poll = _broker.PeekLockAsync(All, timeout: 600);
        await Eventually.HoldsAsync(() => Task.FromResult(_broker.Server.State.Journal.Groups > before)); // it has looked once and waits
        await _broker.Server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(HttpStatusCode.NoContent, (await poll).StatusCode);
    }

    [Fact]
    public async Task a_message_delivered_too_often_becomes_a_dead_letter_that_says_why()
    {
        await _broker.SubscribeAsync("tag-changes", "impatient", new EntitySettings { MaxDeliveryCount = 2 });
        await _broker.SendAsync("/tag-changes/messages", "poison", broker: """{"MessageId":"p"}""");
        const string Path = "/tag-changes/subscriptions/impatient";
        await _broker.Http.PutAsync((await _broker.PeekLockAsync(Path)).Headers.Location, null); // given back
        await _broker.PeekLockAsync(Path);
        _broker.Clock.Advance(TimeSpan.FromMinutes(2)); // lost

        var letter = await _broker.PeekLockAsync(Path + "/$DeadLetterQueue");
        Assert.Equal(HttpStatusCode.NoContent, (await _broker.PeekLockAsync(Path)).StatusCode);
        Assert.Equal("poison", await letter.Content.ReadAsStringAsync());
        Assert.Equal("p", TestBroker.BrokerPropertiesOf(letter).GetProperty("MessageId").GetString());
        Assert.Equal("\"MaxDeliveryCountExceeded\"", letter.Headers.GetValues("DeadLetterReason").Single());
        Assert.Equal(HttpStatusCode.OK, (await _broker.Http.DeleteAsync(letter.Headers.Location)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await _broker.PeekLockAsync(All)).StatusCode); // other subscriptions have their own copy
    }

    [Theory]
    [InlineData(false)] // gone
    [InlineData(true)] // kept as a dead letter
    public async Task an_expired_message_is_not_handed_out(bool deadLetter)
    {
        await _broker.Server.EnsureQueue("jobs", new EntitySettings { DeadLetteringOnMessageExpiration = deadLetter });
        await _broker.SendAsync("/jobs/messages", "x", broker: """{"TimeToLiveTimeSpan":"0.00:00:40"}""");
        _broker.Clock.Advance(TimeSpan.FromSeconds(40));

        Assert.Equal(HttpStatusCode.NoContent, (await _broker.PeekLockAsync("/jobs")).StatusCode);
        Assert.Equal(deadLetter ? HttpStatusCode.Created : HttpStatusCode.NoContent, (await _broker.PeekLockAsync("/jobs/$deadletterqueue")).StatusCode);
    }

    [Fact]
    public async Task a_scheduled_message_appears_at_its_time()
    {
        await _broker.SendAsync("/tag-changes/messages", "later", broker: """{"ScheduledEnqueueTimeUtc":"Sun, 01 Mar 2026 12:10:00 GMT"}""");
        await _broker.SendAsync("/tag-changes/messages", "now");
        Assert.Equal("now", await (await _broker.PeekLockAsync(All)).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NoContent, (await _broker.PeekLockAsync(All)).StatusCode);
        _broker.Clock.Advance(TimeSpan.FromMinutes(10));
        var messages = new[] { await _broker.PeekLockAsync(All), await _broker.PeekLockAsync(All) }; // "now" has lost its lock meanwhile
        var bodies = await Task.WhenAll(messages.Select(message => message.Content.ReadAsStringAsync()));
        Assert.Equal(["later", "now"], bodies.Order());
    }

    [Fact]
    public async Task a_session_waits_for_its_locked_message_while_others_go_on()
    {
        foreach (var (body, session) in new[] { ("a1", "a"), ("a2", "a"), ("b1", "b") })
            await _broker.SendAsync("/tag-changes/messages", body, broker: $$"""{"SessionId":"{{session}}"}""");

        var a1 = await _broker.PeekLockAsync(All);
        var b1 = await _broker.PeekLockAsync(All);
        Assert.Equal(["a1", "b1"], [await a1.Content.ReadAsStringAsync(), await b1.Content.ReadAsStringAsync()]);
        Assert.Equal(HttpStatusCode.NoContent, (await _broker.PeekLockAsync(All)).StatusCode);
        await _broker.Http.DeleteAsync(a1.Headers.Location);
        Assert.Equal("a2", await (await _broker.PeekLockAsync(All)).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task a_message_id_seen_within_the_window_is_accepted_and_dropped_across_a_restart()
    {
        var settings = new EntitySettings { RequiresDuplicateDetection = true };
        await _broker.SubscribeAsync("changes", "all", topicSettings: settings);
        Task<HttpResponseMessage> Send() => _broker.SendAsync("/changes/messages", """[{"Body":"x","BrokerProperties":{"MessageId":"m"}},{"Body":"y","BrokerProperties":{"MessageId":"m"}}]""", TestBroker.Batch);

        Assert.Equal(HttpStatusCode.Created, (await Send()).StatusCode);
        await _broker.RestartAsync();
        _broker.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        Assert.Equal(HttpStatusCode.Created, (await Send()).StatusCode);
        Assert.Equal(1, await DrainAsync("/changes/subscriptions/all"));

        _broker.Clock.Advance(TimeSpan.FromTicks(1)); // the window's end is excluded from it
        await Send();
        Assert.Equal(1, await DrainAsync("/changes/subscriptions/all"));
    }

    [Fact]
    public async Task a_batch_with_one_bad_element_stores_none_and_names_it()
    {
        var answer = await _broker.SendAsync("/tag-changes/messages", """[{"Body":"a"},{"Body":"b","BrokerProperties":{"SessionId":"1","PartitionKey":"2"}}]""", TestBroker.Batch);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Element 1: SessionId and PartitionKey differ", await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.NoContent, (await _broker.PeekLockAsync(All)).StatusCode);
    }

    [Fact]
    public async Task a_message_of_256_kibibytes_is_taken_and_one_byte_more_is_not()
    {
        Assert.Equal(HttpStatusCode.Created, (await _broker.SendAsync("/tag-changes/messages", new byte[256 * 1024])).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _broker.SendAsync("/tag-changes/messages", new byte[(256 * 1024) + 1])).StatusCode);
    }

    [Fact]
    public async Task locks_deliveries_and_messages_survive_a_restart()
    {
        await _broker.SendAsync("/tag-changes/messages", "locked");
        await _broker.SendAsync("/tag-changes/messages", "free");
        var locked = (await _broker.PeekLockAsync(All)).Headers.Location!.AbsolutePath;
        await _broker.RestartAsync();

        Assert.Equal("free", await (await _broker.PeekLockAsync(All)).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, (await _broker.Http.DeleteAsync(locked)).StatusCode);
    }

    private async Task<int> DrainAsync(string path)
    {
        var count = 0;
        while ((await _broker.Http.DeleteAsync($"{path}/messages/head?timeout=0")).StatusCode == HttpStatusCode.OK)
            count++;
        return count;
    }
}
