using System.Buffers;
using System.Text;
using System.Text.Json;
using ExposurePipeline.Local.Broker;
using ExposurePipeline.Local.Dispatch.Handler;
using ExposurePipeline.Local.Dispatch.Hubs;
using ExposurePipeline.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ExposurePipeline.Tests.Local.Dispatch;

public sealed class EventHubPayloadTests
{
    private static readonly PartitionContext Context = new("localhost", "connections", "$Default", 3, Checkpoints: true);
    private static readonly Attempt First = new("NormaliseConnections", new(2026, 1, 2, 3, 4, 6, TimeSpan.Zero), Guid.Empty, new RetryState(0, -1, null));

    [Fact]
    public void a_batch_is_written_as_the_real_host_writes_it()
    {
        HubEvent[] events =
        [
            new(41, 128, MemoryHubLog.Epoch, "dev-1", "{\"id\":1}"u8.ToArray(), new Dictionary<string, object?>
            {
                ["format"] = "defender \"x\"", ["n"] = 42L, ["d"] = 0.5, ["yes"] = true, ["none"] = null,
            }),
            new(42, 176, MemoryHubLog.Epoch.AddTicks(12345), null, new byte[] { 0, 255, 62, 63 }, new Dictionary<string, object?>()),
        ];

        Golden.Matches(Indented(Write(events, First)), "tests", "Local", "Dispatch", "event-hub-invocation.golden.json");
    }

    [Fact]
    public void a_repeated_attempt_says_how_often_and_why()
    {
        var body = Write([Event([1])], First with { Retry = new RetryState(2, 5, "the handler answered 500") });

        using var document = JsonDocument.Parse(body);
        var retry = document.RootElement.GetProperty("Metadata").GetProperty("RetryContext");
        Assert.Equal(
            """{"RetryCount":2,"MaxRetryCount":5,"Exception":{"Message":"the handler answered 500"},"Instance":null,"State":{}}""", retry.GetRawText());
    }

    [Fact]
    public void without_a_retry_policy_there_is_no_retry_context()
    {
        using var document = JsonDocument.Parse(Write([Event([1])], First with { Retry = null }));

        Assert.False(document.RootElement.GetProperty("Metadata").TryGetProperty("RetryContext", out _));
    }

    [Fact]
    public void every_byte_of_every_body_arrives() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<byte[][]>(),
        bodies =>
        {
            using var document = JsonDocument.Parse(Write([.. bodies.Select(b => Event(b ?? []))], First));
            var inner = document.RootElement.GetProperty("Data").GetProperty("events").GetString()!;
            var arrived = JsonSerializer.Deserialize<byte[][]>(inner)!;
            return arrived.Length == bodies.Length && arrived.Zip(bodies).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second ?? []));
        }));

    private static HubEvent Event(byte[] body) => new(0, 0, MemoryHubLog.Epoch, null, body, new Dictionary<string, object?>());

    private static byte[] Write(HubEvent[] events, Attempt attempt)
    {
        var buffer = new ArrayBufferWriter<byte>();
        new EventHubPayload("events", Context, events).WriteTo(buffer, attempt);
        return buffer.WrittenSpan.ToArray();
    }

    private static string Indented(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            document.WriteTo(writer);
        return Encoding.UTF8.GetString(text.ToArray());
    }
}
