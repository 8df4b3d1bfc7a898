namespace Azure.Storage.Blobs.Models;

/// <summary>What was read of a blob.</summary>
public class BlobDownloadResult
{
    internal BlobDownloadResult(BinaryData content, BlobDownloadDetails details) => (Content, Details) = (content, details);

    /// <summary>Its bytes, or those of the range.</summary>
    public BinaryData Content { get; }

    /// <summary>What else the service says of it.</summary>
    public BlobDownloadDetails Details { get; }
}

/// <summary>What the service says of a blob that is read.</summary>
public class BlobDownloadDetails
{
    internal BlobDownloadDetails(ETag etag, DateTimeOffset lastModified, long contentLength) => (ETag, LastModified, ContentLength) = (etag, lastModified, contentLength);

    /// <summary>How many bytes were sent.</summary>
    public long ContentLength { get; }

    /// <summary>Its version.</summary>
    public ETag ETag { get; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset LastModified { get; }
}
