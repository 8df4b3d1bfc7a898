namespace ExposurePipeline.Hunting.Archive.Reading;

/// <summary>A tenant's segments at an instant.</summary>
/// <param name="store">Where they are.</param>
/// <param name="files">Reads their footers.</param>
/// <param name="folder">The beginning of their names.</param>
/// <param name="listed">The files that there were.</param>
internal sealed class Snapshot(ISegmentStore store, SegmentFiles files, string folder, IReadOnlyList<SegmentFile> listed)
{
    private const int Attempts = 5;
    private readonly Lock gate = new();
    private LiveSegments? known;

    /// <summary>Lists a tenant's segments.</summary>
    public static async Task<Snapshot> TakeAsync(ISegmentStore store, SegmentFiles files, string folder, CancellationToken cancellation)
        => new(store, files, folder, await store.ListAsync(folder, cancellation));

    /// <summary>Which of them count. A file that went between the listing and this, went because another one stands for it: then they are listed anew.</summary>
    public LiveSegments Segments(CancellationToken cancellation)
    {
        lock (gate)
        {
            var now = listed;
            for (var attempt = 1; known is null; attempt++)
            {
                try
                {
                    known = LiveSegments.Of(files.OpenAll([.. now.Where(file => SegmentName.Parse(file.Name) is not null)], cancellation));
                }
                catch (SegmentGoneException) when (attempt < Attempts)
                {
                    now = store.ListAsync(folder, cancellation).GetAwaiter().GetResult();
                }
            }

            return known;
        }
    }
}
