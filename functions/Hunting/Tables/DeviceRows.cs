using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Http;
using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Tables;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Functions.Hunting.Tables;

/// <summary><c>DeviceInfo</c> of one tenant, for one query: the devices are listed once, however often they are asked for.</summary>
internal sealed class DeviceRows : IHuntingTable
{
    // A device is read by itself where the query names it; more than these are quicker listed.
    private const int MostNamed = 32;
    private const int Portion = 4096;

    private readonly MachineInventory machines;
    private readonly TenantId tenant;
    private readonly HuntingSpan? span;
    private readonly Once<IReadOnlyList<Batch>> all;
    private readonly Once<ILookup<string, string>> merged;

    public DeviceRows(MachineInventory machines, TenantId tenant, HuntingSpan? span)
    {
        (this.machines, this.tenant, this.span) = (machines, tenant, span);
        all = new(cancellation => [.. Batches(machines.ListAsync(tenant, cancellation), cancellation)]);
        merged = new(cancellation => machines.ListMergedAsync(tenant, cancellation).ToBlockingEnumerable(cancellation).ToLookup(static m => m.Into, static m => m.Merged));
    }

    public string Name => DeviceInfoTable.Name;

    public Schema Schema => DeviceInfoTable.Schema;

    public IEnumerable<Batch> Read(TableScan scan) =>
        Wanted<string>(scan, nameof(DeviceInfoRow.DeviceId)) is { Count: <= MostNamed } ids ? Batches(FindAsync(ids, scan.Cancellation), scan.Cancellation)
        : Wanted<bool>(scan, nameof(DeviceInfoRow.IsInternetFacing)) is [true] ? Batches(machines.ListExposedAsync(tenant, scan.Cancellation), scan.Cancellation)
        : all.Get(scan.Cancellation);

    private async IAsyncEnumerable<Machine> FindAsync(IReadOnlyList<string> ids, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var id in ids.Distinct())
        {
            if (await machines.FindAsync(tenant, id, cancellation) is { } machine)
            {
                yield return machine;
            }
        }
    }

    private IEnumerable<Batch> Batches(IAsyncEnumerable<Machine> listed, CancellationToken cancellation) =>
        listed.SelectMany(DeviceInfoRow.Of).ToBlockingEnumerable(cancellation).Where(IsInSpan).Chunk(Portion).Select(rows => Batch(rows, cancellation));

    private bool IsInSpan(DeviceInfoRow row) => span is null || (row.Timestamp >= span.Start && row.Timestamp < span.End);

    // Who was merged is known from a listing of all devices, which a query that does not ask for it is spared.
    private Batch Batch(DeviceInfoRow[] rows, CancellationToken cancellation)
    {
        var (told, column) = (DeviceInfoColumns.Of(rows), Schema.IndexOf(DeviceInfoColumns.MergedDeviceIds));
        return ExposurePipeline.Hunting.Values.Batch.Lazy(
            Enumerable.Range(0, Schema.Count).Select<int, Func<Column>>(i => i == column ? () => DeviceInfoColumns.Merged(rows, merged.Get(cancellation)) : () => told[i]), rows.Length);
    }

    private List<T>? Wanted<T>(TableScan scan, string column) =>
        scan.Filters.FirstOrDefault(f => f.Comparison is ScanComparison.OneOf && Schema.Columns[f.Column].Name == column)?.Values.OfType<T>().ToList();
}
