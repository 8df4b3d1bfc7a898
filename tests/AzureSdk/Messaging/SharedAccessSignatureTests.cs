using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Messaging.Http;
using Azure.Messaging.ServiceBus;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Messaging;

public sealed class SharedAccessSignatureTests
{
    private static readonly DateTimeOffset Start = new(2025, 1, 2, 3, 4, 5, TimeSpan.Zero);

    // Computed with Python's hmac and urllib: quote(uri) + "\n" + expiry under the key's text as UTF-8.
    [Fact]
    public void a_token_equals_one_computed_by_another_program() => Assert.Equal(
        "SharedAccessSignature sr=https%3A%2F%2Fcontoso.servicebus.windows.net%2Ftag-changes&sig=Jb9uQY%2Fn9wy2m5ALzgW1gWxHEULNT0gJHeVx1pgAtPg%3D&se=1735787045&skn=Root%20Key",
        SharedAccessSignature.Create(new Uri("https://contoso.servicebus.windows.net/tag-changes"), "Root Key", "c2VjcmV0LWtleQ==", DateTimeOffset.FromUnixTimeSeconds(1735787045)));

    [Theory]
    [InlineData("https://contoso.servicebus.windows.net/")] // a slash at the end is not part of the resource
    [InlineData("https://CONTOSO.servicebus.windows.net")] // host names have no case
    public void one_namespace_has_one_token(string address)
    {
        var plain = SharedAccessSignature.Create(new Uri("https://contoso.servicebus.windows.net"), "Root", "key", Start);

        Assert.Equal(plain, SharedAccessSignature.Create(new Uri(address), "Root", "key", Start));
    }

    [Fact]
    public void a_token_is_kept_until_ten_minutes_before_it_expires()
    {
        var time = new SetTime(Start);
        var policy = new SharedAccessSignaturePolicy(new Uri("https://contoso.servicebus.windows.net"), "Root", "key", time);
        var first = TokenOf(policy);

        time.Now = Start + TimeSpan.FromMinutes(50) - TimeSpan.FromTicks(1);
        Assert.Equal(first, TokenOf(policy));
        time.Now = Start + TimeSpan.FromMinutes(50);
        Assert.Contains($"&se={(Start + TimeSpan.FromMinutes(110)).ToUnixTimeSeconds()}&", TokenOf(policy), StringComparison.Ordinal);
    }

    [Fact]
    public async Task every_request_carries_the_token_of_the_namespace()
    {
        await using var service = await LoopbackService.StartAsync();
        await using var client = new ServiceBusClient(service.ConnectionString);
        await client.CreateSender("a").SendMessageAsync(new ServiceBusMessage("x"));
        await client.CreateReceiver("b", "c").ReceiveMessageAsync(TimeSpan.Zero);

        var tokens = service.Requests.Select(request => request.Headers["Authorization"]).Distinct();

        var token = Assert.Single(tokens);
        Assert.StartsWith($"SharedAccessSignature sr=http%3A%2F%2F127.0.0.1%3A{service.Address.Port}&sig=", token, StringComparison.Ordinal);
        Assert.EndsWith("&skn=Root", token, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_ready_signature_is_sent_as_it_is()
    {
        await using var service = await LoopbackService.StartAsync();
        var connection = $"Endpoint=sb://127.0.0.1:{service.Address.Port};SharedAccessSignature=SharedAccessSignature sr=x&sig=y%3D&se=1&skn=z;UseDevelopmentEmulator=true";
        await using var client = new ServiceBusClient(connection);

        await client.CreateSender("a").SendMessageAsync(new ServiceBusMessage("x"));

        Assert.Equal("SharedAccessSignature sr=x&sig=y%3D&se=1&skn=z", service.Only.Headers["Authorization"]);
    }

    private static string TokenOf(HttpPipelinePolicy policy)
    {
        var seen = "";
        var pipeline = new HttpPipeline(new NoTransport(message => seen = message.Request.Headers.TryGetValue("Authorization", out var value) ? value : ""), [policy]);
        using var message = pipeline.CreateMessage();
        message.Request.Uri.Reset(new Uri("https://contoso.servicebus.windows.net"));
        pipeline.Send(message, CancellationToken.None);
        return seen;
    }

    private sealed class SetTime(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class NoTransport(Action<HttpMessage> see) : HttpPipelineTransport
    {
        public override Request CreateRequest() => HttpClientTransport.Shared.CreateRequest();

        public override void Process(HttpMessage message)
        {
            see(message);
            message.Response = new NoResponse();
        }

        public override ValueTask ProcessAsync(HttpMessage message)
        {
            Process(message);
            return ValueTask.CompletedTask;
        }
    }

    private sealed class NoResponse : Response
    {
        public override int Status => 200;

        public override string ReasonPhrase => "OK";

        public override Stream? ContentStream { get; set; }

        public override string ClientRequestId { get; set; } = "";

        public override void Dispose()
        {
        }

        protected override bool ContainsHeader(string name) => false;

        protected override IEnumerable<HttpHeader> EnumerateHeaders() => [];

        protected override bool TryGetHeader(string name, out string value)
        {
            value = "";
            return false;
        }

        protected override bool TryGetHeaderValues(string name, out IEnumerable<string> values)
        {
            values = [];
            return false;
        }
    }
}
