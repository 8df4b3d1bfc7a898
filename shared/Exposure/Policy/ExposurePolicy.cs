using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Policy;

/// <summary>The operator's choices that decide what counts and for how long.</summary>
public sealed record ExposurePolicy
{
    /// <summary>Every default: Defender's 48 hours, nothing owned or trusted, the seed query's excluded processes.</summary>
    public static ExposurePolicy Default { get; } = new();

    /// <summary>Tells one policy of a tenant from the next; what was decided by another one is decided again.</summary>
    public string Version { get; init; } = "";

    /// <summary>How long evidence keeps the tag, from its event time: tagged in <c>[lastSeen, lastSeen + Window)</c>. Default 48 hours, as Defender.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromHours(48);

    /// <summary>
    /// Inside one slot of this length, counted from the Unix epoch, the first sighting stands for all later ones, so that a busy port is
    /// written once a slot, and the state does not depend on how events were batched. Default 15 minutes; zero keeps every moment.
    /// </summary>
    public TimeSpan Resolution { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How far ahead of the clock an event time may lie. Default 10 minutes.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How far back an event time may lie, and how long history is kept. Default 30 days.</summary>
    public TimeSpan History { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The organisation's own public ranges: traffic from them is not the internet's.</summary>
    public IReadOnlyList<IpRange> OwnRanges { get; init; } = [];

    /// <summary>Ranges whose traffic is trusted, for example a partner's or a hired scanner's.</summary>
    public IReadOnlyList<IpRange> TrustedRanges { get; init; } = [];

    /// <summary>Ranges from which the organisation has itself scanned: their probes tell which device answers behind a public endpoint.</summary>
    public IReadOnlyList<IpRange> ScannerRanges { get; init; } = [];

    /// <summary>How far the times of a probe and of the scanner's answer may lie apart. Default 5 minutes.</summary>
    public TimeSpan ProbeWindow { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>What is meant to serve the internet; where one concerns a device, everything else on it is unexpected.</summary>
    public IReadOnlyList<Expectation> Expectations { get; init; } = [];

    /// <summary>Processes whose inbound connections are tunnels of their own making; matched as whole terms, ignoring case (the seed's query).</summary>
    public IReadOnlyList<string> ExcludedProcesses { get; init; } = ["TaniumClient.exe", "ZSATunnel.exe", "MsSense.exe"];

    /// <summary>The tenant of events that name none.</summary>
    public TenantId DefaultTenant { get; init; } = new("default");
}
