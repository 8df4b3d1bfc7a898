using ExposurePipeline.Reachability.Gcp.Services.Containers;
using ExposurePipeline.Reachability.Gcp.Services.Databases;
using ExposurePipeline.Reachability.Gcp.Services.Storage;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Services;

/// <summary>The managed services of Google Cloud: which type is read by which kind.</summary>
public static class GcpServices
{
    /// <summary>Understands a body; null for a type that is no managed service which is analysed.</summary>
    public static Resource? Read(ResourceChange change) => change.Type switch
    {
        "sqladmin.googleapis.com/Instance" => SqlInstance.Read(change),
        "storage.googleapis.com/Bucket" => Bucket.Read(change),
        BucketPolicy.Type when BucketPolicy.IsOfBucket(change.Id) => BucketPolicy.Read(change),
        "container.googleapis.com/Cluster" => KubernetesCluster.Read(change),
        _ => null,
    };
}
