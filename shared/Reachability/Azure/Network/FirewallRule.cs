using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network;

/// <summary>A DNAT or network rule of Azure Firewall.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ByProtocols">Protocols.</param>
/// <param name="Ports">Destination ports.</param>
/// <param name="Sources">Source addresses.</param>
/// <param name="Destinations">Destination addresses.</param>
public sealed record FirewallRule(string Name, IReadOnlyList<int> ByProtocols, PortList Ports, AddressList Sources, AddressList Destinations)
{
    /// <summary>Source ip groups.</summary>
    public IReadOnlyList<ResourceId> SourceGroups { get; init; } = [];

    /// <summary>Destination ip groups.</summary>
    public IReadOnlyList<ResourceId> DestinationGroups { get; init; } = [];

    /// <summary>Where a DNAT rule leads to; null for a network rule, and for a name that only DNS knows.</summary>
    public IpAddress? TranslatedAddress { get; init; }

    /// <summary>The port that a DNAT rule leads to.</summary>
    public int? TranslatedPort { get; init; }

    /// <summary>Whether every part of it could be read.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>What it matches of the flows to one destination.</summary>
    public Rule At(IpAddress destination, bool allows, string id, IEstate estate)
    {
        var sources = IpGroups(Sources, SourceGroups, estate);
        var destinations = IpGroups(Destinations, DestinationGroups, estate);
        var target = AddressText.Of(destination);
        var isCertain = IsWhole && !target.Intersect(destinations.Certain).IsEmpty;
        var isPossible = isCertain || !IsWhole || !target.Intersect(destinations.Possible).IsEmpty;
        return new(id, allows, isCertain ? Flows(sources.Certain) : FlowSet.Empty, isPossible ? Flows(sources.Possible) : FlowSet.Empty);
    }

    private static AddressScope IpGroups(AddressList own, IReadOnlyList<ResourceId> groups, IEstate estate) => groups
        .Select(group => estate.Find<IpGroup>(group)?.Addresses.In(null) ?? AddressScope.SomeOf(SourceSet.All))
        .Aggregate(own.In(null), static (all, addresses) => all.Union(addresses));

    private FlowSet Flows(SourceSet sources) => sources.On(NumberRange.AllProtocols, NumberRange.AllPorts).Intersect(Ports.By(ByProtocols));

    internal static FirewallRule Read(Body rule, List<string> problems)
    {
        var settings = rule.Properties;
        var where = $"rule {rule["name"].Text}";
        var before = problems.Count;
        var protocols = FirewallProtocols.Read(where, problems, settings.Any("ipProtocols", "protocols"));
        var ports = PortList.Read(where, problems, settings["destinationPorts"]);
        var sources = AddressList.Read(where, problems, settings["sourceAddresses"]);
        var destinations = AddressList.Read(where, problems, settings["destinationAddresses"]);
        var target = settings["translatedAddress"].Text is { Length: > 0 } address && IpAddress.TryParse(address, out var read) ? read : (IpAddress?)null;
        RequireAddresses(settings, where, problems);
        var isWhole = problems.Count == before && !settings["destinationFqdns"].Items.Any();
        if (settings["translatedFqdn"].Text is { Length: > 0 } name)
        {
            problems.Add($"{where}: where {name} leads to is known to DNS only.");
        }

        return new(rule["name"].Text ?? "", protocols, ports.Ranges.Count > 0 ? ports : new([NumberRange.AllPorts], ports.IsWhole), sources, destinations)
        {
            SourceGroups = settings["sourceIpGroups"].Links,
            DestinationGroups = settings["destinationIpGroups"].Links,
            TranslatedAddress = target,
            TranslatedPort = settings["translatedPort"].Number is { } port and >= 1 and <= Protocols.LastPort ? (int)port : null,
            IsWhole = isWhole,
        };
    }

    private static void RequireAddresses(Body settings, string where, List<string> problems)
    {
        if (!settings["sourceAddresses"].Items.Any() && !settings["sourceIpGroups"].Items.Any())
        {
            problems.Add($"{where}: no source is given.");
        }

        if (!settings.Any("destinationPorts").Items.Any())
        {
            problems.Add($"{where}: no destination port is given.");
        }
    }
}
