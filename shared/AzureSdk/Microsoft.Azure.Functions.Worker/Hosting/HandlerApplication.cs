using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker.Dispatch;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>Hands each request of the server to the dispatcher.</summary>
/// <remarks>A context of its own for each: a function left behind at its deadline may still hold one.</remarks>
internal sealed class HandlerApplication(Dispatcher dispatcher) : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public Task ProcessRequestAsync(HttpContext context) => dispatcher.HandleAsync(context);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }
}
