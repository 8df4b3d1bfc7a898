namespace ExposurePipeline.Benchmarks.Reachability;

/// <summary>A VPC with public and private subnets, as the answers of <c>describe-*</c>.</summary>
internal static class AwsSite
{
    private const int Machines = 20;
    private const int Public = 5;

    /// <summary>Each resource with the list of the answer that it is in.</summary>
    public static IEnumerable<(string List, string Row)> Resources(int site, Random draw)
    {
        yield return ("Vpcs", $$$$"""{"VpcId":"vpc-{{{{site:x17}}}}","CidrBlock":"10.{{{{site % 250}}}}.0.0/16","IsDefault":false,"State":"available","OwnerId":"123456789012","DhcpOptionsId":"dopt-0a1b2c3d","InstanceTenancy":"default","CidrBlockAssociationSet":[{"AssociationId":"vpc-cidr-assoc-0a1b2c","CidrBlock":"10.{{{{site % 250}}}}.0.0/16","CidrBlockState":{"State":"associated"}}],{{{{Tags("network")}}}}}""");
        yield return ("InternetGateways", $$$$"""{"InternetGatewayId":"igw-{{{{site:x17}}}}","OwnerId":"123456789012","Attachments":[{"State":"available","VpcId":"vpc-{{{{site:x17}}}}"}],{{{{Tags("gateway")}}}}}""");
        yield return ("NetworkAcls", Acl(site));
        yield return ("RouteTables", Routes(site, 0, $$$$"""{"DestinationCidrBlock":"0.0.0.0/0","GatewayId":"igw-{{{{site:x17}}}}","Origin":"CreateRoute","State":"active"}"""));
        yield return ("RouteTables", Routes(site, 1, ""));
        for (var tier = 0; tier < 2; tier++)
        {
            yield return ("Subnets", $$$$"""{"SubnetId":"subnet-{{{{tier}}}}{{{{site:x16}}}}","VpcId":"vpc-{{{{site:x17}}}}","CidrBlock":"10.{{{{site % 250}}}}.{{{{tier}}}}.0/24","AvailabilityZone":"eu-west-1a","AvailabilityZoneId":"euw1-az1","AvailableIpAddressCount":230,"DefaultForAz":false,"MapPublicIpOnLaunch":{{{{(tier == 0 ? "true" : "false")}}}},"State":"available","OwnerId":"123456789012","AssignIpv6AddressOnCreation":false,"Ipv6CidrBlockAssociationSet":[],"SubnetArn":"arn:aws:ec2:eu-west-1:123456789012:subnet/subnet-{{{{tier}}}}{{{{site:x16}}}}","EnableDns64":false,"Ipv6Native":false,{{{{Tags("subnet")}}}}}""");
        }

        foreach (var group in Groups(site, draw))
        {
            yield return ("SecurityGroups", group);
        }

        for (var machine = 0; machine < Machines; machine++)
        {
            yield return ("Reservations", Reservation(site, machine));
            yield return ("NetworkInterfaces", Interface(site, machine));
            yield return ("Volumes", $$$$"""{"VolumeId":"vol-{{{{machine:x2}}}}{{{{site:x15}}}}","Size":30,"SnapshotId":"snap-0a1b2c3d4e5f60718","AvailabilityZone":"eu-west-1a","State":"in-use","CreateTime":"2025-11-01T08:15:30.123Z","Attachments":[{"VolumeId":"vol-{{{{machine:x2}}}}{{{{site:x15}}}}","InstanceId":"i-{{{{machine:x2}}}}{{{{site:x15}}}}","Device":"/dev/xvda","State":"attached","AttachTime":"2025-11-01T08:15:30.000Z","DeleteOnTermination":true}],"Encrypted":true,"KmsKeyId":"arn:aws:kms:eu-west-1:123456789012:key/1d3c5b7a-4bcd-9e01-2345-6789abcd0123","Iops":3000,"VolumeType":"gp3","MultiAttachEnabled":false,"Throughput":125,{{{{Tags("disk")}}}}}""");
        }

        foreach (var balanced in Balancer(site))
        {
            yield return balanced;
        }

        yield return ("DBInstances", Database(site));
    }

