using System.Net;
using System.Text.Json;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Worker;

/// <summary>What the host gets for an answer. To a success without a JSON object it would wait until its timeout.</summary>
public sealed class HostReplies
{
    private const string TwoEvents = """{"Data":{"events":"[\"YQ==\",\"Yg==\"]"},"Metadata":{"SequenceNumberArray":"[41,42]"}}""";

    [Theory]
    [InlineData("TakeMemory", TwoEvents)]
    [InlineData("TakeBytes", TwoEvents)]
    [InlineData("takebytes", TwoEvents)] // the host compares names without case
    [InlineData("TakeText", """{"Data":{"events":"[\"a\",\"b\"]"},"Metadata":{}}""")]
    [InlineData("TakeOne", """{"Data":{"payload":"YQ=="},"Metadata":{}}""")]
    [InlineData("TakeMemory", """{"Data":{"events":"[]"}}""")]
    [InlineData("Tick", """{"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":true}},"Metadata":{}}""")]
    public async Task a_success_has_a_json_type_and_the_three_members(string function, string payload)
    {
        await using var app = await RunningApp.StartAsync();

        using var response = await app.InvokeAsync(function, payload);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var reply = await JsonAsync(response);
        Assert.Equal(JsonValueKind.Object, reply.GetProperty("Outputs").ValueKind);
        Assert.Equal(JsonValueKind.Array, reply.GetProperty("Logs").ValueKind);
        Assert.Equal(JsonValueKind.Null, reply.GetProperty("ReturnValue").ValueKind);
        Assert.Single(app.Seen.Calls);
    }

    [Fact]
    public async Task a_failure_is_500_with_the_type_and_the_message()
    {
        await using var app = await RunningApp.StartAsync();

        using var response = await app.InvokeAsync("Fail", TwoEvents);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        var error = (await JsonAsync(response)).GetProperty("error");
        Assert.Equal("System.IO.InvalidDataException", error.GetProperty("code").GetString());
        Assert.Equal("2 events, none of them good", error.GetProperty("message").GetString());
        Assert.Equal("Fail", error.GetProperty("target").GetString());
    }

    [Fact]
    public async Task a_malformed_payload_is_400_and_the_function_does_not_run()
    {
        await using var app = await RunningApp.StartAsync();

        using var response = await app.InvokeAsync("TakeBytes", TwoEvents[..30]);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("MalformedPayload", (await JsonAsync(response)).GetProperty("error").GetProperty("code").GetString());
        Assert.Empty(app.Seen.Calls);
    }

    [Theory]
    [InlineData("GET", "/", HttpStatusCode.OK)] // the readiness probe
    [InlineData("GET", "/TakeMemory", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/Nothing", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/nothing", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/api/things/7", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/api/echo", HttpStatusCode.MethodNotAllowed)]
    public async Task every_other_request_is_answered_in_json(string method, string path, HttpStatusCode expected)
    {
        await using var app = await RunningApp.StartAsync();

        using var request = new HttpRequestMessage(new(method), path);
        using var response = await app.Client.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(expected == HttpStatusCode.MethodNotAllowed, response.Content.Headers.Allow.Count > 0);
        var reply = await JsonAsync(response);
        if (expected != HttpStatusCode.OK)
            Assert.Equal(path, reply.GetProperty("error").GetProperty("target").GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // chunked, as the host's ObjectContent is
    public async Task a_body_of_forty_megabytes_is_no_413(bool withLength)
    {
        await using var app = await RunningApp.StartAsync();
        var events = Enumerable.Range(0, 30).Select(index => Enumerable.Repeat((byte)index, 1_000_000).ToArray()).ToArray();
        var body = HostPayload.Envelope(HostPayload.BinaryValue(events, HostPayload.Style.Host, HostPayload.Style.Host));
        Assert.True(body.Length > 40_000_000);
        using HttpContent content = withLength ? new ByteArrayContent(body) : new StreamContent(new Unseekable(body));

        using var response = await app.InvokeAsync("TakeMemory", content);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(app.Seen.Calls.TryDequeue(out var call));
        Assert.True(events.Zip(call.Events).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second)));
        Assert.Equal(events.Length, call.Events.Count);
    }

    [Fact]
    public async Task invocations_at_once_do_not_see_each_others_events()
    {
        await using var app = await RunningApp.StartAsync();
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) =>
        {
            var events = Enumerable.Repeat(BitConverter.GetBytes(number), 1 + number).ToArray();
            var payload = HostPayload.Envelope(HostPayload.BinaryValue(events, HostPayload.Style.Host, HostPayload.Style.Host));
            using var response = await app.InvokeAsync("TakeMemory", new ByteArrayContent(payload));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        });

        Assert.Equal(200, app.Seen.Calls.Count);
        Assert.All(app.Seen.Calls, call => Assert.All(call.Events, bytes => Assert.Equal(call.Events.Count - 1, BitConverter.ToInt32(bytes))));
        Assert.Equal(0, app.Seen.Alive);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    /// <summary>A stream of unknown length.</summary>
    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
