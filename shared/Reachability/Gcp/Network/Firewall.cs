using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Gcp.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Network;

/// <summary>A VPC firewall rule.</summary>
/// <remarks>
/// Source: "VPC firewall rules": lower numbers first, deny before allow at the same priority, disabled rules do nothing. Source tags and source
/// service accounts match interfaces of the network, never the internet; with source ranges beside them, either is enough.
/// </remarks>
/// <param name="Id">Its name.</param>
/// <param name="Network">The network whose interfaces it guards.</param>
/// <param name="IsIngress">Whether it is about flows that come in; absent means it is.</param>
/// <param name="IsDisabled">Whether it does nothing.</param>
/// <param name="Priority">From 0, the first, to 65535; 1000 where absent.</param>
/// <param name="Allows">Whether it lets through what it matches.</param>
/// <param name="TargetTags">Network tags of the interfaces that it is about.</param>
/// <param name="TargetServiceAccounts">Service accounts of the interfaces that it is about.</param>
public sealed record Firewall(
    ResourceId Id, ResourceId? Network, bool IsIngress, bool IsDisabled, long Priority, bool Allows,
    IReadOnlyList<string> TargetTags, IReadOnlyList<string> TargetServiceAccounts) : Resource(Id)
{
    private const long DefaultPriority = 1000;

    /// <summary>What it matches, without regard to whom it is about.</summary>
    public required Rule Rule { get; init; }

    /// <summary>Destinations that it is restricted to; null where it is not.</summary>
    public SourceSet? Destinations { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Network is { } network ? [network.Firewalls] : [];

    /// <summary>Reads a rule.</summary>
    public static Firewall Read(ResourceChange change)
    {
        var body = change.Body;
        var problems = new List<string>();
        var name = body["name"].Text ?? change.Id.Last();
        var denies = body["denied"].Items.Any();
        var (destinations, isWhole) = Ranges.Read(body["destinationRanges"], name, problems);
        var rule = RuleOf(body, name, !denies, problems);
        isWhole &= !RuleFields.TellsUnknown(body, name, problems) & IsDirection(body["direction"], name, problems);
        return new(
            change.Id,
            GcpName.Of(body["network"].Text, change.Id),
            body["direction"].Text is not "EGRESS",
            body["disabled"].Flag ?? false,
            body["priority"].Number ?? DefaultPriority,
            !denies,
            [.. body["targetTags"].Texts],
            [.. body["targetServiceAccounts"].Texts])
        {
            Name = name,
            Rule = isWhole ? rule : rule with { Certain = FlowSet.Empty },
            Destinations = isWhole && body["destinationRanges"].Items.Any() ? destinations : null,
            Problems = problems,
        };
    }

    private static bool IsDirection(Body direction, string name, List<string> problems)
    {
        var isOne = !direction.Exists || direction.Text is "INGRESS" or "EGRESS";
        if (!isOne)
        {
            problems.Add($"{name}: the direction '{direction}' is neither INGRESS nor EGRESS");
        }

        return isOne;
    }

    private static Rule RuleOf(Body body, string name, bool allows, List<string> problems)
    {
        var layer4 = Layer4.Read(body[allows ? "allowed" : "denied"], name, problems);
        var (sources, isWhole) = SourcesOf(body, name, problems);
        var certain = layer4.From(sources);
        var possible = isWhole ? certain : layer4.From(SourceSet.All);
        return new(name, allows, certain, layer4.IsWhole ? possible : FlowSet.All);
    }

    // "If neither source ranges nor tags nor service accounts are given, the source is any IPv4 address, 0.0.0.0/0" (firewalls resource).
    private static Ranges SourcesOf(Body body, string name, List<string> problems) =>
        body["sourceRanges"].Items.Any() ? Ranges.Read(body["sourceRanges"], name, problems)
        : body["sourceTags"].Items.Any() || body["sourceServiceAccounts"].Items.Any() ? new(SourceSet.Empty, IsWhole: true)
        : new(new(AddressSet.AllV4, AddressSet.Empty), IsWhole: true);
}
