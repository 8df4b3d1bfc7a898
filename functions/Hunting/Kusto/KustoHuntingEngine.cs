using System.Security.Cryptography;
using System.Text;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Settings;
using ExposurePipeline.Hunting;

namespace ExposurePipeline.Functions.Hunting.Kusto;

/// <summary>Answers queries by Azure Data Explorer: the same text, in the tenant's own database, with the same limits.</summary>
/// <param name="connection">The cluster.</param>
/// <param name="databases">Which database is a tenant's.</param>
/// <param name="settings">What a query may take.</param>
/// <param name="clock">The clock.</param>
internal sealed class KustoHuntingEngine(KustoConnection connection, KustoDatabases databases, HuntingSettings settings, TimeProvider clock) : IHuntingEngine
{
    /// <inheritdoc/>
    public async Task<HuntingAnswer> RunAsync(TenantId tenant, HuntingRequest request, CancellationToken cancellation)
    {
        if (QueryGuard.Refusal(request.Text) is { } refusal)
        {
            return new(null, refusal);
        }

        var database = databases.Of(tenant) ?? throw new HuntingUnavailableException("No database of the cluster holds this tenant's rows.");
        return await connection.QueryAsync(new(database, request, settings, IdOf(tenant, request)), cancellation);
    }

    // The same question at the same instant has the same identifier in the cluster's own log.
    private string IdOf(TenantId tenant, HuntingRequest request)
    {
        var asked = string.Join('\0', tenant.Value, request.Text, request.Span?.Start.Ticks, request.Span?.End.Ticks, clock.GetUtcNow().Ticks);
        return $"ExposurePipeline;{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(asked)).AsSpan(0, 16))}";
    }
}
