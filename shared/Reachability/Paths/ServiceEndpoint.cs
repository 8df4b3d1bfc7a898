using ExposurePipeline.Reachability.Algebra;

namespace ExposurePipeline.Reachability.Paths;

/// <summary>The public endpoint of a managed service: it has no network of the customer's before it, only its own settings.</summary>
/// <param name="Resource">The service.</param>
/// <param name="Host">Its host name or address; null where it was not told.</param>
/// <param name="Listens">What it answers to.</param>
public sealed record ServiceEndpoint(string Resource, string? Host, FlowSet Listens)
{
    /// <summary>The way in, as far as the endpoint itself.</summary>
    /// <param name="internet">Who counts as the internet.</param>
    public PathBuilder From(SourceSet internet) => new PathBuilder(new(EntranceKind.ServiceEndpoint, Resource, Host), internet)
        .Only(Listens, Resource, "public endpoint", $"It listens on {string.Join(", ", Listens.Boxes.Select(static box => $"{box}").Distinct())}.");

    /// <summary>TCP ports over IPv4 alone, as most public endpoints have them.</summary>
    public static FlowSet TcpV4(params IEnumerable<int> ports) => Tcp(ports).Only(Family.V4);

    /// <summary>TCP ports over IPv4 and IPv6.</summary>
    public static FlowSet Tcp(params IEnumerable<int> ports) =>
        ports.Aggregate(FlowSet.Empty, static (all, port) => all.Union(FlowSet.Of(Protocols.Tcp, NumberRange.Of(port))));
}
