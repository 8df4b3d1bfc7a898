using ExposurePipeline.Hunting;

namespace ExposurePipeline.Tests.Hunting.Corpus;

/// <summary>Defender's own functions as test doubles: what they add is made up, its names and types are theirs.</summary>
internal static class KnownFunctions
{
    public static IReadOnlyList<StoredFunction> All { get; } =
    [
        new("InboundExternalNetworkEvents", """
            (DeviceId: string) {
                let device = DeviceId;
                DeviceNetworkEvents
                | where DeviceId == device and ActionType in ("InboundConnectionAccepted", "ConnectionSuccess")
                | where not(ipv4_is_private(RemoteIP))
            }
            """),
        new("FileProfile", """
            (T: (*), hash: string = "", limit: long = 1000) {
                T
                | extend SHA1 = hash, SHA256 = "", MD5 = "", FileSize = 0, GlobalPrevalence = 12, GlobalFirstSeen = datetime(2024-01-01), GlobalLastSeen = datetime(2024-06-01),
                    Signer = "", Issuer = "", SignerHash = "", IsCertificateValid = false, IsRootSignerMicrosoft = false, SignatureState = "Unsigned", IsExecutable = true,
                    ThreatName = "", Publisher = "", SoftwareName = "", ProfileAvailability = "Available"
            }
            """),
        new("SeenBy", """
            (T: (*)) { T | extend SeenBy = dynamic(["device-1"]) }
            """),
    ];
}
