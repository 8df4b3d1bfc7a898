namespace ExposurePipeline.Functions.Hunting.Tables;

/// <summary>Something that is read when it is first wanted and then kept. A reading that was cancelled or failed is not kept.</summary>
/// <param name="read">Reads it.</param>
internal sealed class Once<T>(Func<CancellationToken, T> read)
    where T : class
{
    private readonly Lock gate = new();
    private T? kept;

    public T Get(CancellationToken cancellation)
    {
        lock (gate)
        {
            return kept ??= read(cancellation);
        }
    }
}
