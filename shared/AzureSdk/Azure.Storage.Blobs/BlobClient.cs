using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Protocol;
using Azure.Storage.Blobs.Specialized;

namespace Azure.Storage.Blobs;

/// <summary>A block blob.</summary>
public class BlobClient : BlobBaseClient
{
    /// <summary>For test doubles.</summary>
    protected BlobClient()
    {
    }

    /// <summary>By connection string.</summary>
    public BlobClient(string connectionString, string blobContainerName, string blobName)
        : this(connectionString, blobContainerName, blobName, null!)
    {
    }

    /// <summary>By connection string.</summary>
    public BlobClient(string connectionString, string blobContainerName, string blobName, BlobClientOptions options)
        : this(BlobService.Connect(connectionString, options), blobContainerName, blobName)
    {
    }

    internal BlobClient(BlobService service, string container, string name)
        : base(service, container, name)
    {
    }

    /// <summary>Writes the whole blob in one request, of at most 5,000 MiB; without conditions over what is there.</summary>
    /// <exception cref="RequestFailedException">409 BlobAlreadyExists where <c>IfNoneMatch</c> is <c>*</c> and it does, 412 for other conditions that fail, and any other failure.</exception>
    public virtual async Task<Response<BlobContentInfo>> UploadAsync(BinaryData content, BlobUploadOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var response = await Service.SendAsync(BlobOperation.Upload(BlobContainerName, Name, content, options), cancellationToken, 201);
        return Response.FromValue(new BlobContentInfo(BlobHeaders.ETag(response), BlobHeaders.LastModified(response)), response);
    }

    /// <summary>As above; fails when the blob exists, unless it is to be overwritten.</summary>
    public virtual Task<Response<BlobContentInfo>> UploadAsync(BinaryData content, bool overwrite = false, CancellationToken cancellationToken = default) =>
        UploadAsync(content, new BlobUploadOptions { Conditions = overwrite ? null : new() { IfNoneMatch = ETag.All } }, cancellationToken);
}
