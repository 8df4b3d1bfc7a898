using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Microsoft.Azure.Functions.Worker.Dispatch;

/// <summary>A request as the host describes it in JSON when it does not forward requests.</summary>
internal static class EnvelopedRequest
{
    /// <summary>Makes a request of <c>{"Url","Method","Query","Headers","Params","Body"}</c>.</summary>
    /// <param name="value">The JSON object, or a string that holds one.</param>
    /// <param name="context">The request, with an empty response to write to.</param>
    /// <param name="error">What is wrong.</param>
    public static bool TryRead(ReadOnlySpan<byte> value, [NotNullWhen(true)] out HttpContext? context, out string error)
    {
        context = null;
        error = string.Empty;
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetString(value));
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                context = Read(document.RootElement);
        }
        catch (Exception wrong) when (wrong is JsonException or UriFormatException or InvalidOperationException or FormatException or ArgumentException)
        {
            error = wrong.Message;
        }

        if (context is null)
            error = $"The payload does not describe a request. {error}".TrimEnd();
        return context is not null;
    }

    private static DefaultHttpContext Read(JsonElement root)
    {
        var context = new DefaultHttpContext();
        var request = context.Request;
        request.Method = Text(root, "Method") ?? HttpMethods.Get;
        UriHelper.FromAbsolute(Text(root, "Url") ?? "http://localhost/", out var scheme, out var host, out var path, out var query, out _);
        (request.Scheme, request.Host, request.Path, request.QueryString) = (scheme, host, path, query);
        foreach (var header in Members(root, "Headers"))
            request.Headers[header.Name] = Texts(header.Value);
        foreach (var parameter in Members(root, "Params"))
            request.RouteValues[parameter.Name] = parameter.Value.ToString();
        request.Body = new MemoryStream(Body(root, request));
        request.ContentLength = request.Body.Length;
        context.Response.Body = new MemoryStream();
        return context;
    }

    private static byte[] Body(JsonElement root, HttpRequest request)
    {
        var body = Text(root, "Body") ?? string.Empty;
        // The host writes these two kinds as base64 and every other as text.
        var isBase64 = request.ContentType is { } type
            && (type.StartsWith("application/octet-stream", StringComparison.OrdinalIgnoreCase)
                || type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase));
        return isBase64 ? Convert.FromBase64String(body) : Encoding.UTF8.GetBytes(body);
    }

    private static string? Text(JsonElement root, string name) =>
        !root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : value.GetRawText();

    private static string?[] Texts(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(item => item.ToString())] : [value.ToString()];

    private static JsonElement.ObjectEnumerator Members(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : default;
}
