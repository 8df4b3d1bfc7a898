using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Http;
using ExposurePipeline.Reachability.Messages;
using ExposurePipeline.Reachability.Ports;

namespace ExposurePipeline.Functions.Hunting.Tables.Graph;

/// <summary>Makes the exposure graph of what is known of a tenant's devices and clouds.</summary>
internal static class GraphReader
{
    /// <summary>Reads everything once, and blocks on it: queries have threads of their own.</summary>
    public static ExposureGraph Read(MachineInventory machines, IResourceCatalogue catalogue, TenantId tenant, CancellationToken cancellation) => Of(
        tenant,
        [.. machines.ListAsync(tenant, cancellation).ToBlockingEnumerable(cancellation)],
        [.. catalogue.ListAsync(tenant, cancellation).ToBlockingEnumerable(cancellation)],
        [.. catalogue.ListVerdictsAsync(tenant, cancellation).ToBlockingEnumerable(cancellation)]);

    /// <summary>The graph of some machines, resources and verdicts.</summary>
    public static ExposureGraph Of(TenantId tenant, IReadOnlyList<Machine> machines, IReadOnlyList<StoredResource> stored, IReadOnlyList<VerdictView> judged)
    {
        var graph = new GraphBuilder(tenant);
        var (resources, verdicts) = (new GraphResources(graph), judged.ToDictionary(static verdict => verdict.Asset, StringComparer.Ordinal));
        // What was merged into another lives on there.
        var byKey = machines.Where(static machine => machine.MergedIntoDeviceId is null).OrderBy(static machine => !machine.IsInternetFacing).ThenBy(static machine => machine.Id, StringComparer.Ordinal)
            .GroupBy(GraphResources.KeyOf, StringComparer.Ordinal).ToDictionary(static same => same.Key, static same => same.First(), StringComparer.Ordinal);
        var nodes = stored.Select(resource => (Resource: resource, Node: resources.Add(resource, byKey.GetValueOrDefault(GraphResources.KeyOf(resource)), verdicts.GetValueOrDefault(resource.Id.Text)))).ToList();
        foreach (var (resource, node) in nodes)
        {
            resources.Enclose(node, resource.Id.Cloud, resource.Id.Text);
        }

        Connect(new(graph, resources), resources, nodes.Select(each => (each.Node, verdicts.GetValueOrDefault(each.Resource.Id.Text))), byKey.Values);
        return graph.Build();
    }

    private static void Connect(PathRoutes routes, GraphResources resources, IEnumerable<(GraphNode Node, VerdictView? Verdict)> assets, IEnumerable<Machine> machines)
    {
        foreach (var (node, verdict) in assets.Where(static asset => asset.Verdict is not null))
        {
            routes.Add(node, verdict!);
        }

        foreach (var machine in machines)
        {
            var node = resources.Add(machine);
            routes.Add(node, machine);
            if (machine.CloudResourceId is { } resource)
            {
                resources.Enclose(node, GraphResources.CloudOf(resource), resource);
            }
        }
    }
}
