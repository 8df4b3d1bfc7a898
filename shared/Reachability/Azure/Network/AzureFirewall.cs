using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network;

/// <summary>An Azure Firewall.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Policy">Its policy; null where it has its rules itself.</param>
/// <param name="Subnet">Its subnet; null in a virtual hub.</param>
/// <param name="Hub">The virtual hub that it is in; null in a virtual network.</param>
/// <param name="Frontends">Its addresses.</param>
/// <param name="Collections">Its own rule collections, by priority.</param>
public sealed record AzureFirewall(
    ResourceId Id, ResourceId? Policy, ResourceId? Subnet, ResourceId? Hub, IReadOnlyList<Frontend> Frontends, IReadOnlyList<FirewallRuleCollection> Collections) : Resource(Id)
{
    /// <summary>Public addresses of a firewall in a hub, which are no resources.</summary>
    public IReadOnlyList<IpAddress> HubAddresses { get; init; } = [];

    /// <summary>The virtual network; null in a hub.</summary>
    public ResourceId? Network => Subnet is { } subnet ? ArmId.Owner(subnet) : null;

    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => new[] { Policy, Subnet, Hub, Network }.OfType<ResourceId>()
        .Concat(Frontends.SelectMany(static frontend => frontend.References))
        .Concat(Collections.SelectMany(static collection => collection.References));

    /// <summary>Reads the body of <c>Microsoft.Network/azureFirewalls</c>. The management address lets nothing in.</summary>
    public static AzureFirewall Read(ResourceChange change)
    {
        var problems = new List<string>();
        var settings = change.Body.Properties;
        var frontends = settings["ipConfigurations"].Items.Select(configuration => Frontend.Read(change.Id, configuration, "azureFirewallIpConfigurations")).ToArray();
        var collections = FirewallRuleCollection.InOrder(
            settings["natRuleCollections"].Items.Concat(settings["networkRuleCollections"].Items).Select(collection => FirewallRuleCollection.Read(collection, collection.Properties, problems)).ToArray(),
            problems);
        var subnet = frontends.Select(static frontend => frontend.Subnet).FirstOrDefault(static subnet => subnet is not null);
        return new(change.Id, settings["firewallPolicy"].Link, subnet, settings["virtualHub"].Link, frontends, collections)
        {
            Name = change.Body["name"].Text ?? "",
            Problems = problems,
            HubAddresses = [.. settings["hubIPAddresses"]["publicIPs"]["addresses"].Items
                .Select(static item => IpAddress.TryParse(item["address"].Text, out var address) ? address : (IpAddress?)null).OfType<IpAddress>()],
        };
    }
}
