using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Joining;
using ExposurePipeline.Reachability.Messages;
using ExposurePipeline.Reachability.Ports;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Functions.Hunting.Tables.Graph;

/// <summary>Nodes of devices and of cloud resources; a device that reports from a resource is one node with it.</summary>
internal sealed class GraphResources(GraphBuilder graph)
{
    private readonly Dictionary<string, GraphNode> byResource = new(StringComparer.Ordinal);

    /// <summary>Under what a machine is a node: the resource that it is, else itself.</summary>
    public static string KeyOf(Machine machine) => (CloudAsset.DeviceOf(machine.CloudResourceId) ?? new(machine.Id)).Value;

    /// <summary>Under what a resource is a node.</summary>
    public static string KeyOf(StoredResource resource) => AssetObservations.DeviceOf(resource.Id).Value;

    /// <summary>The node of a resource, or of the nearest one around it that is known; null where none is.</summary>
    public GraphNode? Find(string resource) =>
        byResource.GetValueOrDefault(resource) ?? Containment.Azure(resource).Select(byResource.GetValueOrDefault).FirstOrDefault(static node => node is not null);

    public GraphNode Add(StoredResource resource, Machine? machine, VerdictView? verdict) => byResource[resource.Id.Text] = graph.Node(KeyOf(resource), id => new(
        id, NodeLabels.Of(resource.Id.Cloud, resource.Type), resource.Name.Length > 0 ? resource.Name : LastName(resource.Id.Text),
        NodeCategories.Of(resource.Id.Cloud, resource.Type, machine is not null),
        Bag.Of([.. machine is null ? [] : DeviceProperties.Of(machine), .. verdict is null ? [] : ResourceProperties.Of(verdict)]),
        [EntityId(resource.Id.Cloud, resource.Id.Cloud is Cloud.Aws && machine?.CloudResourceId is { } arn ? arn : resource.Id.Text), .. machine is null ? [] : DeviceIds(machine)]));

    /// <summary>A machine whose resource is not known otherwise.</summary>
    public GraphNode Add(Machine machine) => graph.Node(KeyOf(machine), id => machine.CloudResourceId is { } resource && NodeLabels.OfMachine(resource) is var label && label != NodeLabels.Device
        ? new(id, label, machine.ComputerDnsName ?? LastName(resource), NodeCategories.OfMachine(CloudOf(resource)), Bag.Of(DeviceProperties.Of(machine)), [EntityId(CloudOf(resource), CloudOf(resource) is Cloud.Azure ? resource.ToLowerInvariant() : resource), .. DeviceIds(machine)])
        : new(id, NodeLabels.Device, machine.ComputerDnsName ?? machine.Id, NodeCategories.Device, Bag.Of(DeviceProperties.Of(machine)), [.. DeviceIds(machine)]));

    /// <summary>What a resource is part of.</summary>
    public void Enclose(GraphNode child, Cloud cloud, string id)
    {
        var enclosing = cloud is Cloud.Azure ? Containment.Azure(id).Select(Enclosing).OfType<GraphNode>().ToList()
            : cloud is Cloud.Gcp && Containment.Project(id) is { } project ? [Project(project)]
            : [];
        foreach (var (inner, outer) in ((GraphNode[])[child, .. enclosing]).Zip(enclosing).Where(static pair => pair.First != pair.Second))
        {
            graph.Contain(outer, inner);
        }
    }

    public static Cloud CloudOf(string resource) =>
        resource.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase) ? Cloud.Azure
        : resource.StartsWith("//", StringComparison.Ordinal) ? Cloud.Gcp
        : Cloud.Aws;

    // Groups and subscriptions are not told as resources: their names are enough.
    private GraphNode? Enclosing(string id) => byResource.GetValueOrDefault(id) ?? id.Split('/') switch
    {
        [_, "subscriptions", var subscription] => Scope(id, NodeLabels.Subscription, subscription),
        [_, "subscriptions", _, "resourcegroups", var group] => Scope(id, NodeLabels.ResourceGroup, group),
        _ => null,
    };

    private GraphNode Scope(string azureId, string label, string name) => graph.Node(
        azureId, id => new(id, label, name, NodeCategories.Of(Cloud.Azure, "", isDevice: false), Bag.Of(), [EntityId(Cloud.Azure, azureId)]));

    private GraphNode Project(string name) => $"//cloudresourcemanager.googleapis.com/projects/{name}" is var project && byResource.TryGetValue(project, out var known) ? known
        : graph.Node(project, id => new(id, NodeLabels.Project, name, NodeCategories.Of(Cloud.Gcp, "", isDevice: false), Bag.Of(), [EntityId(Cloud.Gcp, project)]));

    private static (string Kind, string Id) EntityId(Cloud cloud, string id) => (cloud switch { Cloud.Aws => "AwsResourceName", Cloud.Gcp => "GcpFullResourceName", _ => "AzureResourceId" }, id);

    // Every device of the inventory; with a sensor on it the sensor's id, which is the same.
    private static IEnumerable<(string Kind, string Id)> DeviceIds(Machine machine) =>
        [("DeviceInventoryId", machine.Id), .. machine.OnboardingStatus is "Onboarded" ? [("SenseDeviceId", machine.Id)] : Array.Empty<(string, string)>()];

    private static string LastName(string id) => id.TrimEnd('/') is var text && text.LastIndexOfAny(['/', ':']) is >= 0 and var at ? text[(at + 1)..] : text;
}
