using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Paths;

namespace ExposurePipeline.Reachability.Joining;

/// <summary>A public address of which ports lead to an asset.</summary>
/// <param name="Address">The address.</param>
/// <param name="Path">Which ports, and how.</param>
internal sealed record AddressPath(IpAddress Address, AssetPath Path);

/// <summary>The public addresses that lead to an asset. Whether anything filters on the way does not matter: what answers there is the asset.</summary>
/// <remarks>
/// Entrances that are known by their host name only have no address that would stay the same. A group's members and what stands behind a
/// load balancer tell for themselves: the group or the balancer would be a second asset at the same port.
/// </remarks>
internal static class AddressPaths
{
    /// <summary>Every one; none of an asset that is gone.</summary>
    public static IEnumerable<AddressPath> Of(Verdict? verdict) => verdict is null || Collective.Is(verdict.Asset) ? [] : verdict.Paths.SelectMany(Of);

    private static IEnumerable<AddressPath> Of(Path path)
    {
        if (!IpAddress.TryParse(path.Entrance.Address ?? "", out var address) || !AddressSpace.IsGlobal(address))
        {
            return [];
        }

        var ports = PortList.Of(Led(path).Only(address.IsV4 ? Family.V4 : Family.V6), static ports => ports).ToLookup(static ports => ports.Transport, static ports => (ports.FromPort, ports.ToPort));
        var isBoth = ports[Transport.Tcp].SequenceEqual(ports[Transport.Udp]);
        return from transport in isBoth ? [null] : Enum.GetValues<Transport>().Select(static one => (Transport?)one)
               from range in ports[transport ?? Transport.Tcp]
               select new AddressPath(address, new(transport, range.FromPort, range.ToPort, Inner(path, range.FromPort, range.ToPort), path.Entrance.Kind is EntranceKind.DirectAddress, Way.Rule(path)));
    }

    // An address of the asset's own leads to it on every port, once it is assigned; elsewhere the steps tell that decide without a list of rules.
    private static FlowSet Led(Path path) => (path.Entrance.Kind is EntranceKind.DirectAddress ? path.Hops.Take(1) : path.Hops)
        .Where(static hop => hop.List is null)
        .Aggregate(FlowSet.All, static (led, hop) => led.Intersect(hop.Reach.Possible));

    private static ushort? Inner(Path path, ushort from, ushort to) => path.View.IsPortByPort ? (ushort)path.View.Inside(new(from, to)).First : null;
}
