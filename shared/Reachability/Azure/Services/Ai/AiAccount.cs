using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services.Ai;

/// <summary>An account of Azure AI services (once Cognitive Services): Azure OpenAI, Speech, Vision, many in one.</summary>
/// <param name="Id">Its id.</param>
/// <param name="AccountKind">Which service: <c>OpenAI</c>, <c>AIServices</c>, <c>Face</c>, …; empty where it was not told.</param>
/// <param name="Way">The way to it.</param>
public sealed record AiAccount(ResourceId Id, string AccountKind, AzureServiceWay Way) : Resource(Id)
{
    /// <summary>Whether it is Azure OpenAI alone.</summary>
    public bool IsOpenAi => AccountKind.Equals("OpenAI", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a body.</summary>
    public static AiAccount Read(ResourceChange change)
    {
        var properties = change.Body.Properties;
        var (access, firewall) = (properties["publicNetworkAccess"], IpRules.OfNetworkAcls(properties["networkAcls"]));
        var way = new AzureServiceWay(change.Id, properties["endpoint"].Host(), ServiceEndpoint.TcpV4(443), PublicNetworkAccessSetting.Read(access), firewall);
        return new(change.Id, change.Body["kind"].Text ?? "", way)
        {
            Name = change.Name(),
            Problems = [.. PublicNetworkAccessSetting.Problems(access), .. firewall.Problems],
        };
    }
}
