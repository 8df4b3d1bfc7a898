using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Tables;

/// <summary>Defender's table of connections: names and types as Microsoft documents them, with the alias <c>TimeGenerated</c> that Sentinel uses.</summary>
public static class DeviceNetworkEventsTable
{
    /// <summary>Its name.</summary>
    public const string Name = "DeviceNetworkEvents";

    /// <summary>When a row was accepted, by the hub's clock: what <c>ingestion_time()</c> gives. Kept, and not shown.</summary>
    public const string IngestionTime = "$IngestionTime";

    /// <summary>Its columns as they are kept.</summary>
    public static Schema Stored { get; } = new(
    [
        new("Timestamp", ScalarType.DateTime),
        new("DeviceId", ScalarType.String),
        new("DeviceName", ScalarType.String),
        new("ActionType", ScalarType.String),
        new("RemoteIP", ScalarType.String),
        new("RemotePort", ScalarType.Int),
        new("RemoteUrl", ScalarType.String),
        new("LocalIP", ScalarType.String),
        new("LocalPort", ScalarType.Int),
        new("Protocol", ScalarType.String),
        new("LocalIPType", ScalarType.String),
        new("RemoteIPType", ScalarType.String),
        new("InitiatingProcessSHA1", ScalarType.String),
        new("InitiatingProcessSHA256", ScalarType.String),
        new("InitiatingProcessMD5", ScalarType.String),
        new("InitiatingProcessFileName", ScalarType.String),
        new("InitiatingProcessFileSize", ScalarType.Long),
        new("InitiatingProcessVersionInfoCompanyName", ScalarType.String),
        new("InitiatingProcessVersionInfoProductName", ScalarType.String),
        new("InitiatingProcessVersionInfoProductVersion", ScalarType.String),
        new("InitiatingProcessVersionInfoInternalFileName", ScalarType.String),
        new("InitiatingProcessVersionInfoOriginalFileName", ScalarType.String),
        new("InitiatingProcessVersionInfoFileDescription", ScalarType.String),
        new("InitiatingProcessId", ScalarType.Long),
        new("InitiatingProcessCommandLine", ScalarType.String),
        new("InitiatingProcessCreationTime", ScalarType.DateTime),
        new("InitiatingProcessFolderPath", ScalarType.String),
        new("InitiatingProcessParentFileName", ScalarType.String),
        new("InitiatingProcessParentId", ScalarType.Long),
        new("InitiatingProcessParentCreationTime", ScalarType.DateTime),
        new("InitiatingProcessAccountDomain", ScalarType.String),
        new("InitiatingProcessAccountName", ScalarType.String),
        new("InitiatingProcessAccountSid", ScalarType.String),
        new("InitiatingProcessAccountUpn", ScalarType.String),
        new("InitiatingProcessAccountObjectId", ScalarType.String),
        new("InitiatingProcessIntegrityLevel", ScalarType.String),
        new("InitiatingProcessTokenElevation", ScalarType.String),
        new("ReportId", ScalarType.Long),
        new("AppGuardContainerId", ScalarType.String),
        new("AdditionalFields", ScalarType.String),
        new("InitiatingProcessSessionId", ScalarType.Long),
        new("IsInitiatingProcessRemoteSession", ScalarType.Bool),
        new("InitiatingProcessRemoteSessionDeviceName", ScalarType.String),
        new("InitiatingProcessRemoteSessionIP", ScalarType.String),
        new("InitiatingProcessUniqueId", ScalarType.String),
        new("MachineGroup", ScalarType.String),
        new(IngestionTime, ScalarType.DateTime),
    ]);

    /// <summary>Its columns as queries see them.</summary>
    public static Schema Schema { get; } = new([.. Stored.Columns.SkipLast(1), new("TimeGenerated", ScalarType.DateTime)]);
}
