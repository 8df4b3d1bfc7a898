using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>Who listens where an evidence arrived.</summary>
internal static class Listeners
{
    /// <summary>The process that was last reported to listen there; a scan does not see it.</summary>
    public static ProcessRegister? At(DeviceState state, EvidenceKey key) => key.Local is not { } local ? null : state.Listeners.Items
        .Where(l => l.Key.Transport == key.Transport && l.Key.Local.Port == local.Port && Overlaps(l.Key.Local.Address, local.Address))
        .Select(l => l.Value.Process).OfType<ProcessRegister>()
        .OrderByDescending(p => p.At).ThenBy(p => p.Value.Name, StringComparer.Ordinal).FirstOrDefault();

    private static bool Overlaps(IpAddress bound, IpAddress local) => bound == local || bound.Bits == 0 || local.Bits == 0;
}
