using Azure.Messaging.ServiceBus;
using ExposurePipeline.Exposure.Aggregation;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Tests.Support.Stores;

namespace ExposurePipeline.Benchmarks.CatchUp;

/// <summary>Which tags came and went: device, change and message id.</summary>
internal static class TagChanges
{
    private const string Topic = "tag-changes";

    /// <summary>What subscribers received since the last call; repetitions count once.</summary>
    public static async Task<SortedSet<string>> ReceiveAsync(string connection)
    {
        await using var client = new ServiceBusClient(connection);
        var receiver = client.CreateReceiver(Topic, "all", new() { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
        var changes = new SortedSet<string>(StringComparer.Ordinal);
        while (await receiver.ReceiveMessageAsync(TimeSpan.FromSeconds(1)) is { } message)
        {
            Add(changes, (string)message.ApplicationProperties["deviceId"], (string)message.ApplicationProperties["change"], message.MessageId);
        }

        return changes;
    }

    /// <summary>What the same events come to in one process and in memory, without an outage.</summary>
    public static async Task<SortedSet<string>> ReferenceAsync(IEnumerable<ReadOnlyMemory<byte>> messages)
    {
        var (aggregator, policy) = (new Aggregator(new MemoryExposureStore(), new MemoryPolicies(ExposurePolicy.Default)), ExposurePolicy.Default);
        var changes = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var batch in messages.Chunk(100))
        {
            var now = TimeProvider.System.GetUtcNow();
            var observed = Normaliser.Normalise([.. batch.Select((body, i) => new RawEvent(body, new EventPosition("connections", "0", i), now))], policy, now).Observations;
            var done = await aggregator.ApplyAsync(observed, now, CancellationToken.None);
            foreach (var message in done.Committed.Select(static row => row.Message).Where(static message => message.Channel is Channel.TagChanges))
            {
                Add(changes, message.Subject.Key, message.Properties["change"], message.Id);
            }
        }

        return changes;
    }

    // Evidence is told as batches bring it; when a tag comes or goes does not depend on them.
    private static void Add(SortedSet<string> changes, string device, string change, string id)
    {
        if (change is "added" or "removed")
        {
            changes.Add($"{device} {change} {id}");
        }
    }
}
