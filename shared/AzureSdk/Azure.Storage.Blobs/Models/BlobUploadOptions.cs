namespace Azure.Storage.Blobs.Models;

/// <summary>How to write a blob.</summary>
public class BlobUploadOptions
{
    /// <summary>On what conditions; none by default.</summary>
    public BlobRequestConditions? Conditions { get; set; }
}
