using System.Text.Json;

namespace ExposurePipeline.Local.Commands;

/// <summary>Asks the HTTP functions in KQL.</summary>
/// <param name="http">Their address.</param>
/// <param name="tenant">Whose rows.</param>
internal sealed class QueryClient(Uri http, string tenant) : IDisposable
{
    private readonly ApiClient _api = new(http, tenant);

    /// <summary>The rows of a query.</summary>
    /// <exception cref="ApiRefusedException">The query is none, or takes too much.</exception>
    public async Task<QueryRows> AskAsync(string query, string? timespan, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        await using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("Query", query);
            if (timespan is not null)
                json.WriteString("Timespan", timespan);
            json.WriteEndObject();
        }

        return new(await _api.PostAsync("api/security/runHuntingQuery", body.ToArray(), cancellation));
    }

    /// <inheritdoc/>
    public void Dispose() => _api.Dispose();
}
