using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services.Apis;

/// <summary>An API of an API Management service.</summary>
/// <param name="Id">Its id, below the service's.</param>
/// <param name="Path">Where it is below the gateway's address.</param>
/// <param name="Listens">The ports of its protocols.</param>
/// <param name="NeedsSubscription">Whether callers must send a subscription key.</param>
public sealed record Api(ResourceId Id, string Path, FlowSet Listens, bool NeedsSubscription) : Resource(Id)
{
    /// <summary>Reads a body.</summary>
    public static Api Read(ResourceChange change)
    {
        var properties = change.Body.Properties;
        // https is the default protocol, and a subscription is needed unless the body says no (Apis reference, ApiCreateOrUpdateParameter).
        var isPlain = properties["protocols"].Texts.Any(static name => name.ToUpperInvariant() is "HTTP" or "WS");
        var isSecure = !properties["protocols"].Exists || properties["protocols"].Texts.Any(static name => name.ToUpperInvariant() is "HTTPS" or "WSS");
        int[] ports = [.. isSecure ? [443] : Array.Empty<int>(), .. isPlain ? [80] : Array.Empty<int>()];
        return new(change.Id, properties["path"].Text ?? "", ServiceEndpoint.TcpV4(ports), properties["subscriptionRequired"].Flag is not false)
        {
            Name = properties["displayName"].Text ?? change.Name(),
        };
    }
}
