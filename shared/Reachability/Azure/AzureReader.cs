using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure;

/// <summary>What Azure's documents say: ARM bodies and lists, Resource Graph rows, Event Grid events, templates.</summary>
public sealed class AzureReader : ICloudReader
{
    /// <inheritdoc/>
    public Cloud Cloud => Cloud.Azure;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Lists => AzureDocument.Lists;

    /// <inheritdoc/>
    public IEnumerable<ResourceChange> Changes(Body document) => AzureDocument.Changes(document);

    /// <inheritdoc/>
    public Resource? Read(ResourceChange change) => change.Id.Cloud is Cloud.Azure && change.Kind is not ChangeKind.Deleted ? AzureKinds.Read(change) : null;
}
