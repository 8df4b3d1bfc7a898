using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Declarations;
using Microsoft.Azure.Functions.Worker.Replies;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Dispatch;

/// <summary>Takes each request of the host to the function it means.</summary>
internal sealed partial class Dispatcher(HttpRoutes routes, TriggerEndpoint triggers, HttpEndpoint http, ILogger<Dispatcher> logger)
{
    /// <summary>Answers a request; never throws while an answer can still be given.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await RouteAsync(context);
        }
        catch (BadHttpRequestException wrong) when (!context.Response.HasStarted)
        {
            await Reply.ErrorAsync(context, wrong.StatusCode, "BadRequest", wrong.Message, context.Request.Path);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            Log.Gone(logger, context.Request.Path);
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            Log.Fault(logger, context.Request.Path, fault);
            await Reply.ErrorAsync(context, StatusCodes.Status500InternalServerError, fault.GetType().Name, fault.Message, context.Request.Path);
        }
    }

    private Task RouteAsync(HttpContext context)
    {
        if (MessageFraming.IsAmbiguous(context.Request))
            throw new BadHttpRequestException("The request has a length and chunks; one of them is its length.");
        // The host's readiness probe and status ping; any answer counts.
        if (context.Request.Path == "/")
            return Reply.WriteAsync(context, StatusCodes.Status200OK, json => json.WriteNumber("functions", routes.Catalog.Functions.Count));
        if (routes.Find(context, out var allowed) is { } route)
            return http.ForwardedAsync(route.Function, context);
        if (allowed.Count == 0 && routes.Catalog.ByName.TryGetValue(context.Request.Path.Value!.TrimStart('/'), out var function))
            return InvokeAsync(function, context);
        return allowed.Count > 0
            ? WrongMethodAsync(context, string.Join(", ", allowed))
            : Reply.ErrorAsync(context, StatusCodes.Status404NotFound, "NotFound", "There is no function at this path.", context.Request.Path);
    }

    private Task InvokeAsync(FunctionMethod function, HttpContext context) =>
        !HttpMethods.IsPost(context.Request.Method) ? WrongMethodAsync(context, HttpMethods.Post)
        : function.Kind == TriggerKind.Http ? http.EnvelopedAsync(function, context)
        : triggers.InvokeAsync(function, context);

    private static Task WrongMethodAsync(HttpContext context, string allowed)
    {
        context.Response.Headers.Allow = allowed;
        return Reply.ErrorAsync(
            context, StatusCodes.Status405MethodNotAllowed, "MethodNotAllowed", $"This path answers {allowed}.", context.Request.Path);
    }

    private static partial class Log
    {
        [LoggerMessage(10, LogLevel.Information, "The caller of {Path} went away")]
        public static partial void Gone(ILogger logger, string? path);

        [LoggerMessage(11, LogLevel.Error, "Answering {Path} failed")]
        public static partial void Fault(ILogger logger, string? path, Exception fault);
    }
}
