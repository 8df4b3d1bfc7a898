using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Network;

/// <summary>An entry of a network ACL.</summary>
/// <param name="Number">Its place; entries are asked in ascending order, each family for itself.</param>
/// <param name="IsEgress">Whether it is asked for what leaves.</param>
/// <param name="Rule">What it decides.</param>
/// <param name="Problems">What could not be read of it.</param>
internal sealed record AclEntry(long Number, bool IsEgress, Rule Rule, IReadOnlyList<string> Problems)
{
    private static readonly string[] Actions = ["allow", "deny"];

    /// <summary>Every entry; one with an action that is not understood may be either.</summary>
    public static IEnumerable<AclEntry> ReadAll(Body entries) => entries.Items.SelectMany(static entry =>
        Actions.Contains(entry["RuleAction"].Text, StringComparer.OrdinalIgnoreCase)
            ? [Read(entry, string.Equals(entry["RuleAction"].Text, "allow", StringComparison.OrdinalIgnoreCase), isRead: true)]
            : new[] { Read(entry, allows: true, isRead: false), Read(entry, allows: false, isRead: false) });

    /// <summary>Rules in the order in which they are asked.</summary>
    /// <remarks>Numbers are unique in a direction; where copies disagree about one, none of them is certain.</remarks>
    public static IEnumerable<Rule> InOrder(IEnumerable<AclEntry> entries) => entries
        .GroupBy(static entry => entry.Number)
        .OrderBy(static same => same.Key)
        .SelectMany(static same => same.Any(entry => same.Any(other => other.Rule.Allows != entry.Rule.Allows && other.Rule.Possible.Overlaps(entry.Rule.Possible)))
            ? same.Select(static entry => entry.Rule with { Certain = FlowSet.Empty })
            : same.Select(static entry => entry.Rule));

    private static AclEntry Read(Body entry, bool allows, bool isRead)
    {
        var traffic = Traffic.Read(entry["Protocol"].Text, entry["PortRange"], entry["IcmpTypeCode"]);
        var isBlock = Cidr.TryRead(entry["CidrBlock"].Text ?? entry["Ipv6CidrBlock"].Text, out var range);
        var number = entry["RuleNumber"].Number;
        var possible = (isBlock ? SourceSet.Of([range]) : SourceSet.All).On(traffic.Protocols, traffic.Ports);
        var isWhole = isRead && isBlock && traffic.IsRead && number is not null;
        var problem = isWhole ? [] : new[] { $"entry {number}: action '{entry["RuleAction"].Text}', protocol '{entry["Protocol"].Text}' or block '{entry["CidrBlock"].Text ?? entry["Ipv6CidrBlock"].Text}' is not understood" };
        return new(number ?? -1, entry["Egress"].Flag ?? false, new($"{number}", allows, isWhole ? possible : FlowSet.Empty, possible), problem);
    }
}
