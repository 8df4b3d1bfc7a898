using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>
/// Evidence that a device was charged with only for holding the address, before it was known that it forwards that port: what answered
/// is another device, and the order in which scan and rules arrive must not decide.
/// </summary>
internal static class PassedOn
{
    /// <summary>Whether a forwarding rule of the device takes the port of an evidence that nothing else ties to it.</summary>
    public static bool Is(KnownEvidence known, DeviceState state, ExposurePolicy policy) =>
        state.Forwards.Count > 0 && known.Evidence.Rules == RuleSet.Of(Attribution.HoldsAddress)
        && (known.Key.Public ?? known.Key.Local) is { } reached
        && state.Forwards.Items.Any(f =>
            (f.Key.Address is null || f.Key.Address == reached.Address) && f.Key.Path.Target.Address != reached.Address
            && f.Key.Path.Lead(known.Key.Transport, reached.Port) is not null
            && Occupancy.Covers(f.Value, known.Evidence.Seen.Last, DeviceSignals.PathSlot, policy.Window));
}
