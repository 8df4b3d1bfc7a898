namespace Azure.Storage.Blobs.Models;

/// <summary>A blob of a listing.</summary>
public class BlobItem
{
    internal BlobItem(string name, BlobItemProperties properties) => (Name, Properties) = (name, properties);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What the listing says of it.</summary>
    public BlobItemProperties Properties { get; }
}

/// <summary>What a listing says of a blob.</summary>
public class BlobItemProperties
{
    internal BlobItemProperties()
    {
    }

    /// <summary>Its length in bytes.</summary>
    public long? ContentLength { get; internal init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedOn { get; internal init; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset? LastModified { get; internal init; }

    /// <summary>Its version.</summary>
    public ETag? ETag { get; internal init; }
}
