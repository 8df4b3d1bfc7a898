using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network;

/// <summary>An inbound rule of a network security group, as it is written.</summary>
/// <param name="Name">Its name in the group.</param>
/// <param name="Priority">Lower is asked first; null where it could not be read.</param>
/// <param name="Allows">Whether it allows; null where that could not be read.</param>
/// <param name="Service">Protocols and destination ports.</param>
/// <param name="Sources">Source addresses and tags.</param>
/// <param name="Destinations">Destination addresses and tags.</param>
public sealed record SecurityRule(string Name, int? Priority, bool? Allows, FlowSet Service, AddressList Sources, AddressList Destinations)
{
    /// <summary>Whether every part of it could be read.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>Whether it asks for certain source ports.</summary>
    public bool AsksSourcePort { get; init; }

    /// <summary>Application security groups of the sources.</summary>
    public IReadOnlyList<ResourceId> SourceGroups { get; init; } = [];

    /// <summary>Application security groups of the destinations.</summary>
    public IReadOnlyList<ResourceId> DestinationGroups { get; init; } = [];

    /// <summary>Whether it means the same for every address of a network.</summary>
    public bool IsSameForAll => SourceGroups.Count == 0 && DestinationGroups.Count == 0 && Destinations.IsWhole
        && (Destinations.Prefixes.Equals(SourceSet.All) || (Destinations.Prefixes.IsEmpty && Destinations.Tags.All(static tag => ServiceTag.Is(tag, "VirtualNetwork"))));

    /// <summary>The rule as it applies to one address of a network; two where it is not known whether it allows.</summary>
    public IEnumerable<Rule> At(FilteredAddress address)
    {
        var sources = Sources.In(address.Network).Union(address.Members(SourceGroups));
        var (isCertain, isPossible) = address.Matches(this);
        // A client chooses its source port: a rule that asks for one lets it in, and does not keep it out.
        var isDodged = AsksSourcePort && Allows == false;
        var possible = isPossible && !isDodged ? Flows(sources.Possible) : FlowSet.Empty;
        var certain = isCertain && IsWhole && !isDodged && Priority is not null && Allows is not null ? Flows(sources.Certain) : FlowSet.Empty;
        return Allows is { } allows ? [new($"{Name} ({Priority})", allows, certain, possible)]
            : [new($"{Name} ({Priority})", true, certain, possible), new($"{Name} ({Priority})", false, certain, possible)];
    }

    private FlowSet Flows(SourceSet sources) => sources.On(NumberRange.AllProtocols, NumberRange.AllPorts).Intersect(Service);
}
