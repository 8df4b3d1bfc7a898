using System.Text.Json;

namespace ExposurePipeline.Local.Commands;

/// <summary>Asks the HTTP functions as any client does.</summary>
/// <param name="http">Their address.</param>
/// <param name="tenant">Whose devices and resources.</param>
internal sealed class ApiClient(Uri http, string tenant) : IDisposable
{
    // The function ends a query that runs too long; this is for a host that ends nothing.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly HttpClient _client = new() { BaseAddress = http, DefaultRequestHeaders = { { "x-tenant-id", tenant } }, Timeout = Patience };

    /// <summary>The options of a query that asks for what passes a filter.</summary>
    public static string Filter(string filter) => "?$filter=" + Uri.EscapeDataString(filter);

    /// <summary>Reads a resource.</summary>
    /// <exception cref="SetupException">The function refused; its words are passed on.</exception>
    public Task<JsonElement> GetAsync(string path, CancellationToken cancellation) => AskAsync(new(HttpMethod.Get, new Uri(path, UriKind.Relative)), cancellation);

    /// <summary>Sends a JSON body.</summary>
    /// <exception cref="SetupException">The function refused; its words are passed on.</exception>
    public Task<JsonElement> PostAsync(string path, byte[] body, CancellationToken cancellation) =>
        AskAsync(new(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } } }, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<JsonElement> AskAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using (request)
        {
            var what = $"{request.Method} {request.RequestUri!.OriginalString.Split('?')[0]}";
            using var response = await _client.SendAsync(request, cancellation);
            var answer = Parse(what, await response.Content.ReadAsByteArrayAsync(cancellation), (int)response.StatusCode);
            return response.IsSuccessStatusCode ? answer : throw new ApiRefusedException($"{what} answered {(int)response.StatusCode}: {Reasons(answer)}", answer.TryGetProperty("error", out var error) ? error : default);
        }
    }

    private static JsonElement Parse(string what, byte[] body, int status)
    {
        try
        {
            return JsonElement.Parse(body);
        }
        catch (JsonException)
        {
            throw new SetupException($"{what} answered {status} without JSON.");
        }
    }

    private static string Reasons(JsonElement answer)
    {
        if (!answer.TryGetProperty("error", out var error))
            return "";
        JsonElement[] all = error.TryGetProperty("details", out var details) && details.ValueKind == JsonValueKind.Array ? [.. details.EnumerateArray()] : [error];
        return string.Join(' ', all.Select(each => $"{Machine.Text(each, "target")}: {Machine.Text(each, "message")}"));
    }
}
