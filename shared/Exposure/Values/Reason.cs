namespace ExposurePipeline.Exposure.Values;

/// <summary>Why a device counts as internet-facing; the first two are Defender's raw <c>InternetFacingReason</c> values.</summary>
public enum Reason
{
    /// <summary>An external scan got an answer ("This device was detected by an external scan").</summary>
    PublicScan,

    /// <summary>A stranger's connection was accepted ("This device received external incoming communication").</summary>
    ExternalNetworkConnection,

    /// <summary>The cloud configuration lets the internet in; feeds the verdict, never the observed tag.</summary>
    ConfiguredExposure,
}

/// <summary>By which rule evidence was attributed to a device; nobody is tagged by guess.</summary>
public enum Attribution
{
    /// <summary>The event was recorded on the device itself, or names both ends.</summary>
    NamedByEvent,

    /// <summary>The device holds the scanned address on one of its interfaces.</summary>
    HoldsAddress,

    /// <summary>A known path leads from the public endpoint to the device: a router's or firewall's DNAT, a load balancer's rule, 1:1 NAT.</summary>
    MappedByPath,

    /// <summary>The scanner's own probe was seen as an inbound connection of the device.</summary>
    ProbeSeen,

    /// <summary>Exactly one device behind the address listens on that port.</summary>
    OnlyListener,
}
