using ExposurePipeline.Reachability.Aws.Compute;
using ExposurePipeline.Reachability.Aws.Documents;
using ExposurePipeline.Reachability.Aws.LoadBalancing;
using ExposurePipeline.Reachability.Aws.Network;
using ExposurePipeline.Reachability.Aws.Services;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws;

/// <summary>Amazon Web Services: answers of <c>describe-*</c> and <c>list-*</c>, and AWS Config in all its envelopes.</summary>
public sealed class AwsReader : ICloudReader
{
    /// <inheritdoc/>
    public Cloud Cloud => Cloud.Aws;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Lists => AwsDocument.Lists;

    /// <inheritdoc/>
    public IEnumerable<ResourceChange> Changes(Body document) => AwsDocument.Changes(document);

    /// <inheritdoc/>
    public Resource? Read(ResourceChange change) => change.Kind switch
    {
        ChangeKind.Deleted => null,
        ChangeKind.Present when change.Body.IsObject => Understand(change),
        _ => new UnreadResource(change.Id, change.Type),
    };

    private static Resource? Understand(ResourceChange change) => change.Type switch
    {
        "AWS::EC2::Instance" => Instance.Read(change),
        "AWS::EC2::NetworkInterface" => NetworkInterface.Read(change),
        "AWS::EC2::SecurityGroup" => SecurityGroup.Read(change),
        "AWS::EC2::NetworkAcl" => NetworkAcl.Read(change),
        "AWS::EC2::RouteTable" => RouteTable.Read(change),
        "AWS::EC2::Subnet" => Subnet.Read(change),
        "AWS::EC2::VPC" => Vpc.Read(change),
        "AWS::EC2::InternetGateway" => InternetGateway.Read(change),
        "AWS::EC2::NatGateway" => NatGateway.Read(change),
        "AWS::EC2::EIP" => ElasticAddress.Read(change),
        "AWS::EC2::PrefixList" => PrefixList.Read(change),
        "AWS::EC2::LaunchTemplateVersion" => LaunchTemplateVersion.Read(change),
        "AWS::AutoScaling::LaunchConfiguration" => LaunchTemplateVersion.ReadConfiguration(change),
        "AWS::AutoScaling::AutoScalingGroup" => AutoScalingGroup.Read(change),
        "AWS::ElasticLoadBalancing::LoadBalancer" => ClassicLoadBalancer.Read(change),
        "AWS::ElasticLoadBalancingV2::LoadBalancer" => LoadBalancerV2.Read(change),
        "AWS::ElasticLoadBalancingV2::Listener" => Listener.Read(change),
        "AWS::ElasticLoadBalancingV2::ListenerRule" => ListenerRule.Read(change),
        "AWS::ElasticLoadBalancingV2::TargetGroup" => TargetGroup.Read(change),
        "AWS::ElasticLoadBalancingV2::TargetHealth" => TargetHealth.Read(change),
        _ => AwsServices.Read(change),
    };
}
