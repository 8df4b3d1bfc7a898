using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services.Storage;

/// <summary>Azure Storage: whether the network reaches it, and apart from that whether it answers without anyone signing in.</summary>
public sealed class StorageAccountAnalysis() : ServiceAnalysis<StorageAccount>(new(Cloud.Azure, "Storage", "Azure Storage", "Microsoft.Storage/storageAccounts"))
{
    /// <inheritdoc/>
    protected override Verdict Judge(StorageAccount service, IEstate estate, DateTimeOffset at, InternetSources internet) =>
        new(service.Id, [service.Way.From(internet)], []) { Access = AccessTo(service, estate), Exposed = ExposedBy(service.Way.Access) };

    // "Enabled from all networks" and "from selected virtual networks and IP addresses" are both exposed, by the published rule.
    private static VerdictStatus ExposedBy(PublicNetworkAccess access) => access switch
    {
        PublicNetworkAccess.Enabled => VerdictStatus.Reachable,
        PublicNetworkAccess.Disabled => VerdictStatus.NotReachable,
        _ => VerdictStatus.Unknown,
    };

    // The account must allow it and a container must offer it; either no is enough for a no.
    private static PublicAccess AccessTo(StorageAccount account, IEstate estate)
    {
        if (account.AllowsAnonymous is false)
        {
            return PublicAccess.No;
        }

        var levels = estate.Naming<BlobContainer>(account.Id).Select(static container => container.IsAnonymous).ToArray();
        return levels.Length == 0 ? PublicAccess.Unknown
            : Array.Exists(levels, static level => level is true) ? account.AllowsAnonymous is true ? PublicAccess.Yes : PublicAccess.Unknown
            : Array.Exists(levels, static level => level is null) ? PublicAccess.Unknown
            : PublicAccess.No;
    }
}
