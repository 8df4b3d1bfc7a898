using System.Net;
using System.Text;
using Xunit;

namespace ExposurePipeline.Tests.Local.Broker;

public sealed class RefusalTests : IAsyncLifetime
{
    private const string Any = "text/plain";

    private TestBroker _broker = null!;

    public async Task InitializeAsync()
    {
        _broker = await TestBroker.StartAsync();
        await _broker.Server.EnsureHub("hub", 2);
        await _broker.SubscribeAsync("topic", "sub");
    }

    public async Task DisposeAsync() => await _broker.DisposeAsync();

    [Theory]
    [InlineData("/hub/messages", TestBroker.Batch, "", null, 400, "not valid JSON")] // nothing
    [InlineData("/hub/messages", TestBroker.Batch, "[]", null, 400, "empty")] // a publish of nothing would be lost silently
    [InlineData("/hub/messages", TestBroker.Batch, """{"Body":"x"}""", null, 400, "not a JSON array")]
    [InlineData("/hub/messages", TestBroker.Batch, """["x"]""", null, 400, "Element 0: it is not an object")]
    [InlineData("/hub/messages", TestBroker.Batch, """[{"Body":"x"},{}]""", null, 400, "Element 1: Body is missing")]
    [InlineData("/hub/messages", TestBroker.Batch, """[{"Body":1}]""", null, 400, "Body is not a string")]
    [InlineData("/hub/messages", TestBroker.Batch, """[{"Body":"%","IsBodyBase64":true}]""", null, 400, "not base64")]
    [InlineData("/hub/messages", TestBroker.Batch, """[{"Body":"x","IsBodyBase64":"yes"}]""", null, 400, "not true or false")]
    [InlineData("/hub/messages", TestBroker.Batch, """[{"Body":"x"}""", null, 400, "not valid JSON")] // cut off
    [InlineData("/hub/messages", TestBroker.Batch, """[{"Body":"x"}]]""", null, 400, "not valid JSON")] // goes on
    [InlineData("/hub/messages", TestBroker.Batch, """[{"Body":"\ud800"}]""", null, 400, "not valid JSON")] // half a character
    [InlineData("/hub/messages", TestBroker.Batch, """[{"Body":"x","UserProperties":{"a":{}}}]""", null, 400, "UserProperties.a is not a plain value")]
    [InlineData("/hub/messages", TestBroker.Batch, """[{"Body":"x","UserProperties":1}]""", null, 400, "UserProperties is not an object")]
    [InlineData("/hub/messages", TestBroker.Batch, """[{"Body":"x","BrokerProperties":"k"}]""", null, 400, "BrokerProperties is not a JSON object")]
    [InlineData("/hub/messages", TestBroker.Batch, """[{"Body":"x","BrokerProperties":{"PartitionKey":7}}]""", null, 400, "PartitionKey is not a string")]
    [InlineData("/hub/messages", Any, "x", "{", 400, "BrokerProperties is not valid JSON")]
    [InlineData("/hub/messages", Any, "x", """{"TimeToLive":-1}""", 400, "TimeToLive")]
    [InlineData("/hub/partitions/2/messages", Any, "x", null, 400, "no partition '2'")] // there are 0 and 1
    [InlineData("/hub/partitions/-1/messages", Any, "x", null, 400, "no partition '-1'")]
    [InlineData("/hub/partitions/1/messages", Any, "x", """{"PartitionKey":"k"}""", 400, "only one of them can choose")]
    [InlineData("/stranger/messages", Any, "x", null, 410, "'stranger'")]
    [InlineData("/topic/subscriptions/sub/messages", Any, "x", null, 410, "topic/subscriptions/sub")] // a subscription takes no messages
    [InlineData("/hub/messages/head", Any, "", null, 410, "'hub'")] // hubs give none by REST
    [InlineData("/topic/messages/head", Any, "", null, 410, "'topic'")] // a topic gives to its subscriptions only
    [InlineData("/topic/subscriptions/sub/messages/head?timeout=-1", Any, "", null, 400, "timeout")]
    [InlineData("/topic/subscriptions/sub/messages/1/no-such-lock", Any, "", null, 404, "not locked under this token")]
    [InlineData("/topic/messages", Any, "x", """{"ScheduledEnqueueTimeUtc":"soon"}""", 400, "ScheduledEnqueueTimeUtc")]
    [InlineData("/topic/messages", Any, "x", """{"MessageId":""}""", 400, "MessageId")]
    [InlineData("/topic/messages", TestBroker.Batch, """[{"Body":"x","UserProperties":{"a b":1}}]""", null, 400, "'a b'")] // could never be received
    [InlineData("/", Any, "x", null, 404, "no address")]
    [InlineData("/topic", Any, "x", null, 404, "no address")]
    [InlineData("/topic/subscriptions/sub", Any, "x", null, 405, "POST has no meaning")]
    public async Task a_request_that_cannot_be_followed_says_why_and_stores_nothing(string path, string type, string body, string? broker, int status, string expected)
    {
        var answer = await _broker.SendAsync(path, body, type, broker);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal((status, "application/xml"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType!));
        Assert.Contains(expected, System.Xml.Linq.XElement.Parse(text).Element("Detail")!.Value);
        Assert.Empty(await _broker.AllAsync("hub"));
        Assert.Equal(HttpStatusCode.NoContent, (await _broker.PeekLockAsync("/topic/subscriptions/sub")).StatusCode);
    }

