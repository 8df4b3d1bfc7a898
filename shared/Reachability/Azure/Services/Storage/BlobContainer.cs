using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services.Storage;

/// <summary>A blob container of a storage account.</summary>
/// <param name="Id">Its id: <c>…/storageAccounts/a/blobServices/default/containers/c</c>.</param>
/// <param name="IsAnonymous">Whether its level is Blob or Container; null where it was not told or is not known.</param>
public sealed record BlobContainer(ResourceId Id, bool? IsAnonymous) : Resource(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => ArmId.Owner(Id) is { } service && ArmId.Owner(service) is { } account ? [account] : [];

    /// <summary>Reads a body.</summary>
    public static BlobContainer Read(ResourceChange change)
    {
        var level = change.Body.Properties["publicAccess"];
        bool? isAnonymous = level.Text?.ToUpperInvariant() switch
        {
            "BLOB" or "CONTAINER" => true,
            // Absent in the answers of some versions where it is None, which is the default ("Set Container ACL").
            "NONE" or "" => false,
            _ => level.Exists ? null : false,
        };
        return new(change.Id, isAnonymous)
        {
            Name = change.Name(),
            Problems = isAnonymous is null ? [$"publicAccess is {level}, which is none of None, Blob and Container."] : [],
        };
    }
}
