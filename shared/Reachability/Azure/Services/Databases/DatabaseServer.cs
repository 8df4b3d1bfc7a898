using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services.Databases;

/// <summary>A database server whose firewall rules are resources of their own: SQL, PostgreSQL, MySQL, MariaDB, Synapse.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">Type in lower case.</param>
/// <param name="Host">Its host name.</param>
/// <param name="Access">Whether it faces the internet.</param>
/// <param name="DelegatedSubnet">The subnet that it was put into, for flexible servers with private access; else null.</param>
/// <param name="Embedded">Firewall rules that came in its own body; null where the body does not tell them.</param>
public sealed record DatabaseServer(
    ResourceId Id, string Type, string? Host, PublicNetworkAccess Access, string? DelegatedSubnet, IReadOnlyList<DatabaseFirewallEntry>? Embedded) : Resource(Id)
{
    /// <summary>Reads a body.</summary>
    public static DatabaseServer Read(ResourceChange change)
    {
        var properties = change.Body.Properties;
        var network = properties["network"];
        var access = network["publicNetworkAccess"].Exists ? network["publicNetworkAccess"] : properties["publicNetworkAccess"];
        var entries = Entries(properties["firewallRules"]);
        return new(change.Id, change.Type.ToLowerInvariant(), HostOf(properties), PublicNetworkAccessSetting.Read(access), Subnet(network, properties), entries)
        {
            Name = change.Name(),
            Problems = [.. PublicNetworkAccessSetting.Problems(access), .. (entries ?? []).Select(static entry => entry.Admission.Problem).OfType<string>()],
        };
    }

    private static DatabaseFirewallEntry[]? Entries(Body rules) => rules.IsArray ? [.. rules.Items.Select(static rule => DatabaseFirewallEntry.Read(rule, ""))] : null;

    private static string? HostOf(Body properties) =>
        properties["fullyQualifiedDomainName"].Text ?? properties["connectivityEndpoints"]["sql"].Text;

    // PostgreSQL's first API versions had it under delegatedSubnetArguments.
    private static string? Subnet(Body network, Body properties) =>
        network["delegatedSubnetResourceId"].Text ?? properties["delegatedSubnetArguments"]["subnetArmResourceId"].Text;
}
