using ExposurePipeline.Hunting.Archive;

namespace ExposurePipeline.Tests.Hunting.Archive;

/// <summary>A store whose process ends at its n-th change: before the change, or after it and before anybody is told.</summary>
internal sealed class FailingSegments(ISegmentStore inner, int change, bool after) : ISegmentStore
{
    private int changes;

    public Task<IReadOnlyList<SegmentFile>> ListAsync(string prefix, CancellationToken cancellation) => inner.ListAsync(prefix, cancellation);

    public Task<bool> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) => EndingAsync(() => inner.CreateAsync(name, content, cancellation));

    public ReadOnlyMemory<byte> Read(string name, long start, int length, CancellationToken cancellation) => inner.Read(name, start, length, cancellation);

    public Task DeleteAsync(string name, CancellationToken cancellation) => EndingAsync(async () =>
    {
        await inner.DeleteAsync(name, cancellation);
        return true;
    });

    private async Task<bool> EndingAsync(Func<Task<bool>> act)
    {
        var ends = ++changes == change;
        if (ends && !after)
        {
            throw new KilledException();
        }

        var done = await act();
        return ends ? throw new KilledException() : done;
    }

    public sealed class KilledException : Exception;
}
