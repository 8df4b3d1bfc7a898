using System.Text.Json;

namespace ExposurePipeline.Local.Commands;

/// <summary>Asks the HTTP functions.</summary>
/// <param name="http">Their address.</param>
/// <param name="tenant">Whose devices.</param>
internal sealed class InventoryClient(Uri http, string tenant) : IDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = http, DefaultRequestHeaders = { { "x-tenant-id", tenant } } };

    /// <summary>All devices, or only those reachable from the internet.</summary>
    /// <exception cref="SetupException">The function refused; its words are passed on.</exception>
    public async Task<IReadOnlyList<Machine>> ListAsync(bool all, CancellationToken cancellation)
    {
        using var answer = await GetAsync("api/machines", all ? "" : "?$filter=" + Uri.EscapeDataString("isInternetFacing eq true"), cancellation);
        return [.. answer.RootElement.GetProperty("value").EnumerateArray().Select(m => new Machine(m.Clone())).OrderBy(m => m.Name, StringComparer.Ordinal)];
    }

    /// <summary>How many exposed endpoints are no device's yet.</summary>
    /// <exception cref="SetupException">The function refused; its words are passed on.</exception>
    public async Task<int> CountFindingsAsync(CancellationToken cancellation)
    {
        using var answer = await GetAsync("api/findings", "?$count=true&$top=0", cancellation);
        return answer.RootElement.GetProperty("@odata.count").GetInt32();
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<JsonDocument> GetAsync(string path, string query, CancellationToken cancellation)
    {
        using var response = await _client.GetAsync(new Uri(path + query, UriKind.Relative), cancellation);
        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        var answer = Parse(path, body, (int)response.StatusCode);
        if (response.IsSuccessStatusCode)
            return answer;
        using (answer)
            throw new SetupException($"GET {path} answered {(int)response.StatusCode}: {Reason(answer.RootElement)}");
    }

    private static JsonDocument Parse(string path, byte[] body, int status)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            throw new SetupException($"GET {path} answered {status} without JSON.");
        }
    }

    private static string Reason(JsonElement answer) =>
        answer.TryGetProperty("error", out var error) ? Machine.Text(error, "message") : "";
}
