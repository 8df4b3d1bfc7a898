using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>What observation and configuration say together.</summary>
public enum ExposureVerdict
{
    /// <summary>Neither side knows: never to be read as not exposed.</summary>
    Unknown,

    /// <summary>Nothing was seen, and configuration, read whole, lets nobody in.</summary>
    NotExposed,

    /// <summary>Configuration lets the internet in, and nobody was seen yet.</summary>
    Predicted,

    /// <summary>The internet was seen; configuration is not known, or not for these ports, or this is no cloud asset.</summary>
    Observed,

    /// <summary>The internet was seen where configuration, read whole, lets nobody in: another way in, or a wrong model.</summary>
    Contradiction,

    /// <summary>The internet was seen where configuration lets it in.</summary>
    Confirmed,
}

/// <summary>Judges what was observed by what is configured, port by port.</summary>
public static class JointVerdict
{
    /// <summary>The verdict of a device. Only what is in force was observed; what somebody accepted is no proof that nothing is there.</summary>
    public static ExposureVerdict Of(TagStatus status, ConfigurationJudged? configured)
    {
        if (!status.IsInternetFacing)
        {
            return LetsIn(configured) ? ExposureVerdict.Predicted
                : LetsNobodyIn(configured) && status.Accepted.Count == 0 ? ExposureVerdict.NotExposed
                : ExposureVerdict.Unknown;
        }

        var each = status.Evidence.Select(e => At(e.Key, configured)).Distinct().ToList();
        return each.Contains(ConfiguredStatus.Reachable) ? ExposureVerdict.Confirmed
            : each is [ConfiguredStatus.NotReachable] && !status.HasMore ? ExposureVerdict.Contradiction
            : ExposureVerdict.Observed;
    }

    /// <summary>
    /// What configuration says of the endpoint of an evidence: of the public one, as the client addressed it, or else of the device's own
    /// port. Sources that are trusted do not count: evidence is of strangers.
    /// </summary>
    public static ConfiguredStatus At(EvidenceKey key, ConfigurationJudged? configured)
    {
        if (configured is null or { Status: ConfiguredStatus.Gone })
        {
            return ConfiguredStatus.Unknown;
        }

        var (ports, port) = key.Public is { Port: > 0 } seen ? (configured.Ports, seen.Port) : (configured.LocalPorts, key.Local?.Port ?? 0);
        return port > 0 && ports.Any(range => range.Contains(key.Transport, port)) ? ConfiguredStatus.Reachable
            : configured.IsComplete && (port > 0 || LetsNobodyIn(configured)) ? ConfiguredStatus.NotReachable
            : ConfiguredStatus.Unknown;
    }

    private static bool LetsIn(ConfigurationJudged? configured) => configured is { Status: ConfiguredStatus.Reachable, Width: not ConfiguredWidth.Trusted };

    private static bool LetsNobodyIn(ConfigurationJudged? configured) =>
        configured is { IsComplete: true, Status: ConfiguredStatus.NotReachable } or { IsComplete: true, Status: ConfiguredStatus.Reachable, Width: ConfiguredWidth.Trusted };
}
