using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Gcp.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Network;

/// <summary>A route of a network: where answers to clients leave.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Network">Its network.</param>
/// <param name="Destination">Addresses that it leads to.</param>
/// <param name="Priority">Decides between routes to the same range; lower first, 1000 where absent.</param>
/// <param name="ToInternet">Whether its next hop is the default internet gateway.</param>
/// <param name="Tags">Network tags of the instances that use it; every instance where empty.</param>
public sealed record Route(ResourceId Id, ResourceId? Network, IpRange? Destination, long Priority, bool ToInternet, IReadOnlyList<string> Tags) : Resource(Id)
{
    private const long DefaultPriority = 1000;

    /// <summary>Flows whose answers take it, if no longer prefix does.</summary>
    public FlowSet Clients => Destination is { } range ? SourceSet.Of([range]).On(NumberRange.AllProtocols, NumberRange.AllPorts) : FlowSet.Empty;

    /// <summary>As a rule for answers: one that leaves by another hop does not come from the address that was asked.</summary>
    internal Rule Rule => field ??= new(Name, ToInternet, Clients, Destination is null ? FlowSet.All : Clients);

    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Network is { } network ? [network.Routes] : [];

    /// <summary>Reads a route.</summary>
    public static Route Read(ResourceChange change)
    {
        var body = change.Body;
        var text = body["destRange"].Text;
        var isRange = IpRange.TryParse(text, out var range);
        return new(
            change.Id,
            GcpName.Of(body["network"].Text, change.Id),
            isRange ? range : null,
            body["priority"].Number ?? DefaultPriority,
            body["nextHopGateway"].Text is { } gateway && gateway.EndsWith("/default-internet-gateway", StringComparison.Ordinal),
            [.. body["tags"].Texts])
        {
            Name = body["name"].Text ?? "",
            Problems = isRange ? [] : [$"{change.Id.Last()}: '{text}' is no address range"],
        };
    }
}
