using System.Globalization;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Hunting.Values;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Messages;

namespace ExposurePipeline.Functions.Hunting.Tables.Graph;

/// <summary>What gets through, as the graph writes it: ports and IANA's protocol numbers as texts.</summary>
internal static class RouteRules
{
    /// <summary>The property of edges and routes.</summary>
    public const string Name = "networkReachability";

    /// <summary>Traffic as people write it (<c>tcp/22</c>, <c>udp</c>, <c>all</c>), by protocol.</summary>
    public static IEnumerable<(string Protocols, string Ports)> Of(FlowView flow)
    {
        var slash = flow.Traffic.IndexOf('/', StringComparison.Ordinal);
        var (protocol, ports) = slash < 0 ? (flow.Traffic, "") : (flow.Traffic[..slash], flow.Traffic[(slash + 1)..]);
        var number = protocol == "all" ? $"0-{Protocols.Last}" : Protocols.TryParse(protocol, out var one) ? Text(one) : protocol;
        var hasPorts = protocol == "all" || !Protocols.TryParse(protocol, out one) || Protocols.HasPorts(one);
        yield return (number, !hasPorts ? "" : ports.Length > 0 ? ports : $"0-{Protocols.LastPort}");
    }

    /// <summary>An observed endpoint.</summary>
    public static IEnumerable<(string Protocols, string Ports)> Of(PublicEndpoint seen) =>
        seen.Port is { } port ? [(Text(seen.Transport is Transport.Tcp ? Protocols.Tcp : Protocols.Udp), Text(port))] : [];

    /// <summary>The value of the property.</summary>
    public static DynamicBag Reachability(IEnumerable<(string Protocols, string Ports)> rules) => Bag.Of(
        ("type", Dynamic.Of("NetworkReachability")),
        ("routeRules", new DynamicArray([.. rules.Distinct().GroupBy(static rule => rule.Protocols, static rule => rule.Ports).Select(static rule => Rule(rule.Key, rule))])));

    private static DynamicBag Rule(string protocols, IEnumerable<string> ports) => Bag.Of(
        ("portRanges", Bag.Texts(ports.Where(static p => p.Length > 0))), ("protocolRanges", Bag.Texts([protocols])));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
