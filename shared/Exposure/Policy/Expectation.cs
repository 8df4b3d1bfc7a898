using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Policy;

/// <summary>An operator's word that some devices serve something to the internet on purpose. Every member that is set must match.</summary>
/// <param name="Name">What it is about, for people; 1 to 100 characters.</param>
/// <param name="DeviceTag">A tag of the devices it concerns; null for any. Ignores case.</param>
/// <param name="DeviceGroup">The machine group of the devices it concerns; null for any. Ignores case.</param>
/// <param name="Process">File name of the process that is to serve; null for any. Ignores case.</param>
/// <param name="Transport">TCP or UDP; null for both.</param>
/// <param name="Ports">The local ports that are to serve; none for every port.</param>
public sealed record Expectation(
    string Name, string? DeviceTag, string? DeviceGroup, string? Process, Transport? Transport, IReadOnlyList<PortRange> Ports)
{
    /// <summary>Whether it says anything of a device; of one without inventory only when it concerns every device.</summary>
    public bool Concerns(DeviceProfile? profile) =>
        (DeviceTag is null || profile?.Tags.Contains(DeviceTag, StringComparer.OrdinalIgnoreCase) == true)
        && (DeviceGroup is null || DeviceGroup.Equals(profile?.Group, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether an evidence is what is expected. A process that is not known is not the expected one.</summary>
    public bool IsMetBy(EvidenceKey key, string? process) =>
        (Transport is null || Transport == key.Transport)
        && (Ports.Count == 0 || (key.Local is { } local && Ports.Any(range => range.Contains(local.Port))))
        && (Process is null || Process.Equals(process, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A range of ports.</summary>
/// <param name="From">First port.</param>
/// <param name="To">Last port, inclusive; not below <paramref name="From"/>.</param>
public readonly record struct PortRange(ushort From, ushort To)
{
    /// <summary>Whether a port lies in the range.</summary>
    public bool Contains(ushort port) => From <= port && port <= To;
}
