namespace ExposurePipeline.Local.Commands;

/// <summary>Asks the HTTP functions for devices.</summary>
/// <param name="http">Their address.</param>
/// <param name="tenant">Whose devices.</param>
internal sealed class InventoryClient(Uri http, string tenant) : IDisposable
{
    private readonly ApiClient _api = new(http, tenant);

    /// <summary>All devices, or only those reachable from the internet.</summary>
    /// <exception cref="SetupException">The function refused; its words are passed on.</exception>
    public async Task<IReadOnlyList<Machine>> ListAsync(bool all, CancellationToken cancellation)
    {
        var answer = await _api.GetAsync("api/machines" + (all ? "" : ApiClient.Filter("isInternetFacing eq true")), cancellation);
        return [.. answer.GetProperty("value").EnumerateArray().Select(m => new Machine(m)).OrderBy(m => m.Name, StringComparer.Ordinal)];
    }

    /// <summary>How many exposed endpoints are no device's yet.</summary>
    /// <exception cref="SetupException">The function refused; its words are passed on.</exception>
    public async Task<int> CountFindingsAsync(CancellationToken cancellation) =>
        (await _api.GetAsync("api/findings?$count=true&$top=0", cancellation)).GetProperty("@odata.count").GetInt32();

    /// <inheritdoc/>
    public void Dispose() => _api.Dispose();
}
