using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services.Ai;

/// <summary>An Azure AI Search service.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Way">The way to it.</param>
public sealed record SearchService(ResourceId Id, AzureServiceWay Way) : Resource(Id)
{
    /// <summary>Reads a body.</summary>
    public static SearchService Read(ResourceChange change)
    {
        var properties = change.Body.Properties;
        var access = properties["publicNetworkAccess"];
        // Without a rule every address is served; the first rule narrows it ("Configure network access": there is no default action).
        var rules = (properties["networkRuleSet"].Exists ? properties["networkRuleSet"] : properties["networkRuleSets"])["ipRules"].Items.ToArray();
        var firewall = rules.Length == 0 ? IpRules.None : IpRules.Only(rules.Select(IpRules.Entry));
        var way = new AzureServiceWay(change.Id, Host(change), ServiceEndpoint.TcpV4(443), PublicNetworkAccessSetting.Read(access), firewall);
        return new(change.Id, way) { Name = change.Name(), Problems = [.. PublicNetworkAccessSetting.Problems(access), .. firewall.Problems] };
    }

    private static string Host(ResourceChange change) => change.Body.Properties["endpoint"].Host() ?? $"{change.Name()}.search.windows.net";
}
