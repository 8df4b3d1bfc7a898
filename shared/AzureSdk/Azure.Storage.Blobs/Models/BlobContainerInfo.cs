namespace Azure.Storage.Blobs.Models;

/// <summary>A container that was created.</summary>
public class BlobContainerInfo
{
    internal BlobContainerInfo(ETag etag, DateTimeOffset lastModified) => (ETag, LastModified) = (etag, lastModified);

    /// <summary>Its version.</summary>
    public ETag ETag { get; }

    /// <summary>When it was changed.</summary>
    public DateTimeOffset LastModified { get; }
}
