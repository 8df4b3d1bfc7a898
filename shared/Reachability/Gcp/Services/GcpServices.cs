using ExposurePipeline.Reachability.Gcp.Services.Containers;
using ExposurePipeline.Reachability.Gcp.Services.Databases;
using ExposurePipeline.Reachability.Gcp.Services.Storage;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Services;

/// <summary>The managed services of Google Cloud: which type is read by which kind.</summary>
internal static class GcpServices
{
    /// <summary>What understands a body; null for a type that is no managed service which is analysed.</summary>
    public static Func<ResourceChange, Resource>? ReaderOf(ResourceChange change) => change.Type switch
    {
        "sqladmin.googleapis.com/Instance" => SqlInstance.Read,
        "storage.googleapis.com/Bucket" => Bucket.Read,
        BucketPolicy.Type when BucketPolicy.IsOfBucket(change.Id) => BucketPolicy.Read,
        "container.googleapis.com/Cluster" => KubernetesCluster.Read,
        _ => null,
    };
}
