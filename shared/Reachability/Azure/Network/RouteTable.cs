using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network;

/// <summary>User-defined routes of subnets.</summary>
/// <remarks>
/// What a subnet answers must leave it to the internet. Azure's own route does that; where a user-defined one sends 0.0.0.0/0 to an appliance, a gateway
/// or nowhere, its resources are "no longer directly accessible from the internet" ("Virtual network traffic routing", 0.0.0.0/0 address prefix).
/// The same holds prefix by prefix, the longest first. Flows that a frontend brings in with an address of its own are answered inside the network.
/// </remarks>
/// <param name="Id">Its id.</param>
/// <param name="Answers">Which clients are answered directly.</param>
public sealed record RouteTable(ResourceId Id, RuleList Answers) : Resource(Id)
{
    /// <summary>Reads the body of <c>Microsoft.Network/routeTables</c>.</summary>
    public static RouteTable Read(ResourceChange change)
    {
        var problems = new List<string>();
        var routes = change.Body.Properties["routes"].Items
            .Select(route => Route(route, problems))
            .OrderByDescending(static route => route.Length)
            .Select(static route => route.Rule)
            .ToArray();
        var list = new RuleList(change.Id.Text, routes, new Rule("system route to Internet", allows: true, FlowSet.All));
        return new(change.Id, list) { Name = change.Body["name"].Text ?? "", Problems = problems };
    }

    // A service tag stands for prefixes of unknown length: its route may come before any other.
    private static (int Length, Rule Rule) Route(Body route, List<string> problems)
    {
        var settings = route.Properties;
        var prefix = settings["addressPrefix"].Text ?? "";
        var clients = AddressList.Read($"route {route["name"].Text}", problems, settings["addressPrefix"]).In(null);
        var toInternet = (settings["nextHopType"].Text ?? "").Equals("Internet", StringComparison.OrdinalIgnoreCase);
        var id = $"{route["name"].Text} ({prefix} to {settings["nextHopType"].Text ?? "an unknown next hop"})";
        return (AddressText.PrefixLength(prefix) ?? int.MaxValue, new(id, toInternet, Flows(clients.Certain), Flows(clients.Possible)));
    }

    private static FlowSet Flows(SourceSet clients) => clients.On(NumberRange.AllProtocols, NumberRange.AllPorts);
}