    private static string Acl(int site)
    {
        var entries = string.Join(',', new[] { "false", "true" }.Select(static egress => $$$$"""{"RuleNumber":100,"Protocol":"-1","RuleAction":"allow","Egress":{{{{egress}}}},"CidrBlock":"0.0.0.0/0"},{"RuleNumber":32767,"Protocol":"-1","RuleAction":"deny","Egress":{{{{egress}}}},"CidrBlock":"0.0.0.0/0"}"""));
        return $$$$"""{"NetworkAclId":"acl-{{{{site:x17}}}}","VpcId":"vpc-{{{{site:x17}}}}","IsDefault":true,"OwnerId":"123456789012","Associations":[{"NetworkAclAssociationId":"aclassoc-0{{{{site:x16}}}}","NetworkAclId":"acl-{{{{site:x17}}}}","SubnetId":"subnet-0{{{{site:x16}}}}"},{"NetworkAclAssociationId":"aclassoc-1{{{{site:x16}}}}","NetworkAclId":"acl-{{{{site:x17}}}}","SubnetId":"subnet-1{{{{site:x16}}}}"}],"Entries":[{{{{entries}}}}],{{{{Tags("acl")}}}}}""";
    }

    private static string Routes(int site, int tier, string route) => $$$$"""
        {"RouteTableId":"rtb-{{{{tier}}}}{{{{site:x16}}}}","VpcId":"vpc-{{{{site:x17}}}}","OwnerId":"123456789012","Associations":[{"Main":{{{{(tier == 1 ? "true" : "false")}}}},"RouteTableAssociationId":"rtbassoc-{{{{tier}}}}{{{{site:x16}}}}","RouteTableId":"rtb-{{{{tier}}}}{{{{site:x16}}}}"{{{{(tier == 1 ? "" : $",\"SubnetId\":\"subnet-0{site:x16}\"")}}}},"AssociationState":{"State":"associated"}}],"PropagatingVgws":[],"Routes":[{"DestinationCidrBlock":"10.{{{{site % 250}}}}.0.0/16","GatewayId":"local","Origin":"CreateRouteTable","State":"active"}{{{{(route.Length > 0 ? "," : "")}}}}{{{{route}}}}],{{{{Tags("routes")}}}}}
        """;

    private static IEnumerable<string> Groups(int site, Random draw)
    {
        string Named(string name, string rules) => $$$$"""{"GroupId":"sg-{{{{name}}}}{{{{site:x14}}}}","GroupName":"{{{{name}}}}","Description":"{{{{name}}}} tier of the workload","OwnerId":"123456789012","VpcId":"vpc-{{{{site:x17}}}}","IpPermissions":[{{{{rules}}}}],"IpPermissionsEgress":[{"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0"}],"Ipv6Ranges":[],"PrefixListIds":[],"UserIdGroupPairs":[]}],{{{{Tags(name)}}}}}""";
        string From(int port, string source) => $$$$"""{"IpProtocol":"tcp","FromPort":{{{{port}}}},"ToPort":{{{{port}}}},"IpRanges":[{"CidrIp":"{{{{source}}}}","Description":"as agreed"}],"Ipv6Ranges":[],"PrefixListIds":[],"UserIdGroupPairs":[]}""";
        string FromGroup(int port, string group) => $$$$"""{"IpProtocol":"tcp","FromPort":{{{{port}}}},"ToPort":{{{{port}}}},"IpRanges":[],"Ipv6Ranges":[],"PrefixListIds":[],"UserIdGroupPairs":[{"GroupId":"sg-{{{{group}}}}{{{{site:x14}}}}","UserId":"123456789012"}]}""";
        var office = $"81.2.{draw.Next(250)}.0/24";
        yield return Named("web", $"{From(443, "0.0.0.0/0")},{From(80, "0.0.0.0/0")},{From(22, site % 7 == 0 ? "0.0.0.0/0" : office)}");
        yield return Named("app", $"{FromGroup(8080, "web")},{From(22, office)},{string.Join(',', Enumerable.Range(0, 1 + draw.Next(5)).Select(n => From(9000 + n, $"{20 + draw.Next(60)}.{draw.Next(250)}.0.0/16")))}");
        yield return Named("sql", $"{FromGroup(5432, "app")},{From(5432, office)}");
    }

