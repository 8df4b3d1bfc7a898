using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Messages;

/// <summary>One evidence as subscribers and HTTP clients see it.</summary>
/// <param name="Reason">Defender's raw value, for example <c>PublicScan</c>.</param>
/// <param name="ReasonText">The sentence for people.</param>
/// <param name="Transport"><c>Tcp</c> or <c>Udp</c>.</param>
/// <param name="Reachability"><c>Connected</c> for TCP; <c>HostReachable</c> for UDP, where nothing need have listened.</param>
/// <param name="LocalIp">The device's own address; <c>0.0.0.0</c> or <c>::</c> where only the port is known.</param>
/// <param name="LocalPort">The device's own port.</param>
/// <param name="PublicIp">The address that the internet sees.</param>
/// <param name="PublicPort">The port that the internet sees.</param>
/// <param name="FirstSeen">First sighting, UTC.</param>
/// <param name="LastSeen">Last sighting, UTC, at the resolution of the policy.</param>
/// <param name="ExpiresAt">The first moment at which it no longer counts, UTC.</param>
/// <param name="RemoteIps">A sample of the strangers' addresses.</param>
/// <param name="DistinctRemotes">How many there were: exact below 16, estimated from there.</param>
/// <param name="Process">Who accepted, or who listens there.</param>
/// <param name="Scanners">Who scanned.</param>
/// <param name="Sources">The formats it came in.</param>
/// <param name="Rules">By which rules it is this device's.</param>
/// <param name="Cause">Why it is open.</param>
public sealed record EvidenceView(
    Reason Reason, string ReasonText, Transport Transport, string Reachability, string? LocalIp, int? LocalPort, string? PublicIp, int? PublicPort,
    DateTime FirstSeen, DateTime LastSeen, DateTime ExpiresAt, IReadOnlyList<string> RemoteIps, long DistinctRemotes,
    ProcessView? Process, IReadOnlyList<string> Scanners, IReadOnlyList<string> Sources, IReadOnlyList<Attribution> Rules, CauseView Cause)
{
    /// <summary>Most evidence in one message or index row, newest first; keeps both below the 64 KiB of a stored body.</summary>
    public const int Limit = 32;

    /// <summary>Whether configuration lets the internet reach this endpoint; null where none of the device is known.</summary>
    public ConfiguredStatus? Configured { get; init; }

    /// <summary>The first of some evidence.</summary>
    /// <param name="evidence">Each with its cause.</param>
    /// <param name="configured">What configuration says of the device; null where that is not known.</param>
    /// <param name="policy">The operator's choices.</param>
    public static IReadOnlyList<EvidenceView> Of(IEnumerable<(KnownEvidence Known, Cause Cause)> evidence, ConfigurationJudged? configured, ExposurePolicy policy) =>
        [.. evidence.Take(Limit).Select(e => Of(e.Known, e.Cause, configured, policy))];

    /// <summary>The first of some evidence of a device.</summary>
    public static IReadOnlyList<EvidenceView> Of(IReadOnlyList<KnownEvidence> evidence, DeviceState state, ExposurePolicy policy) =>
        Of(evidence.Take(Limit).Select(e => (e, Decisions.Cause.Of(e, state, policy))), state.Configuration?.Value, policy);

    /// <summary>All evidence of a device that is kept, in force or not, newest first.</summary>
    public static IReadOnlyList<EvidenceView> All(DeviceState state, ExposurePolicy policy) =>
    [
        .. state.Evidence.Items.Select(e => new KnownEvidence(e.Key, e.Value))
            .OrderByDescending(e => e.Evidence.Seen.Last).ThenBy(e => e.Key, Comparer<EvidenceKey>.Create(EvidenceKeys.Compare))
            .Select(e => Of(e, Decisions.Cause.Of(e, state, policy), state.Configuration?.Value, policy)),
    ];

    private static EvidenceView Of(KnownEvidence known, Cause cause, ConfigurationJudged? configured, ExposurePolicy policy)
    {
        var (key, e) = (known.Key, known.Evidence);
        return new(
            key.Reason, Messages.ReasonText.Of(key.Reason), key.Transport, key.Transport is Transport.Tcp ? "Connected" : "HostReachable",
            key.Local?.Address.ToString(), key.Local?.Port, key.Public?.Address.ToString(), key.Public?.Port,
            e.Seen.First.UtcDateTime, e.Seen.Last.UtcDateTime, (e.Seen.Last + policy.Window).UtcDateTime,
            [.. e.Remotes.Items.Order().Select(a => a.ToString())], e.Remotes.EstimateDistinct,
            ProcessView.Of(cause.Process),
            [.. e.Scanners.Items], [.. e.Sources.Items], [.. e.Rules.Items], CauseView.Of(cause))
        {
            Configured = configured is null ? null : JointVerdict.At(key, configured),
        };
    }
}

/// <summary>A process as subscribers and HTTP clients see it.</summary>
/// <param name="Name">File name.</param>
/// <param name="CommandLine">Command line, shortened.</param>
/// <param name="Id">Process id; null where unknown.</param>
public sealed record ProcessView(string Name, string? CommandLine, long? Id)
{
    /// <summary>What is known of a process.</summary>
    public static ProcessView? Of(ProcessRegister? process) =>
        process is null ? null : new(process.Value.Name, process.Value.CommandLine, process.Value.Id == 0 ? null : process.Value.Id);
}
