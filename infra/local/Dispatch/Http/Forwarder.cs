using ExposurePipeline.Local.Dispatch.Handler;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;

namespace ExposurePipeline.Local.Dispatch.Http;

/// <summary>Passes a request to the handler as it came (<c>enableForwardingHttpRequest</c>), both bodies as streams.</summary>
/// <param name="handler">The process.</param>
/// <param name="client">The protocol.</param>
public sealed class Forwarder(IHandler handler, HandlerClient client)
{
    // Of one connection, not of the message (RFC 9110, section 7.6.1).
    private static readonly HashSet<string> HopByHop = new(StringComparer.OrdinalIgnoreCase)
        { "Connection", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade" };

    /// <summary>Forwards one request; 503 while the handler is down.</summary>
    public async Task ForwardAsync(HttpContext context)
    {
        if (handler.Address is not { } address)
        {
            await Refusal.HandlerDown(context);
            return;
        }

        using var request = Copy(context, address);
        try
        {
            using var response = await client.ForwardAsync(request, context.RequestAborted);
            await ReturnAsync(response, context);
        }
        catch (HttpRequestException) when (!context.Response.HasStarted)
        {
            await Refusal.HandlerBroke(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort(); // nobody is left to answer
        }
    }

    private static HttpRequestMessage Copy(HttpContext context, Uri address)
    {
        var target = UriHelper.BuildAbsolute(
            address.Scheme, new HostString(address.Host, address.Port), context.Request.PathBase, context.Request.Path, context.Request.QueryString);
        var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), target);
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true })
            request.Content = new StreamContent(context.Request.Body);
        foreach (var (name, values) in context.Request.Headers)
        {
            if (!HopByHop.Contains(name) && !request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        return request;
    }

    private static async Task ReturnAsync(HttpResponseMessage response, HttpContext context)
    {
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
        {
            if (!HopByHop.Contains(name))
                context.Response.Headers[name] = values.ToArray();
        }

        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
