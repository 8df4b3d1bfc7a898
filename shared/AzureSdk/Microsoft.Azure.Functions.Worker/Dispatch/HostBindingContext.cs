using System.Collections.ObjectModel;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Payload;

namespace Microsoft.Azure.Functions.Worker.Dispatch;

/// <summary>The host's metadata; for a forwarded request, which brings none, the route's values.</summary>
internal sealed class HostBindingContext(Envelope? envelope, HttpContext? http) : BindingContext
{
    public override IReadOnlyDictionary<string, object?> BindingData { get; } =
        envelope is not null ? new BindingData(envelope)
        : http is not null ? new ReadOnlyDictionary<string, object?>(http.Request.RouteValues)
        : ReadOnlyDictionary<string, object?>.Empty;
}
