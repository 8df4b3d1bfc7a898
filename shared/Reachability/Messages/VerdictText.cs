using ExposurePipeline.Exposure.Decisions;

namespace ExposurePipeline.Reachability.Messages;

/// <summary>The six verdicts in a sentence each.</summary>
public static class VerdictText
{
    /// <summary>What a verdict means.</summary>
    public static string Of(ExposureVerdict verdict) => verdict switch
    {
        ExposureVerdict.Confirmed => "The configuration lets the internet in, and it was seen to get in.",
        ExposureVerdict.Predicted => "The configuration lets the internet in; it was not seen to get in lately.",
        ExposureVerdict.Contradiction => "The internet was seen to get in where the configuration lets nobody in: there is a way that was not read, or the model is wrong. Both sides are told.",
        ExposureVerdict.NotExposed => "The configuration lets nobody in from the internet, and nobody was seen to get in lately.",
        ExposureVerdict.Observed => "The internet was seen to get in; what decides about it in the configuration is not known.",
        _ => "Nobody was seen to get in from the internet lately, and what decides in the configuration was not read: this does not mean that it is closed.",
    };
}
