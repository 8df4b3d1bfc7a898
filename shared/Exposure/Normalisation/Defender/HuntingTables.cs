using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Defender;

/// <summary>
/// The advanced hunting tables that Defender has and this pipeline does not read; with its streaming prefix each is a category. From
/// https://learn.microsoft.com/defender-xdr/advanced-hunting-schema-tables, with the names that tables had before.
/// </summary>
internal static class HuntingTables
{
    /// <summary>Their names, without prefix.</summary>
    public static AsciiNames Unread { get; } = new(
        // Alerts and behaviours
        "AlertEvidence", "AlertInfo", "BehaviorEntities", "BehaviorInfo", "DisruptionAndResponseEvents",
        // Devices
        "DeviceBaselineComplianceAssessment", "DeviceBaselineComplianceAssessmentKB", "DeviceBaselineComplianceProfiles", "DeviceEvents",
        "DeviceFileCertificateInfo", "DeviceFileEvents", "DeviceImageLoadEvents", "DeviceLogonEvents", "DeviceProcessEvents", "DeviceRegistryEvents",
        "DeviceTvmBrowserExtensions", "DeviceTvmBrowserExtensionsKB", "DeviceTvmCertificateInfo", "DeviceTvmHardwareFirmware",
        "DeviceTvmInfoGathering", "DeviceTvmInfoGatheringKB", "DeviceTvmSecureConfigurationAssessment", "DeviceTvmSecureConfigurationAssessmentKB",
        "DeviceTvmSoftwareEvidenceBeta", "DeviceTvmSoftwareInventory", "DeviceTvmSoftwareInventoryVulnerabilities",
        "DeviceTvmSoftwareVulnerabilities", "DeviceTvmSoftwareVulnerabilitiesKB",
        // Cloud apps and clouds
        "AgentsInfo", "AIAgentsInfo", "CloudAppEvents", "CloudAuditEvents", "CloudDnsEvents", "CloudPolicyEnforcementEvents", "CloudProcessEvents",
        "CloudStorageAggregatedEvents", "DataSecurityBehaviors", "DataSecurityEvents", "FileMaliciousContentInfo", "GraphApiAuditEvents", "OAuthAppInfo",
        // Mail and messages
        "CampaignInfo", "EmailAttachmentInfo", "EmailEvents", "EmailPostDeliveryEvents", "EmailUrlInfo", "MessageEvents", "MessagePostDeliveryEvents",
        "MessageUrlInfo", "UrlClickEvents",
        // Identities
        "AADSignInEventsBeta", "AADSpnSignInEventsBeta", "EntraIdSignInEvents", "EntraIdSpnSignInEvents", "IdentityAccountInfo",
        "IdentityDirectoryEvents", "IdentityEvents", "IdentityInfo", "IdentityLogonEvents", "IdentityQueryEvents",
        // The exposure graph
        "ExposureGraphEdges", "ExposureGraphNodes");
}
