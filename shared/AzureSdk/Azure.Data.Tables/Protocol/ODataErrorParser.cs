using System.Globalization;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables.Protocol;

/// <summary>Reads <c>{"odata.error":{"code","message":{"lang","value"}}}</c>, and in a transaction's answer the index before the message's first colon.</summary>
internal sealed class ODataErrorParser : RequestFailedDetailsParser
{
    /// <summary>Key in <see cref="Exception.Data"/>; the real package's.</summary>
    public const string FailedIndex = "FailedEntity";

    public static ODataErrorParser Instance { get; } = new();

    public override bool TryParse(Response response, out ResponseError? error, out IDictionary<string, string>? data)
    {
        (error, data) = (null, null);
        try
        {
            using var document = JsonDocument.Parse(response.Content.ToMemory());
            if (!document.RootElement.TryGetProperty("odata.error", out var body)) return false;

            var message = MessageOf(body);
            error = new ResponseError(body.TryGetProperty("code", out var code) ? code.GetString() : null, message);
            data = IndexOf(message) is { } index ? new Dictionary<string, string> { [FailedIndex] = index.ToString(CultureInfo.InvariantCulture) } : null;
            return true;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Proxies and gateways answer in HTML or nothing: Azure.Core then reports status and body as they are.
            return false;
        }
    }

    private static string? MessageOf(JsonElement error) =>
        error.TryGetProperty("message", out var message) && message.TryGetProperty("value", out var value) ? value.GetString() : null;

    private static int? IndexOf(string? message) =>
        message?.IndexOf(':', StringComparison.Ordinal) is int colon and > 0 && int.TryParse(message.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
}
