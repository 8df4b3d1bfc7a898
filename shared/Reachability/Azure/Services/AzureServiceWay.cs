using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services;

/// <summary>The one way to a service that keeps its whole firewall in its own body.</summary>
/// <param name="Id">The service.</param>
/// <param name="Host">Its host name.</param>
/// <param name="Listens">What its endpoint answers to.</param>
/// <param name="Access">Whether it faces the internet at all.</param>
/// <param name="Firewall">Whom it serves.</param>
public sealed record AzureServiceWay(ResourceId Id, string? Host, FlowSet Listens, PublicNetworkAccess Access, IpRules Firewall)
{
    /// <summary>The way, to its end.</summary>
    public Path From(InternetSources internet)
    {
        var way = new ServiceEndpoint(Id.Text, Host, Listens).From(internet.Strangers).Through(Access, Id.Text);
        if (Access.AsksOwnRules())
        {
            _ = Firewall.List is { } rules ? way.Through(rules, Id.Text, "firewall") : way.Unread(Id.Text, "firewall", Firewall.Problems[0]);
        }

        return way.Build();
    }
}
