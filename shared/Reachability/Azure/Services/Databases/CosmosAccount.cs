using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services.Databases;

/// <summary>A Cosmos DB account.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Way">The way to it.</param>
/// <param name="AdmitsAzure">Whether its list has 0.0.0.0, which stands for Azure's datacentres and for no address of the internet.</param>
public sealed record CosmosAccount(ResourceId Id, AzureServiceWay Way, bool AdmitsAzure) : Resource(Id)
{
    private const string Azure = "0.0.0.0";

    /// <summary>Reads a body.</summary>
    public static CosmosAccount Read(ResourceChange change)
    {
        var properties = change.Body.Properties;
        var access = properties["publicNetworkAccess"];
        var entries = Entries(properties).ToArray();
        var firewall = Firewall(entries, properties["isVirtualNetworkFilterEnabled"]);
        var way = new AzureServiceWay(change.Id, properties["documentEndpoint"].Host(), Ports(change.Body), PublicNetworkAccessSetting.Read(access), firewall);
        return new(change.Id, way, Array.Exists(entries, static entry => entry.Id == Azure))
        {
            Name = change.Name(),
            Problems = [.. PublicNetworkAccessSetting.Problems(access), .. firewall.Problems],
        };
    }

    // API versions before 2020-04-01 write one text with commas.
    private static IEnumerable<Admission> Entries(Body properties) => properties["ipRules"].Items.Select(IpRules.Entry)
        .Concat((properties["ipRangeFilter"].Text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(static text => Admission.Of(text)));

    // Nobody is filtered until a range or the filter for virtual networks is set ("Configure IP firewall": the account is accessible from internet).
    private static IpRules Firewall(Admission[] entries, Body networks) =>
        entries.Length == 0 && networks.Flag is not true
            ? networks.Exists && networks.Flag is null ? new(null, [$"isVirtualNetworkFilterEnabled is {networks}, which is neither true nor false."]) : IpRules.None
            : IpRules.Only(entries.Where(static entry => entry.Id != Azure));

    // "Azure Cosmos DB SDK connectivity modes": the gateway's ports by API.
    private static FlowSet Ports(Body body) =>
        Is(body, "MongoDB", "EnableMongo") ? ServiceEndpoint.TcpV4(443, 10250, 10255, 10256)
        : Is(body, "", "EnableCassandra") ? ServiceEndpoint.TcpV4(443, 10350)
        : ServiceEndpoint.TcpV4(443);

    private static bool Is(Body body, string kind, string capability) =>
        kind.Equals(body["kind"].Text, StringComparison.OrdinalIgnoreCase)
        || body.Properties["capabilities"].Items.Any(item => capability.Equals(item["name"].Text, StringComparison.OrdinalIgnoreCase));
}
