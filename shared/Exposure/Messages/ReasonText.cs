using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Messages;

/// <summary>What a person reads for a reason. The first two are the texts of Defender's device inventory.</summary>
public static class ReasonText
{
    /// <summary>One sentence.</summary>
    public static string Of(Reason reason) => reason switch
    {
        Reason.PublicScan => "This device was detected by an external scan",
        Reason.ExternalNetworkConnection => "This device received external incoming communication",
        _ => "The cloud configuration lets the internet reach this device",
    };
}
