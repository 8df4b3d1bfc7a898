using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.State;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>The three states of Defender's recommendation on inbound internet exposure.</summary>
public enum ExposureState
{
    /// <summary>Nothing inbound was seen within the window.</summary>
    NotApplicable,

    /// <summary>What was seen is accepted: expected by operators, or approved until a date.</summary>
    Compliant,

    /// <summary>Reachable from the internet, and nobody has accepted it.</summary>
    Exposed,
}

/// <summary>A device's exposure with the cause of each evidence.</summary>
/// <param name="Status">The tag.</param>
/// <param name="State">Whether something is to be done.</param>
/// <param name="Causes">The evidence in force with its cause, newest first.</param>
public sealed record DeviceExposure(TagStatus Status, ExposureState State, IReadOnlyList<(KnownEvidence Known, Cause Cause)> Causes)
{
    /// <summary>Nothing seen.</summary>
    public static DeviceExposure None { get; } = new(TagStatus.None, ExposureState.NotApplicable, []);

    /// <summary>What its cloud's configuration says of the device; null where that is not known.</summary>
    public ConfigurationJudged? Configured { get; init; }

    /// <summary>What observation and configuration say together.</summary>
    public ExposureVerdict Verdict => JointVerdict.Of(Status, Configured);

    /// <summary>What is unaccepted of <see cref="Causes"/>.</summary>
    public IEnumerable<(KnownEvidence Known, Cause Cause)> Open => Causes.Where(c => c.Cause.Kind is not CauseKind.IntendedService);

    /// <summary>The exposure of a device at a moment.</summary>
    public static DeviceExposure Of(DeviceState state, ExposurePolicy policy, DateTimeOffset now) => Of(TagPolicy.Status(state, policy, now), state, policy);

    /// <summary>The exposure of a device with a status.</summary>
    public static DeviceExposure Of(TagStatus status, DeviceState state, ExposurePolicy policy)
    {
        List<(KnownEvidence, Cause Cause)> causes = [.. status.Evidence.Select(e => (e, Cause.Of(e, state, policy)))];
        var isOpen = causes.Exists(c => c.Cause.Kind is not CauseKind.IntendedService) || (status.IsInternetFacing && status.HasMore);
        return new(status, isOpen ? ExposureState.Exposed : causes.Count + status.Accepted.Count > 0 ? ExposureState.Compliant : ExposureState.NotApplicable, causes) { Configured = state.Configuration?.Value };
    }
}
