using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ExposurePipeline.Hunting.Archive;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Segments as blobs of a container, which is created when the first one is written.</summary>
/// <param name="container">The container; connects on first use.</param>
public sealed class BlobSegments(Lazy<BlobContainerClient> container) : ISegmentStore
{
    private static readonly BlobUploadOptions OnlyNew = new() { Conditions = new() { IfNoneMatch = ETag.All } };

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SegmentFile>> ListAsync(string prefix, CancellationToken cancellation)
    {
        var files = new List<SegmentFile>();
        try
        {
            await foreach (var blob in container.Value.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellation))
            {
                files.Add(new(blob.Name, blob.Properties.ContentLength ?? 0, blob.Properties.CreatedOn ?? blob.Properties.LastModified ?? default));
            }
        }
        catch (RequestFailedException fault) when (fault.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            return []; // nothing was written yet
        }

        files.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return files;
    }

    /// <inheritdoc/>
    public async Task<bool> CreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        try
        {
            return await TryCreateAsync(name, content, cancellation);
        }
        catch (RequestFailedException fault) when (fault.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            await container.Value.CreateIfNotExistsAsync(cancellationToken: cancellation);
            return await TryCreateAsync(name, content, cancellation);
        }
    }

    /// <inheritdoc/>
    [SuppressMessage("Performance", "CA1849", Justification = "Queries are evaluated on threads of their own.")]
    public ReadOnlyMemory<byte> Read(string name, long start, int length, CancellationToken cancellation)
    {
        if (length == 0)
        {
            return default;
        }

        try
        {
            var options = new BlobDownloadOptions { Range = new HttpRange(start, length) };
            return container.Value.GetBlobClient(name).DownloadContent(options, cancellation).Value.Content.ToMemory();
        }
        catch (RequestFailedException fault) when (fault.Status == 404)
        {
            throw new SegmentGoneException(name);
        }
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string name, CancellationToken cancellation) =>
        container.Value.GetBlobClient(name).DeleteIfExistsAsync(cancellationToken: cancellation);

    // A reply that was lost is followed by a second try that finds the blob there: it was not written twice, which is what counts.
    private async Task<bool> TryCreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        try
        {
            await container.Value.GetBlobClient(name).UploadAsync(new BinaryData(content), OnlyNew, cancellation);
            return true;
        }
        catch (RequestFailedException fault) when (fault.ErrorCode == BlobErrorCode.BlobAlreadyExists || fault.ErrorCode == BlobErrorCode.ConditionNotMet)
        {
            return false;
        }
    }
}
