using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Http;
using ExposurePipeline.Functions.Hunting.Tables.Graph;
using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Tables;
using ExposurePipeline.Hunting.Values;
using ExposurePipeline.Reachability.Ports;

namespace ExposurePipeline.Functions.Hunting.Tables;

/// <summary>Gives queries the exposure graph as of now: <c>ExposureGraphNodes</c> and <c>ExposureGraphEdges</c>.</summary>
/// <param name="machines">Devices as they are now.</param>
/// <param name="catalogue">What is configured.</param>
public sealed class GraphTables(MachineInventory machines, IResourceCatalogue catalogue) : IHuntingTables
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<IHuntingTable>> OpenAsync(TenantId tenant, HuntingSpan? span, CancellationToken cancellation)
    {
        var graph = new Once<ExposureGraph>(stop => GraphReader.Read(machines, catalogue, tenant, stop));
        return Task.FromResult<IReadOnlyList<IHuntingTable>>(
        [
            new Table(ExposureGraphTables.Nodes, ExposureGraphTables.NodesSchema, stop => GraphRows.Nodes(graph.Get(stop))),
            new Table(ExposureGraphTables.Edges, ExposureGraphTables.EdgesSchema, stop => GraphRows.Edges(graph.Get(stop))),
        ]);
    }

    private sealed record Table(string Name, Schema Schema, Func<CancellationToken, IEnumerable<Batch>> Rows) : IHuntingTable
    {
        public IEnumerable<Batch> Read(TableScan scan) => Rows(scan.Cancellation);
    }
}
