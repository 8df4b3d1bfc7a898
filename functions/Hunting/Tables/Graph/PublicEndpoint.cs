using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Functions.Hunting.Tables.Graph;

/// <summary>Where strangers reached a device.</summary>
/// <param name="Address">As the internet sees it.</param>
/// <param name="Port">Null where it is not known.</param>
/// <param name="Transport">TCP or UDP.</param>
internal readonly record struct PublicEndpoint(IpAddress Address, int? Port, Transport Transport)
{
    /// <summary>The endpoints that evidence tells, each once and in order. A device may have a public address itself; of what is behind NAT only a scan tells the outside.</summary>
    public static IEnumerable<PublicEndpoint> Of(IEnumerable<EvidenceView> evidence) => evidence.Select(Of).OfType<PublicEndpoint>().Distinct()
        .OrderBy(static e => e.Address).ThenBy(static e => e.Port).ThenBy(static e => e.Transport);

    private static PublicEndpoint? Of(EvidenceView evidence) =>
        IpAddress.TryParse(evidence.PublicIp, out var outside) ? new(outside, Known(evidence.PublicPort), evidence.Transport)
        : IpAddress.TryParse(evidence.LocalIp, out var own) && AddressSpace.IsGlobal(own) ? new(own, Known(evidence.LocalPort), evidence.Transport)
        : null;

    private static int? Known(int? port) => port is > 0 ? port : null;
}
