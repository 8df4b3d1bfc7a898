using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Http;
using ExposurePipeline.Hunting;

namespace ExposurePipeline.Functions.Hunting.Tables;

/// <summary>Gives queries the table <c>DeviceInfo</c>, from what is known of devices.</summary>
/// <param name="machines">Devices as they are now.</param>
public sealed class DeviceTables(MachineInventory machines) : IHuntingTables
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<IHuntingTable>> OpenAsync(TenantId tenant, HuntingSpan? span, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<IHuntingTable>>([new DeviceRows(machines, tenant, span)]);
}
