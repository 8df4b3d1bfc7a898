using Azure.Messaging.ServiceBus;

namespace ExposurePipeline.Local.Commands;

/// <summary>Collects tag changes from a subscription while something else goes on.</summary>
internal sealed class TagChangeWatcher : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<TopicMessage> _changes = [];
    private readonly Task _watching;

    private TagChangeWatcher(ServiceBusReceiver receiver, Action<TopicMessage> arrived) => _watching = WatchAsync(receiver, arrived);

    /// <summary>What arrived so far, in the order of arrival.</summary>
    public IReadOnlyList<TopicMessage> Changes
    {
        get
        {
            lock (_changes)
                return [.. _changes];
        }
    }

    /// <summary>Begins to receive from subscription <c>all</c> of topic <c>tag-changes</c>.</summary>
    public static TagChangeWatcher Start(ServiceBusClient client, Action<TopicMessage> arrived) => new(client.CreateReceiver("tag-changes", "all"), arrived);

    /// <summary>Waits until messages about so many assets arrived, or for the limit.</summary>
    public async Task WaitForSubjectsAsync(int count, TimeSpan limit, CancellationToken cancellation)
    {
        var until = TimeProvider.System.GetUtcNow() + limit;
        while (Changes.Select(c => c.Subject).Distinct().Count() < count && TimeProvider.System.GetUtcNow() < until)
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _watching;
        _stopping.Dispose();
    }

    private async Task WatchAsync(ServiceBusReceiver receiver, Action<TopicMessage> arrived)
    {
        await using (receiver)
        {
            await foreach (var message in Subscriber.ReceiveAsync(receiver, _stopping.Token))
            {
                var change = TopicMessage.Read(message);
                lock (_changes)
                    _changes.Add(change);
                arrived(change);
            }
        }
    }
}
