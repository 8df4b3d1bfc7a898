using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Archive;

namespace ExposurePipeline.Functions.Hunting;

/// <summary>DeviceNetworkEvents, from the archive.</summary>
public sealed class ArchivedEvents(EventArchive archive) : IHuntingTables
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<IHuntingTable>> OpenAsync(TenantId tenant, HuntingSpan? span, CancellationToken cancellation) =>
        [await archive.OpenAsync(tenant, span?.Start, span?.End, cancellation)];
}
