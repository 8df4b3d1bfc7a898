namespace ExposurePipeline.Exposure.Normalisation.Defender;

/// <summary>Members of the streaming envelope. https://learn.microsoft.com/defender-xdr/streaming-api-event-hub</summary>
internal enum EnvelopeColumn
{
    TenantId,
    Category,
    Properties,

    /// <summary>The table of a flat row from Log Analytics.</summary>
    Type,
}

/// <summary>Columns of the advanced hunting tables that are read, under Microsoft's names; their order is of no importance.</summary>
internal enum DefenderColumn
{
    Timestamp,
    DeviceId,
    ActionType,
    RemoteIP,
    RemotePort,
    LocalIP,
    LocalPort,
    Protocol,
    AdditionalFields,
    InitiatingProcessFileName,
    InitiatingProcessCommandLine,
    InitiatingProcessId,
    DeviceName,
    PublicIP,
    OSPlatform,
    OSVersion,
    OSVersionInfo,
    MachineGroup,
    OnboardingStatus,
    SensorHealthState,
    DeviceType,
    AssetValue,
    ExposureLevel,
    AadDeviceId,
    DeviceManualTags,
    DeviceDynamicTags,
    RegistryDeviceTag,
    AzureResourceId,
    AwsResourceName,
    GcpFullResourceName,
    IsInternetFacing,
    ReportId,
    MergedToDeviceId,
    IPAddresses,
    NetworkAdapterStatus,
}
