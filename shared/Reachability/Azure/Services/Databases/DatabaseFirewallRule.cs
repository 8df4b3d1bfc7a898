using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services.Databases;

/// <summary>A firewall rule of a database server, as a resource of its own.</summary>
/// <param name="Id">Its id, below the server's.</param>
/// <param name="Entry">What it says.</param>
public sealed record DatabaseFirewallRule(ResourceId Id, DatabaseFirewallEntry Entry) : Resource(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => ArmId.Owner(Id) is { } owner ? [owner] : [];

    /// <summary>Reads a body.</summary>
    public static DatabaseFirewallRule Read(ResourceChange change)
    {
        var entry = DatabaseFirewallEntry.Read(change.Body, change.Name());
        return new(change.Id, entry) { Name = change.Name(), Problems = entry.Admission.Problem is { } problem ? [problem] : [] };
    }
}

/// <summary>Whom a firewall rule lets in.</summary>
/// <param name="Admission">Its range.</param>
/// <param name="IsForAzure">
/// Whether it is the rule 0.0.0.0 to 0.0.0.0, which stands for the services of Azure, of any customer, and for no address of the internet
/// (Azure SQL "IP firewall rules", "Connections from inside Azure"; the other servers document the same).
/// </param>
public sealed record DatabaseFirewallEntry(Admission Admission, bool IsForAzure)
{
    private const string Nothing = "0.0.0.0";

    /// <summary>Reads a rule: a body with properties, or the bare properties.</summary>
    public static DatabaseFirewallEntry Read(Body rule, string name)
    {
        var range = rule["properties"].Exists ? rule["properties"] : rule;
        var (first, last) = (Either(range["startIpAddress"], range["startIPv6Address"]), Either(range["endIpAddress"], range["endIPv6Address"]));
        var isForAzure = first == Nothing && last == Nothing;
        var called = rule["name"].Text ?? name;
        return new(isForAzure ? new(called, Algebra.SourceSet.Empty) : Admission.Between(called, first, last), isForAzure);
    }

    private static string? Either(Body v4, Body v6) => v4.Text ?? v6.Text;
}
