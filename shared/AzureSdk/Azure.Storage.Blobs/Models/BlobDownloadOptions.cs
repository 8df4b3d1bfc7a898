namespace Azure.Storage.Blobs.Models;

/// <summary>What to read of a blob, and on what conditions.</summary>
public class BlobDownloadOptions
{
    /// <summary>The bytes to read; all by default.</summary>
    public HttpRange Range { get; set; }

    /// <summary>On what conditions; none by default.</summary>
    public BlobRequestConditions? Conditions { get; set; }
}
