namespace ExposurePipeline.Benchmarks.Soak;

/// <summary>Take every message off both topics, as downstream systems do.</summary>
internal sealed class Subscribers(FreshHost host) : IAsyncDisposable
{
    private readonly Subscription[] _all =
        [.. new[] { "tag-changes", "recommendations" }.Select(topic => new Subscription(host.Local.Endpoints.ServiceBus, topic, static _ => null))];

    public async ValueTask DisposeAsync()
    {
        foreach (var subscription in _all)
        {
            await subscription.DisposeAsync();
        }
    }
}
