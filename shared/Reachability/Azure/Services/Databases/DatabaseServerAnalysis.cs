using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services.Databases;

/// <summary>
/// How database servers are reached: public network access, then firewall rules, of which the union counts. Rules for virtual networks let in no
/// stranger, and private endpoints do not close the public side.
/// </summary>
/// <param name="name">As people call the kind.</param>
/// <param name="type">ARM type.</param>
/// <param name="listens">What its endpoint answers to.</param>
public abstract class DatabaseServerAnalysis(string name, string type, FlowSet listens) : ServiceAnalysis<DatabaseServer>(new(Cloud.Azure, "Databases", name, type))
{
    private const string Firewall = "firewall";

    /// <inheritdoc/>
    protected override bool IsOfThisKind(DatabaseServer service) => service.Type.Equals(Kind.Type, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    protected override Verdict Judge(DatabaseServer service, IEstate estate, DateTimeOffset at, InternetSources internet)
    {
        var id = service.Id.Text;
        var way = new ServiceEndpoint(id, service.Host, listens).From(internet.Strangers);
        if (service.DelegatedSubnet is { } subnet)
        {
            way.Closed(id, "private access", $"It lives in the subnet {subnet} and has no public endpoint.");
        }
        else if (service.Access.AsksOwnRules())
        {
            Filter(way.Through(service.Access, id), service, estate);
        }
        else
        {
            way.Through(service.Access, id);
        }

        return new(service.Id, [way.Build()], []);
    }

    private static void Filter(PathBuilder way, DatabaseServer server, IEstate estate)
    {
        var id = server.Id.Text;
        DatabaseFirewallEntry[] entries = [.. server.Embedded ?? [], .. estate.Naming<DatabaseFirewallRule>(server.Id).Select(static rule => rule.Entry)];
        if (entries.Length == 0 && server.Embedded is null)
        {
            way.Unread($"{id}/firewallRules", Firewall, $"The firewall rules of {id} were not read.");
            return;
        }

        foreach (var azure in entries.Where(static entry => entry.IsForAzure))
        {
            way.By(id, $"{Firewall}: rule {azure.Admission.Id} lets in the services of Azure, of any customer, which are not the internet");
        }

        // A rule that changed and was not read may let in anyone.
        var unread = estate.Naming<UnreadResource>(server.Id).Select(static rule => new Admission($"{rule.Reason},", null));
        var named = entries.Where(static entry => !entry.IsForAzure).Select(static entry => entry.Admission);
        way.Through(Admission.Only(Firewall, named.Concat(unread)), id, Firewall);
    }
}
