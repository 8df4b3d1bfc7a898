using Azure.Core;
using Azure.Storage.Blobs.Protocol;
using Azure.Storage.Http;

namespace Azure.Storage.Blobs;

/// <summary>The blob containers of an account.</summary>
public class BlobServiceClient
{
    private readonly BlobService _service;

    /// <summary>For test doubles.</summary>
    protected BlobServiceClient() => _service = null!;

    /// <summary>By connection string: account key, shared access signature, or the emulator.</summary>
    public BlobServiceClient(string connectionString)
        : this(connectionString, null!)
    {
    }

    /// <summary>By connection string: account key, shared access signature, or the emulator.</summary>
    /// <exception cref="ArgumentException">A setting is missing or is not a usable address.</exception>
    /// <exception cref="InvalidOperationException">A part is not name=value, or stands twice.</exception>
    /// <exception cref="FormatException">The account key is not base64.</exception>
    public BlobServiceClient(string connectionString, BlobClientOptions options)
        : this(BlobService.Connect(connectionString, options))
    {
    }

    /// <summary>By an address that carries a shared access signature.</summary>
    public BlobServiceClient(Uri serviceUri, BlobClientOptions? options = null)
        : this(new BlobService(StorageEndpoint.Protected(serviceUri), null, options))
    {
    }

    /// <summary>By account key.</summary>
    public BlobServiceClient(Uri serviceUri, StorageSharedKeyCredential credential, BlobClientOptions? options = null)
        : this(new BlobService(serviceUri, BlobService.SharedKey(credential), options))
    {
    }

    /// <summary>By shared access signature.</summary>
    public BlobServiceClient(Uri serviceUri, AzureSasCredential credential, BlobClientOptions? options = null)
        : this(new BlobService(StorageEndpoint.Protected(serviceUri), new SasPolicy(credential), options))
    {
    }

    /// <summary>By Entra ID; the identity needs the role Storage Blob Data Contributor.</summary>
    public BlobServiceClient(Uri serviceUri, TokenCredential credential, BlobClientOptions? options = null)
        : this(new BlobService(serviceUri, BlobService.Bearer(credential), options))
    {
    }

    private BlobServiceClient(BlobService service) => _service = service;

    /// <summary>The account.</summary>
    public virtual string AccountName => _service.AccountName;

    /// <summary>The account's blob endpoint.</summary>
    public virtual Uri Uri => _service.Endpoint;

    /// <summary>A client of one container, over the same connections.</summary>
    public virtual BlobContainerClient GetBlobContainerClient(string blobContainerName)
    {
        ArgumentException.ThrowIfNullOrEmpty(blobContainerName);
        return new BlobContainerClient(_service, blobContainerName);
    }
}
