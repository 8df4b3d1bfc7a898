using System.Text.Json;

namespace ExposurePipeline.Local.Commands;

/// <summary>Asks the HTTP functions for devices.</summary>
internal static class MachineList
{
    /// <summary>All devices of a tenant, or only those reachable from the internet.</summary>
    /// <exception cref="SetupException">The function refused; its words are passed on.</exception>
    public static async Task<IReadOnlyList<Machine>> ReadAsync(Uri http, string tenant, bool all, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = http };
        client.DefaultRequestHeaders.Add("x-tenant-id", tenant);
        var query = all ? "" : "?$filter=" + Uri.EscapeDataString("isInternetFacing eq true");
        using var response = await client.GetAsync(new Uri("api/machines" + query, UriKind.Relative), cancellation);
        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        using var document = Parse(body, (int)response.StatusCode);
        if (!response.IsSuccessStatusCode)
            throw new SetupException($"GET api/machines answered {(int)response.StatusCode}: {Reason(document.RootElement)}");
        return [.. document.RootElement.GetProperty("value").EnumerateArray().Select(m => new Machine(m.Clone())).OrderBy(m => m.Name, StringComparer.Ordinal)];
    }

    private static JsonDocument Parse(byte[] body, int status)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            throw new SetupException($"GET api/machines answered {status} without JSON.");
        }
    }

    private static string Reason(JsonElement answer) =>
        answer.TryGetProperty("error", out var error) ? Machine.Text(error, "message") : "";
}