    private static string Reservation(int site, int machine)
    {
        var tier = machine < Public ? 0 : 1;
        var association = tier == 0 ? $$$$""","Association":{"IpOwnerId":"123456789012","PublicDnsName":"ec2.eu-west-1.compute.amazonaws.com","PublicIp":"{{{{Address(site, machine)}}}}"}""" : "";
        return $$$$"""
            {"ReservationId":"r-{{{{machine:x2}}}}{{{{site:x15}}}}","OwnerId":"123456789012","Groups":[],"Instances":[{"InstanceId":"i-{{{{machine:x2}}}}{{{{site:x15}}}}","ImageId":"ami-0a1b2c3d4e5f60718","InstanceType":"m6i.large","KeyName":"platform","LaunchTime":"2025-11-01T08:15:30.000Z","Monitoring":{"State":"disabled"},"Placement":{"AvailabilityZone":"eu-west-1a","GroupName":"","Tenancy":"default"},"PrivateDnsName":"ip.eu-west-1.compute.internal","PrivateIpAddress":"10.{{{{site % 250}}}}.{{{{tier}}}}.{{{{10 + machine}}}}","ProductCodes":[],"PublicDnsName":"","State":{"Code":16,"Name":"running"},"StateTransitionReason":"","SubnetId":"subnet-{{{{tier}}}}{{{{site:x16}}}}","VpcId":"vpc-{{{{site:x17}}}}","Architecture":"x86_64","BlockDeviceMappings":[{"DeviceName":"/dev/xvda","Ebs":{"AttachTime":"2025-11-01T08:15:30.000Z","DeleteOnTermination":true,"Status":"attached","VolumeId":"vol-{{{{machine:x2}}}}{{{{site:x15}}}}"}}],"ClientToken":"","EbsOptimized":true,"EnaSupport":true,"Hypervisor":"xen","NetworkInterfaces":[{"Attachment":{"AttachTime":"2025-11-01T08:15:30.000Z","AttachmentId":"eni-attach-0a1b","DeleteOnTermination":true,"DeviceIndex":0,"Status":"attached","NetworkCardIndex":0},"Description":"","Groups":[{{{{Group(site, tier)}}}}],"Ipv6Addresses":[],"MacAddress":"06:1a:2b:3c:4d:{{{{machine:x2}}}}","NetworkInterfaceId":"eni-{{{{machine:x2}}}}{{{{site:x15}}}}","OwnerId":"123456789012","PrivateIpAddress":"10.{{{{site % 250}}}}.{{{{tier}}}}.{{{{10 + machine}}}}","PrivateIpAddresses":[{"Primary":true,"PrivateIpAddress":"10.{{{{site % 250}}}}.{{{{tier}}}}.{{{{10 + machine}}}}"{{{{association}}}}}],"SourceDestCheck":true,"Status":"in-use","SubnetId":"subnet-{{{{tier}}}}{{{{site:x16}}}}","VpcId":"vpc-{{{{site:x17}}}}","InterfaceType":"interface"{{{{association}}}}}],"RootDeviceName":"/dev/xvda","RootDeviceType":"ebs","SecurityGroups":[{{{{Group(site, tier)}}}}],"SourceDestCheck":true,"VirtualizationType":"hvm","CpuOptions":{"CoreCount":1,"ThreadsPerCore":2},"HibernationOptions":{"Configured":false},"MetadataOptions":{"State":"applied","HttpTokens":"required","HttpPutResponseHopLimit":2,"HttpEndpoint":"enabled"},"EnclaveOptions":{"Enabled":false},{{{{Tags("machine")}}}}}]}
            """;
    }

    private static string Interface(int site, int machine)
    {
        var tier = machine < Public ? 0 : 1;
        var association = tier == 0 ? $$$$""","Association":{"IpOwnerId":"123456789012","PublicDnsName":"","PublicIp":"{{{{Address(site, machine)}}}}"}""" : "";
        return $$$$"""
            {"NetworkInterfaceId":"eni-{{{{machine:x2}}}}{{{{site:x15}}}}","Attachment":{"AttachTime":"2025-11-01T08:15:30.000Z","AttachmentId":"eni-attach-0a1b","DeleteOnTermination":true,"DeviceIndex":0,"InstanceId":"i-{{{{machine:x2}}}}{{{{site:x15}}}}","InstanceOwnerId":"123456789012","Status":"attached"},"AvailabilityZone":"eu-west-1a","Description":"","Groups":[{{{{Group(site, tier)}}}}],"InterfaceType":"interface","Ipv6Addresses":[],"MacAddress":"06:1a:2b:3c:4d:{{{{machine:x2}}}}","OwnerId":"123456789012","PrivateIpAddress":"10.{{{{site % 250}}}}.{{{{tier}}}}.{{{{10 + machine}}}}","PrivateIpAddresses":[{"Primary":true,"PrivateIpAddress":"10.{{{{site % 250}}}}.{{{{tier}}}}.{{{{10 + machine}}}}"{{{{association}}}}}],"RequesterManaged":false,"SourceDestCheck":true,"Status":"in-use","SubnetId":"subnet-{{{{tier}}}}{{{{site:x16}}}}","TagSet":[],"VpcId":"vpc-{{{{site:x17}}}}"{{{{association}}}}}
            """;
    }

