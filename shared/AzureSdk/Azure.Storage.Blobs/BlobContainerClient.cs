using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Protocol;

namespace Azure.Storage.Blobs;

/// <summary>The blobs of a container.</summary>
public class BlobContainerClient
{
    private readonly BlobService _service;

    /// <summary>For test doubles.</summary>
    protected BlobContainerClient() => (_service, Name) = (null!, "");

    /// <summary>By connection string.</summary>
    public BlobContainerClient(string connectionString, string blobContainerName)
        : this(connectionString, blobContainerName, null!)
    {
    }

    /// <summary>By connection string.</summary>
    public BlobContainerClient(string connectionString, string blobContainerName, BlobClientOptions options)
        : this(BlobService.Connect(connectionString, options), blobContainerName)
    {
    }

    internal BlobContainerClient(BlobService service, string name) => (_service, Name) = (service, name);

    /// <summary>The account.</summary>
    public virtual string AccountName => _service.AccountName;

    /// <summary>The container.</summary>
    public virtual string Name { get; }

    /// <summary>Its address.</summary>
    public virtual Uri Uri => _service.UriOf(Name);

    /// <summary>A client of one blob, over the same connections.</summary>
    public virtual BlobClient GetBlobClient(string blobName)
    {
        ArgumentException.ThrowIfNullOrEmpty(blobName);
        return new BlobClient(_service, Name, blobName);
    }

    /// <summary>Creates the container unless it is there; then the answer is null.</summary>
    /// <exception cref="RequestFailedException">Any failure but "already exists"; a container being deleted is one.</exception>
    public virtual Response<BlobContainerInfo>? CreateIfNotExists(
        PublicAccessType publicAccessType = PublicAccessType.None, IDictionary<string, string>? metadata = null,
        BlobContainerEncryptionScopeOptions? encryptionScopeOptions = null, CancellationToken cancellationToken = default) =>
        Created(_service.Send(BlobOperation.CreateContainer(Name, publicAccessType, metadata, encryptionScopeOptions), cancellationToken, 201, 409));

    /// <inheritdoc cref="CreateIfNotExists"/>
    public virtual async Task<Response<BlobContainerInfo>?> CreateIfNotExistsAsync(
        PublicAccessType publicAccessType = PublicAccessType.None, IDictionary<string, string>? metadata = null,
        BlobContainerEncryptionScopeOptions? encryptionScopeOptions = null, CancellationToken cancellationToken = default) =>
        Created(await _service.SendAsync(BlobOperation.CreateContainer(Name, publicAccessType, metadata, encryptionScopeOptions), cancellationToken, 201, 409));

    /// <summary>Deletes the container with all its blobs, if it is there.</summary>
    /// <returns>Whether it was.</returns>
    /// <exception cref="RequestFailedException">Any other failure.</exception>
    public virtual async Task<Response<bool>> DeleteIfExistsAsync(BlobRequestConditions? conditions = null, CancellationToken cancellationToken = default)
    {
        var response = await _service.SendAsync(BlobOperation.DeleteContainer(Name, conditions), cancellationToken, 202, 404);
        return Response.FromValue(response.Status == 202, response);
    }

    /// <summary>The blobs in the order of their names, page by page.</summary>
    /// <param name="traits">Only none: what a listing always has.</param>
    /// <param name="states">Only none: committed blobs.</param>
    /// <param name="prefix">How their names begin.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public virtual AsyncPageable<BlobItem> GetBlobsAsync(
        BlobTraits traits = BlobTraits.None, BlobStates states = BlobStates.None, string? prefix = null, CancellationToken cancellationToken = default) =>
        new BlobPages(_service, Name, prefix, cancellationToken);

    private static Response<BlobContainerInfo>? Created(Response response) => response.Status switch
    {
        201 => Response.FromValue(new BlobContainerInfo(BlobHeaders.ETag(response), BlobHeaders.LastModified(response)), response),
        _ when BlobHeaders.ErrorCode(response) == BlobErrorCode.ContainerAlreadyExists => null,
        _ => throw new RequestFailedException(response),
    };
}
