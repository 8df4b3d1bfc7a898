using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Local.Dispatch.Http;

/// <summary>Answers that the host gives itself, in the shape of the app's own errors.</summary>
internal static class Refusal
{
    public static Task NotFound(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status404NotFound, "NotFound", "No function has this route and method.");

    public static Task Ambiguous(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status400BadRequest, "BadRequest", "The request has a length and chunks; one of them is its length.");

    public static Task HandlerDown(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "ServiceUnavailable", "The function app is starting; try again.");
    }

    public static Task HandlerBroke(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status502BadGateway, "BadGateway", "The function app ended before it had answered.");

    private static async Task WriteAsync(HttpContext context, int status, string code, string message)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteString("code"u8, code);
        json.WriteString("message"u8, message);
        json.WriteString("target"u8, context.Request.Path.Value);
        json.WriteEndObject();
        json.WriteEndObject();
        await json.FlushAsync(context.RequestAborted);
    }
}
