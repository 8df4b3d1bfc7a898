using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker.Replies;

/// <summary>Wraps the response of an HTTP function for a host that does not forward requests.</summary>
/// <remarks>Written twice: the host takes it from <c>ReturnValue</c> for a binding named <c>$return</c>, as ours is, and from <c>Outputs.res</c> for one named <c>res</c>.</remarks>
internal static class EnvelopeReply
{
    /// <summary>Answers with <paramref name="response"/>, whose body is a <see cref="MemoryStream"/>.</summary>
    public static Task WriteAsync(HttpContext context, HttpResponse response, string line) =>
        Reply.WriteAsync(context, StatusCodes.Status200OK, json =>
        {
            json.WriteStartObject("Outputs");
            json.WritePropertyName("res");
            WriteResponse(json, response);
            json.WriteEndObject();
            json.WriteStartArray("Logs");
            json.WriteStringValue(line);
            json.WriteEndArray();
            json.WritePropertyName("ReturnValue");
            WriteResponse(json, response);
        });

    private static void WriteResponse(Utf8JsonWriter json, HttpResponse response)
    {
        json.WriteStartObject();
        json.WriteNumber("statusCode", response.StatusCode);
        json.WriteString("body", Body(response));
        json.WriteStartObject("headers");
        foreach (var (name, value) in response.Headers)
            json.WriteString(name, value.ToString());
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Body(HttpResponse response)
    {
        var bytes = ((MemoryStream)response.Body).ToArray();
        var type = response.ContentType ?? string.Empty;
        var isText = type.Length == 0 || type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || type.Contains("json", StringComparison.OrdinalIgnoreCase) || type.Contains("xml", StringComparison.OrdinalIgnoreCase);
        return isText ? Encoding.UTF8.GetString(bytes) : Convert.ToBase64String(bytes);
    }
}
