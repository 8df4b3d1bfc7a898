using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Tests.Faults.Proxies;

/// <summary>One request on its way through a proxy.</summary>
/// <param name="context">The client's side.</param>
/// <param name="body">The request's body.</param>
/// <param name="upstream">The service's side.</param>
internal sealed class Exchange(HttpContext context, byte[] body, Upstream upstream)
{
    /// <summary>Whether it is an entity group transaction.</summary>
    public bool IsTransaction => context.Request.Path.Value!.EndsWith("/$batch", StringComparison.Ordinal);

    /// <summary>Whether it writes.</summary>
    public bool IsWrite => !HttpMethods.IsGet(context.Request.Method);

    /// <summary>Lets the service do it, whether or not the client is still there.</summary>
    public Task<Answer> ForwardAsync() => upstream.SendAsync(context.Request, body);

    /// <summary>Sends the service half of it.</summary>
    public Task ForwardHalfAsync() => upstream.SendHalfAsync(context.Request, body);

    /// <summary>Answers the client.</summary>
    public async Task ReplyAsync(Answer answer)
    {
        Head(answer);
        if (answer.Body.Length > 0)
            await context.Response.Body.WriteAsync(answer.Body);
    }

    /// <summary>Answers with the length of the whole body and half of its bytes.</summary>
    public async Task ReplyHalfAsync(Answer answer)
    {
        Head(answer);
        await context.Response.Body.WriteAsync(answer.Body.AsMemory(0, answer.Body.Length / 2));
        await context.Response.Body.FlushAsync();
        Reset();
    }

    /// <summary>Breaks the client's connection.</summary>
    public void Reset() => context.Abort();

    private void Head(Answer answer)
    {
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers[name] = value;
        if (answer.Status is not 204)
            context.Response.Headers.ContentLength = answer.Body.Length;
    }
}
