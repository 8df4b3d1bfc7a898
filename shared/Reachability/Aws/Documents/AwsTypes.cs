using System.Collections.Frozen;

namespace ExposurePipeline.Reachability.Aws.Documents;

/// <summary>The types whose bodies say something about exposure.</summary>
internal static class AwsTypes
{
    /// <summary>Every type; a body that stands alone is the first that it has the marks of.</summary>
    public static IReadOnlyList<AwsType> All { get; } =
    [
        new("AWS::EC2::Instance", "Instances", ["InstanceId"], "ImageId", "InstanceType", "State", "NetworkInterfaces"),
        new("AWS::EC2::NetworkInterface", "NetworkInterfaces", ["NetworkInterfaceId"], "MacAddress", "PrivateIpAddresses", "InterfaceType", "Groups"),
        new("AWS::EC2::SecurityGroup", "SecurityGroups", ["GroupId"], "IpPermissions", "IpPermissionsEgress"),
        new("AWS::EC2::NetworkAcl", "NetworkAcls", ["NetworkAclId"], "Entries", "IsDefault"),
        new("AWS::EC2::RouteTable", "RouteTables", ["RouteTableId"], "Routes"),
        new("AWS::EC2::NatGateway", "NatGateways", ["NatGatewayId"], "NatGatewayAddresses", "ConnectivityType"),
        new("AWS::EC2::Subnet", "Subnets", ["SubnetId"], "CidrBlock"),
        new("AWS::EC2::VPC", "Vpcs", ["VpcId"], "CidrBlock"),
        new("AWS::EC2::InternetGateway", "InternetGateways", ["InternetGatewayId"], "Attachments"),
        new("AWS::EC2::EgressOnlyInternetGateway", "EgressOnlyInternetGateways", ["EgressOnlyInternetGatewayId"], "Attachments"),
        new("AWS::EC2::EIP", "Addresses", ["AllocationId", "PublicIp"], "PublicIp"),
        new("AWS::EC2::PrefixList", "PrefixLists", ["PrefixListId"], "Cidrs"),
        // Without its entries a list says nothing; get-managed-prefix-list-entries brings them, beside the id where the collector keeps it.
        new("AWS::EC2::PrefixList", "PrefixListEntries", ["PrefixListId"], "Entries"),
        new("AWS::EC2::LaunchTemplateVersion", "LaunchTemplateVersions", ["LaunchTemplateId"], "LaunchTemplateData") { Version = "VersionNumber" },
        new("AWS::AutoScaling::LaunchConfiguration", "LaunchConfigurations", ["LaunchConfigurationName"], "ImageId") { Prefix = Compute.LaunchTemplateUse.Configuration },
        new("AWS::AutoScaling::AutoScalingGroup", "AutoScalingGroups", ["AutoScalingGroupARN", "AutoScalingGroupName"], "VPCZoneIdentifier", "DesiredCapacity", "MaxSize"),
        new("AWS::ElasticLoadBalancing::LoadBalancer", "LoadBalancerDescriptions", ["LoadBalancerName"], "ListenerDescriptions") { Prefix = "loadbalancer/" },
        new("AWS::ElasticLoadBalancingV2::LoadBalancer", "LoadBalancers", ["LoadBalancerArn"], "LoadBalancerName", "Scheme"),
        new("AWS::ElasticLoadBalancingV2::Listener", "Listeners", ["ListenerArn"], "LoadBalancerArn"),
        new("AWS::ElasticLoadBalancingV2::ListenerRule", "Rules", ["RuleArn"], "Actions"),
        new("AWS::ElasticLoadBalancingV2::TargetGroup", "TargetGroups", ["TargetGroupArn"], "TargetGroupName", "TargetType"),
        new("AWS::ElasticLoadBalancingV2::TargetHealth", "LoadBalancerTargetHealth", ["TargetGroupArn"], "TargetHealthDescriptions") { Suffix = "#targets" },
        new("AWS::RDS::DBInstance", "DBInstances", ["DBInstanceArn", "DBInstanceIdentifier"], "DBInstanceClass") { ByArn = true, Prefix = "db:" },
        new("AWS::RDS::DBCluster", "DBClusters", ["DBClusterArn", "DBClusterIdentifier"], "DBClusterMembers") { ByArn = true, Prefix = "cluster:" },
        new("AWS::RDS::DBSubnetGroup", "DBSubnetGroups", ["DBSubnetGroupName"], "Subnets") { Prefix = "subgrp:" },
        new("AWS::S3::AccessPoint", "AccessPointList", ["AccessPointArn", "Arn"], "NetworkOrigin") { ByArn = true },
        new("AWS::S3::MultiRegionAccessPoint", "AccessPoints", ["Alias"], "Regions") { Prefix = "s3-multi-region-access-point/" },
        new("AWS::S3::MultiRegionAccessPoint", "AccessPoint", ["Alias"], "Regions") { Prefix = "s3-multi-region-access-point/" },
        new("AWS::S3::Bucket", "Buckets", ["Name"], "CreationDate") { Prefix = "arn:aws:s3:::" },
        new("AWS::S3::AccountPublicAccessBlock", "AccountPublicAccessBlocks", ["AccountId"], "AccountId") { Prefix = "s3-public-access-block/" },
        new("AWS::EKS::Cluster", "cluster", ["arn", "name"], "resourcesVpcConfig") { ByArn = true, Prefix = "cluster/" },
    ];

    /// <summary>By the name that AWS Config uses.</summary>
    public static FrozenDictionary<string, AwsType> ByName { get; } =
        All.GroupBy(static type => type.Name).ToFrozenDictionary(static group => group.Key, static group => group.First());
}
