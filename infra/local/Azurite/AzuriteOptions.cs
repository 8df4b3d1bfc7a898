namespace ExposurePipeline.Local.Azurite;

/// <summary>How to run Azurite.</summary>
public sealed record AzuriteOptions
{
    /// <summary>Where the npm packages go; shared between processes. Default: <c>.local/azurite</c> below the repository.</summary>
    public string InstallFolder { get; init; } = AzuriteInstallation.DefaultFolder;

    /// <summary>Where tables and blobs are kept; null keeps them in memory only.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The port of the tables on 127.0.0.1; 0 takes a free one. That of the blobs is always a free one.</summary>
    public int Port { get; init; }

    /// <summary>Told, in a sentence each, what takes long.</summary>
    public Action<string> Progress { get; init; } = static _ => { };
}
