using System.Diagnostics;
using System.Text;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Tests.SampleApp;

public sealed class EventFunctions(Seen seen, PerInvocation scoped)
{
    [Function("TakeMemory")]
    [ExponentialBackoffRetry(-1, "00:00:01", "00:05:00")]
    public Task TakeMemory(
        [EventHubTrigger("%HUB%", Connection = "EventHubs", ConsumerGroup = "%GROUP%", IsBatched = true)] ReadOnlyMemory<byte>[] events,
        FunctionContext context) => RecordAsync("TakeMemory", [.. events.Select(each => each.ToArray())], context);

    [Function("TakeBytes")]
    [FixedDelayRetry(5, "00:00:10")]
    public Task TakeBytes([EventHubTrigger("hub", Connection = "EventHubs")] byte[][] events, FunctionContext context) =>
        RecordAsync("TakeBytes", events, context);

    [Function("TakeText")]
    public async ValueTask TakeText([EventHubTrigger("hub", Connection = "EventHubs")] string[] events, FunctionContext context) =>
        await RecordAsync("TakeText", [.. events.Select(Encoding.UTF8.GetBytes)], context);

    [Function("TakeOne")]
    public Task TakeOne([EventHubTrigger("hub", Connection = "EventHubs", IsBatched = false)] ReadOnlyMemory<byte> payload, FunctionContext context) =>
        RecordAsync("TakeOne", [payload.ToArray()], context);

    private Task RecordAsync(string function, IReadOnlyList<byte[]> events, FunctionContext context)
    {
        _ = scoped;
        seen.Calls.Enqueue(new(function, events, context.BindingContext.BindingData.ToDictionary(StringComparer.OrdinalIgnoreCase))
        {
            InvocationId = context.InvocationId,
            TraceParent = context.TraceContext.TraceParent,
            Activity = Activity.Current?.TraceId.ToHexString(),
            RetryCount = context.RetryContext.RetryCount,
            MaxRetryCount = context.RetryContext.MaxRetryCount,
        });
        return Task.CompletedTask;
    }
}
