using System.Text.Json;

namespace ExposurePipeline.Local.Commands;

/// <summary>Asks the HTTP functions for cloud resources.</summary>
/// <param name="http">Their address.</param>
/// <param name="tenant">Whose resources.</param>
internal sealed class CloudClient(Uri http, string tenant) : IDisposable
{
    private readonly ApiClient _api = new(http, tenant);

    /// <summary>The resources that pass a filter, by cloud and name.</summary>
    /// <exception cref="SetupException">The function refused; its words are passed on.</exception>
    public async Task<IReadOnlyList<CloudResource>> ListAsync(string filter, CancellationToken cancellation)
    {
        var answer = await _api.GetAsync("api/resources" + ApiClient.Filter(filter) + "&$orderby=cloud,resourceId", cancellation);
        return [.. answer.GetProperty("value").EnumerateArray().Select(r => new CloudResource(r))];
    }

    /// <summary>The assets that someone may mean: the one of that name, or all that have it in theirs.</summary>
    /// <exception cref="SetupException">The function refused; its words are passed on.</exception>
    public async Task<IReadOnlyList<CloudResource>> FindAsync(string name, CancellationToken cancellation)
    {
        var text = name.ToLowerInvariant().Replace("'", "''", StringComparison.Ordinal);
        var found = await ListAsync($"isAsset and (id eq '{text}' or contains(tolower(resourceId),'{text}') or contains(tolower(name),'{text}'))", cancellation);
        var exact = found.Where(each => each.IsCalled(name)).ToList();
        return exact.Count == 1 ? exact : found;
    }

    /// <summary>A resource with both sides of what is known of it.</summary>
    /// <exception cref="SetupException">The function refused; its words are passed on.</exception>
    public async Task<CloudResource> GetAsync(string key, CancellationToken cancellation) => new(await _api.GetAsync($"api/resources/{key}", cancellation));

    /// <summary>How many assets and devices have each verdict.</summary>
    /// <exception cref="SetupException">The function refused; its words are passed on.</exception>
    public async Task<IReadOnlyList<(string Verdict, int Count)>> CountAsync(CancellationToken cancellation) =>
        [.. (await _api.GetAsync("api/exposure/summary", cancellation)).GetProperty("byVerdict").EnumerateObject().Select(static each => (each.Name, each.Value.GetInt32()))];

    /// <summary>What would become of the verdicts.</summary>
    /// <exception cref="SetupException">The function refused; its words are passed on.</exception>
    public Task<JsonElement> SupposeAsync(byte[] supposition, CancellationToken cancellation) => _api.PostAsync("api/whatif", supposition, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _api.Dispose();
}
