using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services.Apis;

/// <summary>An operation of an API: a method on a path.</summary>
/// <param name="Id">Its id: <c>…/service/s/apis/a/operations/o</c>.</param>
/// <param name="Request">Method and path, as people write them.</param>
public sealed record ApiOperation(ResourceId Id, string Request) : Resource(Id)
{
    /// <summary>The API that it belongs to.</summary>
    public ResourceId Api => Id.Parent();

    /// <summary>The service that answers.</summary>
    public ResourceId Service => Api.Parent();

    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => [Api];

    /// <summary>Reads a body.</summary>
    public static ApiOperation Read(ResourceChange change) =>
        new(change.Id, $"{change.Properties()["method"].Text} {change.Properties()["urlTemplate"].Text}".Trim())
        {
            Name = change.Properties()["displayName"].Text ?? change.Name(),
        };
}
