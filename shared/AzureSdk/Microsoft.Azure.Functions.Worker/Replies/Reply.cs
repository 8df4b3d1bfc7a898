using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker.Replies;

/// <summary>Answers the host. Every answer has a JSON type and a JSON object: to a success without one the host waits until it kills the process.</summary>
internal static class Reply
{
    /// <summary>Answers an invocation that succeeded; <paramref name="line"/> appears in the function's log at the host.</summary>
    public static Task SucceededAsync(HttpContext context, string line) =>
        WriteAsync(context, StatusCodes.Status200OK, json =>
        {
            json.WriteStartObject("Outputs");
            json.WriteEndObject();
            json.WriteStartArray("Logs");
            json.WriteStringValue(line);
            json.WriteEndArray();
            json.WriteNull("ReturnValue");
        });

    /// <summary>Answers with <c>{"error":{"code","message","target"}}</c>; a caller behind the host may get it, so it is nothing to keep or to guess at.</summary>
    public static Task ErrorAsync(HttpContext context, int status, string code, string message, string target)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return WriteAsync(context, status, json =>
        {
            json.WriteStartObject("error");
            json.WriteString("code", code);
            json.WriteString("message", message);
            json.WriteString("target", target);
            json.WriteEndObject();
        });
    }

    /// <summary>Answers with an object whose members <paramref name="members"/> writes.</summary>
    public static async Task WriteAsync(HttpContext context, int status, Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = buffer.WrittenCount;
        await context.Response.Body.WriteAsync(buffer.WrittenMemory);
    }
}
