using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>Retries, transport, diagnostics and service version of a client.</summary>
/// <param name="serviceVersion">The version of the service to speak.</param>
public class TableClientOptions(TableClientOptions.ServiceVersion serviceVersion = TableClientOptions.ServiceVersion.V2020_12_06) : ClientOptions
{
    internal string VersionString { get; } = serviceVersion switch
    {
        ServiceVersion.V2019_02_02 => "2019-02-02",
        ServiceVersion.V2020_12_06 => "2020-12-06",
        _ => throw new ArgumentOutOfRangeException(nameof(serviceVersion), serviceVersion, "Not a version of the Table service."),
    };

    /// <summary>Versions of the service.</summary>
#pragma warning disable CA1707 // the names of the real package
    public enum ServiceVersion
    {
        /// <summary>2019-02-02.</summary>
        V2019_02_02 = 1,

        /// <summary>2020-12-06.</summary>
        V2020_12_06 = 2,
    }
#pragma warning restore CA1707
}