    [Fact]
    public async Task invalid_utf8_in_a_batch_is_refused() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await _broker.SendAsync("/hub/messages", [0x5b, 0xff, 0x5d], TestBroker.Batch)).StatusCode);

    [Fact]
    public async Task a_caller_that_asks_for_json_gets_the_error_as_json()
    {
        var answer = await _broker.SendAsync("/stranger/messages", "x", headers: ("Accept", "application/json"));
        var error = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("error");
        Assert.Equal("410", error.GetProperty("code").GetString());
    }

    [Fact]
    public async Task health_needs_no_token()
    {
        using var stranger = new HttpClient { BaseAddress = _broker.Server.Url };
        Assert.Equal("""{"status":"healthy","message":"Service is healthy."}""", await stranger.GetStringAsync("/health"));
    }

    [Theory]
    [InlineData("", "missing")]
    [InlineData("Bearer abc", "no other scheme")]
    [InlineData("SharedAccessSignature sr=x", "no 'sig'")]
    [InlineData("{token}x", "unknown")] // key name
    [InlineData("{expired}", "expired")]
    [InlineData("{elsewhere}", "does not cover")] // another hub
    [InlineData("{part}", "does not cover")] // "hu" is a prefix of the text, not of the segments
    [InlineData("{foreign}", "does not cover")] // another host
    [InlineData("{tampered}", "signature")]
    public async Task a_token_that_does_not_fit_is_refused(string token, string expected)
    {
        var here = $"sb://{_broker.Server.Url.Authority}";
        var day = TimeSpan.FromDays(1);
        var header = token
            .Replace("{token}", _broker.Token(here, day))
            .Replace("{expired}", _broker.Token(here, TimeSpan.Zero))
            .Replace("{elsewhere}", _broker.Token($"{here}/topic", day))
            .Replace("{part}", _broker.Token($"{here}/hu", day))
            .Replace("{foreign}", _broker.Token("sb://example.org/", day))
            .Replace("{tampered}", _broker.Token(here, day).Replace("sr=sb", "sr=SB"));
        var answer = await PostAsync("/hub/messages", header);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains(expected, System.Xml.Linq.XElement.Parse(await answer.Content.ReadAsStringAsync()).Element("Detail")!.Value);
    }

    [Theory]
    [InlineData("sb://{host}")]
    [InlineData("https://{host}/")]
    [InlineData("http://{host}/hub")]
    [InlineData("http://{host}/hub/messages")]
    [InlineData("sb://localhost/HUB")] // names have no case; clients often sign without the port
    public async Task a_token_for_the_address_or_above_it_is_taken(string resource)
    {
        var token = _broker.Token(resource.Replace("{host}", _broker.Server.Url.Authority), TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Created, (await PostAsync("/hub/messages", token)).StatusCode);
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string authorization)
    {
        using var stranger = new HttpClient { BaseAddress = _broker.Server.Url };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes("x")) };
        if (authorization.Length > 0)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await stranger.SendAsync(request);
    }
}
