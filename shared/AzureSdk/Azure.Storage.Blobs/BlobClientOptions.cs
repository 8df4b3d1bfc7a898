using Azure.Core;

namespace Azure.Storage.Blobs;

/// <summary>Retries, transport, diagnostics and service version of a client.</summary>
/// <param name="version">The version of the service to speak.</param>
public class BlobClientOptions(BlobClientOptions.ServiceVersion version = BlobClientOptions.ServiceVersion.V2024_11_04) : ClientOptions
{
    /// <summary>The version of the service.</summary>
    public ServiceVersion Version { get; } = version;

    internal string VersionString { get; } = version switch
    {
        ServiceVersion.V2021_12_02 => "2021-12-02",
        ServiceVersion.V2024_11_04 => "2024-11-04",
        _ => throw new ArgumentOutOfRangeException(nameof(version), version, "Not a version of the Blob service that is spoken here."),
    };

    /// <summary>Versions of the service.</summary>
#pragma warning disable CA1707 // the names of the real package
    public enum ServiceVersion
    {
        /// <summary>2021-12-02.</summary>
        V2021_12_02 = 15,

        /// <summary>2024-11-04.</summary>
        V2024_11_04 = 24,
    }
#pragma warning restore CA1707
}
