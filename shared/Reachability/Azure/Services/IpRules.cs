using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services;

/// <summary>The firewall of a service that is written in its own body: whom its public endpoint serves.</summary>
/// <param name="List">The rules; null where what decides could not be read.</param>
/// <param name="Problems">What could not be read.</param>
public sealed record IpRules(RuleList? List, IReadOnlyList<string> Problems)
{
    /// <summary>All networks are served.</summary>
    public static IpRules None { get; } = new(new RuleList("firewall", [], new("all networks", allows: true, Algebra.FlowSet.All)), []);

    /// <summary>
    /// <c>networkAcls</c> of storage and AI accounts: absent means that the default action is Allow, and rules matter only when it is Deny
    /// (Azure Storage "Configure firewalls and virtual networks"; Azure AI services "Configure virtual networks").
    /// </summary>
    /// <remarks>Rules for virtual networks, resource instances and trusted services never serve the internet.</remarks>
    public static IpRules OfNetworkAcls(Body acls)
    {
        var action = acls["defaultAction"];
        return !acls.Exists || (acls.IsObject && (!action.Exists || IsText(action, "Allow"))) ? None
            : IsText(action, "Deny") ? Only(acls["ipRules"].Items.Select(Entry))
            : new(null, [$"networkAcls.defaultAction is {(action.Exists ? action : acls)}, which is neither Allow nor Deny."]);
    }

    /// <summary>Only these addresses.</summary>
    public static IpRules Only(IEnumerable<Admission> entries)
    {
        var all = entries.ToArray();
        return new(Admission.Only("firewall", all), [.. all.Select(static entry => entry.Problem).OfType<string>()]);
    }

    /// <summary>One entry, in any of the spellings of the services.</summary>
    public static Admission Entry(Body rule) => Admission.Of(rule["value"].Text ?? rule["ipAddressOrRange"].Text ?? rule.Text ?? rule.ToString());

    private static bool IsText(Body value, string text) => text.Equals(value.Text, StringComparison.OrdinalIgnoreCase);
}
