using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services.Storage;

/// <summary>A storage account.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Way">The way to it.</param>
/// <param name="AllowsAnonymous">
/// <c>allowBlobPublicAccess</c>; null where it was not told: accounts made before late 2023 then allow it, later ones do not ("Remediate anonymous read
/// access to blob data"), and the references of the API versions name either as default.
/// </param>
public sealed record StorageAccount(ResourceId Id, AzureServiceWay Way, bool? AllowsAnonymous) : Resource(Id)
{
    private const int Http = 80;
    private const int Https = 443;
    private const int Smb = 445;
    private const int Sftp = 22;

    /// <summary>Reads a body; the command line calls two of its settings otherwise (<c>az storage account show</c>).</summary>
    public static StorageAccount Read(ResourceChange change)
    {
        var properties = change.Body.Properties;
        var (access, firewall) = (properties["publicNetworkAccess"], IpRules.OfNetworkAcls(properties.Any("networkAcls", "networkRuleSet")));
        var way = new AzureServiceWay(change.Id, properties["primaryEndpoints"]["blob"].Host(), Ports(change.Body), PublicNetworkAccessSetting.Read(access), firewall);
        return new(change.Id, way, properties["allowBlobPublicAccess"].Flag)
        {
            Name = change.Name(),
            Problems = [.. PublicNetworkAccessSetting.Problems(access), .. firewall.Problems],
        };
    }

    private static FlowSet Ports(Body body)
    {
        var properties = body.Properties;
        List<int> ports = [Https];
        // True is the default since API version 2019-04-01 (storageAccounts reference).
        if (properties.Any("supportsHttpsTrafficOnly", "enableHttpsTrafficOnly").Flag is false)
        {
            ports.Add(Http);
        }

        if (HasFiles(body))
        {
            ports.Add(Smb);
        }

        if (properties["isSftpEnabled"].Flag is true)
        {
            ports.Add(Sftp);
        }

        return ServiceEndpoint.TcpV4(ports);
    }

    // "Storage account overview": which kinds have Azure Files. The endpoints, where they are told, are surer.
    private static bool HasFiles(Body body) => body.Properties["primaryEndpoints"] is { Exists: true } endpoints
        ? endpoints["file"].Exists
        : body["kind"].Text?.ToUpperInvariant() is "STORAGE" or "STORAGEV2" or "FILESTORAGE";
}
