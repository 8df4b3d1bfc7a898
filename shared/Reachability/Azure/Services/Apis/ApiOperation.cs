using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services.Apis;

/// <summary>An operation of an API: a method on a path.</summary>
/// <param name="Id">Its id: <c>…/service/s/apis/a/operations/o</c>.</param>
/// <param name="Request">Method and path, as people write them.</param>
public sealed record ApiOperation(ResourceId Id, string Request) : Resource(Id)
{
    /// <summary>The API that it belongs to.</summary>
    public ResourceId? Api => ArmId.Owner(Id);

    /// <summary>The service that answers.</summary>
    public ResourceId? Service => Api is { } api ? ArmId.Owner(api) : null;

    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Api is { } api ? [api] : [];

    /// <summary>Reads a body.</summary>
    public static ApiOperation Read(ResourceChange change) =>
        new(change.Id, $"{change.Body.Properties["method"].Text} {change.Body.Properties["urlTemplate"].Text}".Trim())
        {
            Name = change.Body.Properties["displayName"].Text ?? change.Name(),
        };
}