    private static IEnumerable<(string List, string Row)> Balancer(int site)
    {
        const string Arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:";
        yield return ("LoadBalancers", $$$$"""{"LoadBalancerArn":"{{{{Arn}}}}loadbalancer/app/web-{{{{site}}}}/1","DNSName":"web-{{{{site}}}}.eu-west-1.elb.amazonaws.com","CanonicalHostedZoneId":"Z32O12XQLNTSW2","CreatedTime":"2025-11-01T08:15:30.000Z","LoadBalancerName":"web-{{{{site}}}}","Scheme":"internet-facing","VpcId":"vpc-{{{{site:x17}}}}","State":{"Code":"active"},"Type":"application","AvailabilityZones":[{"ZoneName":"eu-west-1a","SubnetId":"subnet-0{{{{site:x16}}}}","LoadBalancerAddresses":[]}],"SecurityGroups":["sg-web{{{{site:x14}}}}"],"IpAddressType":"ipv4"}""");
        yield return ("Listeners", $$$$"""{"ListenerArn":"{{{{Arn}}}}listener/app/web-{{{{site}}}}/1/1","LoadBalancerArn":"{{{{Arn}}}}loadbalancer/app/web-{{{{site}}}}/1","Port":443,"Protocol":"HTTPS","Certificates":[],"SslPolicy":"ELBSecurityPolicy-TLS13-1-2-2021-06","DefaultActions":[{"Type":"forward","TargetGroupArn":"{{{{Arn}}}}targetgroup/web-{{{{site}}}}/1"}]}""");
        yield return ("TargetGroups", $$$$"""{"TargetGroupArn":"{{{{Arn}}}}targetgroup/web-{{{{site}}}}/1","TargetGroupName":"web-{{{{site}}}}","Protocol":"HTTP","Port":8080,"VpcId":"vpc-{{{{site:x17}}}}","HealthCheckProtocol":"HTTP","HealthCheckPath":"/","LoadBalancerArns":["{{{{Arn}}}}loadbalancer/app/web-{{{{site}}}}/1"],"TargetType":"instance"}""");
        yield return ("LoadBalancerTargetHealth", $$$$"""{"TargetGroupArn":"{{{{Arn}}}}targetgroup/web-{{{{site}}}}/1","TargetHealthDescriptions":[{{{{string.Join(',', Enumerable.Range(Public, 6).Select(machine => $$$$"""{"Target":{"Id":"i-{{{{machine:x2}}}}{{{{site:x15}}}}","Port":8080},"HealthCheckPort":"8080","TargetHealth":{"State":"healthy"}}"""))}}}}]}""");
    }

    private static string Database(int site) => $$$$"""
        {"DBInstanceIdentifier":"db-{{{{site}}}}","DBInstanceClass":"db.m6g.large","Engine":"postgres","DBInstanceStatus":"available","MasterUsername":"dba","Endpoint":{"Address":"db-{{{{site}}}}.abcdefgh.eu-west-1.rds.amazonaws.com","Port":5432,"HostedZoneId":"Z29XKXDKYMONMX"},"AllocatedStorage":100,"BackupRetentionPeriod":7,"DBSecurityGroups":[],"VpcSecurityGroups":[{"VpcSecurityGroupId":"sg-sql{{{{site:x14}}}}","Status":"active"}],"AvailabilityZone":"eu-west-1a","DBSubnetGroup":{"DBSubnetGroupName":"db-{{{{site}}}}","DBSubnetGroupDescription":"of the workload","VpcId":"vpc-{{{{site:x17}}}}","SubnetGroupStatus":"Complete","Subnets":[{"SubnetIdentifier":"subnet-0{{{{site:x16}}}}","SubnetAvailabilityZone":{"Name":"eu-west-1a"},"SubnetStatus":"Active"}]},"MultiAZ":false,"EngineVersion":"16.3","PubliclyAccessible":{{{{(site % 4 == 0 ? "true" : "false")}}}},"StorageType":"gp3","StorageEncrypted":true,"DbiResourceId":"db-ABCDEFGHIJKL","DBInstanceArn":"arn:aws:rds:eu-west-1:123456789012:db:db-{{{{site}}}}","IAMDatabaseAuthenticationEnabled":false,"DeletionProtection":true}
        """;

    private static string Address(int site, int machine) => $"52.{site / 250 % 250}.{site % 250}.{10 + machine}";

    private static string Group(int site, int tier) => $$$$"""{"GroupId":"sg-{{{{(tier == 0 ? "web" : "app")}}}}{{{{site:x14}}}}","GroupName":"{{{{(tier == 0 ? "web" : "app")}}}}"}""";

    private static string Tags(string name) => $$$$"""
        "Tags":[{"Key":"Name","Value":"{{{{name}}}}"},{"Key":"environment","Value":"production"},{"Key":"owner","Value":"platform-team"}]
        """;
}
