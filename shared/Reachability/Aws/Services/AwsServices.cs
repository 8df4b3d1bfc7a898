using ExposurePipeline.Reachability.Aws.Services.Containers;
using ExposurePipeline.Reachability.Aws.Services.Databases;
using ExposurePipeline.Reachability.Aws.Services.Storage;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Services;

/// <summary>The managed services of AWS: which type is read by which kind.</summary>
public static class AwsServices
{
    /// <summary>Understands a body; null for a type that is no managed service which is analysed.</summary>
    public static Resource? Read(ResourceChange change) => change.Type switch
    {
        "AWS::RDS::DBInstance" => DatabaseInstance.Read(change),
        "AWS::RDS::DBCluster" => DatabaseCluster.Read(change),
        "AWS::S3::Bucket" => Bucket.Read(change),
        "AWS::S3::AccessPoint" or "AWS::S3::MultiRegionAccessPoint" => AccessPoint.Read(change),
        "AWS::S3::AccountPublicAccessBlock" => AccountPublicAccessBlock.Read(change),
        "AWS::EKS::Cluster" => KubernetesCluster.Read(change),
        _ => null,
    };
}
