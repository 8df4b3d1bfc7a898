namespace ExposurePipeline.Local.Hosting;

/// <summary>Parts that were started one after the other; unless they are to be kept, they are stopped in reverse order.</summary>
internal sealed class StartedParts : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _parts = [];

    public T Add<T>(T part)
        where T : IAsyncDisposable
    {
        _parts.Push(part);
        return part;
    }

    public void Keep() => _parts.Clear();

    public async ValueTask DisposeAsync()
    {
        while (_parts.TryPop(out var part))
            await part.DisposeAsync();
    }
}
