namespace Azure.Storage.Blobs.Models;

#pragma warning disable CA1711, CA2217 // names and values of the real package
/// <summary>What a listing is to say of each blob.</summary>
[Flags]
public enum BlobTraits
{
    /// <summary>What it always says.</summary>
    None = 0,
}

/// <summary>Which blobs a listing has.</summary>
[Flags]
public enum BlobStates
{
    /// <summary>Committed ones.</summary>
    None = 0,
}
#pragma warning restore CA1711, CA2217

/// <summary>What becomes of a blob's snapshots when it is deleted.</summary>
public enum DeleteSnapshotsOption
{
    /// <summary>A blob that has some is not deleted.</summary>
    None = 0,

    /// <summary>They are deleted with it.</summary>
    IncludeSnapshots = 1,

    /// <summary>They are deleted, and the blob is not.</summary>
    OnlySnapshots = 2,
}

/// <summary>What of a container anyone may read.</summary>
public enum PublicAccessType
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The blobs and their list.</summary>
    BlobContainer = 1,

    /// <summary>The blobs.</summary>
    Blob = 2,
}

/// <summary>The scope under which blobs of a container are encrypted.</summary>
public class BlobContainerEncryptionScopeOptions
{
    /// <summary>The scope.</summary>
    public string DefaultEncryptionScope { get; set; } = "";

    /// <summary>Whether a blob may have no other.</summary>
    public bool PreventEncryptionScopeOverride { get; set; }
}
