using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Gcp.Documents;
using ExposurePipeline.Reachability.Gcp.Network;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.LoadBalancing;

/// <summary>A forwarding rule: address, protocol and ports of a load balancer's frontend, or of protocol forwarding.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Address">Its address; null where it was not told.</param>
/// <param name="IsExternal">Whether the internet may address it.</param>
/// <param name="Target">Target proxy, pool or instance; null for those that name a backend service.</param>
/// <param name="BackendService">Backend service of a passthrough load balancer.</param>
/// <param name="Network">Its network, where it has one: whose proxy-only subnet speaks for it.</param>
public sealed record ForwardingRule(ResourceId Id, string? Address, bool IsExternal, ResourceId? Target, ResourceId? BackendService, ResourceId? Network) : Resource(Id)
{
    /// <summary>Protocol in the cloud's words.</summary>
    public required string Protocol { get; init; }

    /// <summary>Its ports; every port where none is named.</summary>
    public required IReadOnlyList<NumberRange> Ports { get; init; }

    /// <summary>Clients that it is restricted to; null where it is not.</summary>
    public SourceSet? Clients { get; init; }

    /// <summary>Whether its address is of IPv6.</summary>
    public Family Family { get; init; }

    /// <summary>What it takes.</summary>
    public FlowSet Flows => Ports.Aggregate(FlowSet.Empty, (all, ports) => all.Union((Clients ?? SourceSet.All).On(ProtocolNumbers, ports))).Only(Family);

    /// <summary>Its address as destination of packets.</summary>
    public SourceSet Destination => Ranges.Of(Address);

    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => new[] { Target, BackendService, Id with { Text = Id.Text[..Id.Text.LastIndexOf('/')] } }.OfType<ResourceId>();

    // L3_DEFAULT is every protocol: "Forwarding rules overview", IP protocol specifications.
    private NumberRange ProtocolNumbers => Protocols.TryParse(Protocol, out var number) ? NumberRange.Of(number) : NumberRange.AllProtocols;

    /// <summary>Reads a rule.</summary>
    public static ForwardingRule Read(ResourceChange change)
    {
        var body = change.Body;
        var problems = new List<string>();
        var target = body["target"].Text;
        return new(
            change.Id,
            body["IPAddress"].Text,
            Scheme.IsExternal(body["loadBalancingScheme"].Text) && !IsPrivateServiceConnect(target),
            GcpName.Of(target, change.Id),
            GcpName.Of(body["backendService"].Text, change.Id),
            GcpName.Of(body["network"].Text, change.Id))
        {
            Name = body["name"].Text ?? "",
            Protocol = body["IPProtocol"].Text ?? "TCP",
            Ports = PortsOf(body, change.Id.Last(), problems),
            Clients = body["sourceIpRanges"].Items.Any() ? Ranges.Read(body["sourceIpRanges"], change.Id.Last(), problems).Known : null,
            Family = body["ipVersion"].Text is "IPV6" || (body["IPAddress"].Text?.Contains(':', StringComparison.Ordinal) ?? false) ? Family.V6 : Family.V4,
            Problems = problems,
        };
    }

    // An endpoint of Private Service Connect has an internal address and an empty scheme.
    private static bool IsPrivateServiceConnect(string? target) =>
        target is "all-apis" or "vpc-sc" || (target?.Contains("/serviceAttachments/", StringComparison.Ordinal) ?? false);

    private static NumberRange[] PortsOf(Body body, string name, List<string> problems)
    {
        var texts = body["ports"].Texts.Concat(body["portRange"].Texts).Where(static text => text.Length > 0).ToArray();
        var ranges = texts.Select(PortRange.TryParse).OfType<NumberRange>().ToArray();
        if (ranges.Length < texts.Length)
        {
            problems.Add($"{name}: '{string.Join(", ", texts)}' are no ports");
        }

        return texts.Length == 0 || ranges.Length < texts.Length || body["allPorts"].Flag is true ? [NumberRange.AllPorts] : ranges;
    }
}
