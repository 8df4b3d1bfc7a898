using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Protocol;

namespace Azure.Storage.Blobs.Specialized;

/// <summary>A blob, of whatever kind.</summary>
public class BlobBaseClient
{
    private readonly BlobService _service;

    /// <summary>For test doubles.</summary>
    protected BlobBaseClient() => (_service, BlobContainerName, Name) = (null!, "", "");

    internal BlobBaseClient(BlobService service, string container, string name) => (_service, BlobContainerName, Name) = (service, container, name);

    /// <summary>The account.</summary>
    public virtual string AccountName => _service.AccountName;

    /// <summary>The container.</summary>
    public virtual string BlobContainerName { get; }

    /// <summary>The blob.</summary>
    public virtual string Name { get; }

    /// <summary>Its address.</summary>
    public virtual Uri Uri => _service.UriOf(BlobOperation.PathOf(BlobContainerName, Name));

    internal BlobService Service => _service;

    /// <summary>The blob, or a range of it, as one piece of memory.</summary>
    /// <exception cref="RequestFailedException">404 BlobNotFound, 416 when the range begins behind the end, and any other failure.</exception>
    public virtual Response<BlobDownloadResult> DownloadContent(BlobDownloadOptions? options = null, CancellationToken cancellationToken = default) =>
        Downloaded(_service.Send(BlobOperation.Download(BlobContainerName, Name, options), cancellationToken, 200, 206));

    /// <inheritdoc cref="DownloadContent(BlobDownloadOptions?, CancellationToken)"/>
    public virtual async Task<Response<BlobDownloadResult>> DownloadContentAsync(BlobDownloadOptions? options = null, CancellationToken cancellationToken = default) =>
        Downloaded(await _service.SendAsync(BlobOperation.Download(BlobContainerName, Name, options), cancellationToken, 200, 206));

    /// <summary>Deletes the blob if it is there.</summary>
    /// <returns>Whether it was.</returns>
    /// <exception cref="RequestFailedException">Any other failure.</exception>
    public virtual async Task<Response<bool>> DeleteIfExistsAsync(
        DeleteSnapshotsOption snapshotsOption = DeleteSnapshotsOption.None, BlobRequestConditions? conditions = null, CancellationToken cancellationToken = default)
    {
        var response = await _service.SendAsync(BlobOperation.Delete(BlobContainerName, Name, snapshotsOption, conditions), cancellationToken, 202, 404);
        return Response.FromValue(response.Status == 202, response);
    }

    private static Response<BlobDownloadResult> Downloaded(Response response) =>
        Response.FromValue(new BlobDownloadResult(response.Content, new(BlobHeaders.ETag(response), BlobHeaders.LastModified(response), response.Headers.ContentLengthLong ?? 0)), response);
}
