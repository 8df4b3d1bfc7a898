using System.Globalization;

namespace ExposurePipeline.Tests.Reachability.Oracle;

/// <summary>AWS's services: cluster endpoints with allow lists, databases in a VPC, and buckets with policies.</summary>
internal static class AwsServices
{
    private static readonly string[] Both = ["45.0.0.0/8", "45.9.9.9/32", "185.0.0.0/8", "2a00:1450::/32"];

    public static ServiceNetwork Of(int seed)
    {
        var draw = new Draw(seed);
        return new([Cluster(draw), Database(draw), Bucket(draw)]);
    }

    private static Service Cluster(Draw draw)
    {
        var (isPublic, ranges) = (draw.Chance(80), draw.Chance(30) ? ["0.0.0.0/0"] : draw.Some(ServiceNetwork.Lists, 3).Distinct().ToArray());
        return new(
            "arn:aws:eks:eu-west-1:1:cluster/c",
            [$$"""{"cluster":{"name":"c","arn":"arn:aws:eks:eu-west-1:1:cluster/c","resourcesVpcConfig":{"endpointPublicAccess":{{(isPublic ? "true" : "false")}},"endpointPrivateAccess":true,"publicAccessCidrs":[{{ServiceNetwork.Texts(ranges)}}]} } }"""],
            packet => isPublic && packet is { Protocol: 6, Port: 443, Source.IsV4: true } && ServiceNetwork.Any(ranges, packet.Source));
    }

    private static Service Database(Draw draw)
    {
        var (isPublic, leadsOut, port) = (draw.Chance(80), draw.Chance(85), draw.Of(3306, 5432));
        var rules = Enumerable.Range(0, 1 + draw.Below(3)).Select(_ => new AwsPermission(draw.Of(-1, 6, 6, 17), draw.Of((0, 65535), (3306, 3306), (5432, 5432)), draw.Some(["0.0.0.0/0", .. ServiceNetwork.Lists, "::/0"], 2), [])).ToArray();
        var (inbound, outbound) = (AwsEntry.Some(draw, ["0.0.0.0/0", "45.0.0.0/8", "185.0.0.0/8"]), AwsEntry.Some(draw, ["0.0.0.0/0", "45.0.0.0/8"]));
        return new(
            "arn:aws:rds:eu-west-1:1:db:db",
            [
                """{"Vpcs":[{"VpcId":"vpc-1","CidrBlock":"10.0.0.0/16"}]}""",
                """{"Subnets":[{"SubnetId":"subnet-a","VpcId":"vpc-1","CidrBlock":"10.0.0.0/24","AvailabilityZone":"eu-west-1a"}]}""",
                """{"InternetGateways":[{"InternetGatewayId":"igw-1","Attachments":[{"VpcId":"vpc-1","State":"available"}]}]}""",
                $$"""{"RouteTables":[{"RouteTableId":"rtb-a","VpcId":"vpc-1","Associations":[{"SubnetId":"subnet-a"}],"Routes":[{"DestinationCidrBlock":"0.0.0.0/0","{{(leadsOut ? "GatewayId\":\"igw-1" : "NatGatewayId\":\"nat-1")}}","State":"active"}]}]}""",
                $$"""{"NetworkAcls":[{"NetworkAclId":"acl-1","VpcId":"vpc-1","Associations":[{"SubnetId":"subnet-a"}],"Entries":[{{string.Join(',', inbound.Select(static entry => entry.ToJson(isEgress: false)).Concat(outbound.Select(static entry => entry.ToJson(isEgress: true))))}}]}]}""",
                $$"""{"SecurityGroups":[{"GroupId":"sg-1","VpcId":"vpc-1","IpPermissions":[{{string.Join(',', rules.Select(static rule => rule.ToJson()))}}]}]}""",
                string.Create(CultureInfo.InvariantCulture, $$"""
                {"DBInstances":[{"DBInstanceArn":"arn:aws:rds:eu-west-1:1:db:db","DBInstanceIdentifier":"db","DBInstanceClass":"db.t3.micro","DBInstanceStatus":"available","PubliclyAccessible":{{(isPublic ? "true" : "false")}},
                 "Endpoint":{"Address":"db.example","Port":{{port}} },"AvailabilityZone":"eu-west-1a","DBSubnetGroup":{"DBSubnetGroupName":"g","VpcId":"vpc-1","Subnets":[{"SubnetIdentifier":"subnet-a","SubnetAvailabilityZone":{"Name":"eu-west-1a"} }]},
                 "VpcSecurityGroups":[{"VpcSecurityGroupId":"sg-1","Status":"active"}]}]}
                """),
            ],
            packet => isPublic && leadsOut && packet.Source.IsV4 && packet.Protocol == 6 && packet.Port == port
                && AwsEntry.Pass(inbound, packet.Source, 6, port) && AwsEntry.Pass(outbound, packet.Source, 6, 50_000)
                && rules.Any(rule => rule.Matches(packet.Source, [], 6, port)));
    }

    // Whom a policy denies cannot get in; whether the rest needs to sign in is another question.
    private static Service Bucket(Draw draw)
    {
        var denials = Enumerable.Range(0, draw.Below(3)).Select(index => (Operator: draw.Of("IpAddress", "NotIpAddress"), Ranges: draw.Some(Both, 2), IsWhole: draw.Chance(80), Index: index)).ToArray();
        var grants = Enumerable.Range(0, draw.Below(3)).Select(_ => (Principal: draw.Of("\"*\"", "{\"AWS\":\"*\"}", "{\"AWS\":\"arn:aws:iam::1:root\"}"), Ranges: draw.Of<string[]>([], ["45.0.0.0/8"], ["0.0.0.0/1", "128.0.0.0/1", "::/0"]))).ToArray();
        var (accountBlocks, bucketBlocks, accountIgnores, bucketIgnores, isListed) = (draw.Chance(20), draw.Chance(20), draw.Chance(20), draw.Chance(20), draw.Chance(40));
        var isGranted = grants.Any(static grant => grant.Principal.Contains('*') && grant.Ranges is not ["45.0.0.0/8"]) && !accountBlocks && !bucketBlocks;
        var keepsMostOut = denials.Any(static denial => denial.IsWhole && denial.Operator == "NotIpAddress");
        return new(
            "arn:aws:s3:::b",
            [
                $$"""{"AccountPublicAccessBlocks":[{"AccountId":"123456789012","PublicAccessBlockConfiguration":{"IgnorePublicAcls":{{Flag(accountIgnores)}},"RestrictPublicBuckets":{{Flag(accountBlocks)}} } }]}""",
                $$"""
                {"Buckets":[{"Name":"b","CreationDate":"2024-01-01T00:00:00Z","accountId":"123456789012","PublicAccessBlockConfiguration":{"IgnorePublicAcls":{{Flag(bucketIgnores)}},"RestrictPublicBuckets":{{Flag(bucketBlocks)}} },
                 "Grants":[{"Grantee":{"Type":"CanonicalUser","ID":"x"},"Permission":"FULL_CONTROL"}{{(isListed ? """,{"Grantee":{"Type":"Group","URI":"http://acs.amazonaws.com/groups/global/AllUsers"},"Permission":"READ"}""" : "")}}],
                 "Policy":{"Version":"2012-10-17","Statement":[{{string.Join(',', denials.Select(static denial => $$"""
                  {"Sid":"d{{denial.Index}}","Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::b"{{(denial.IsWhole ? ",\"arn:aws:s3:::b/*\"" : "")}}],"Condition":{"{{denial.Operator}}":{"aws:SourceIp":[{{ServiceNetwork.Texts(denial.Ranges)}}]} } }
                  """).Concat(grants.Select(static grant => $$"""
                  {"Effect":"Allow","Principal":{{grant.Principal}},"Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"{{(grant.Ranges.Length == 0 ? "" : $$""","Condition":{"IpAddress":{"aws:SourceIp":[{{ServiceNetwork.Texts(grant.Ranges)}}]} }""")}} }
                  """)))}}]} }]}
                """,
            ],
            packet => packet is { Protocol: 6, Port: 80 or 443 } && !denials.Any(denial => denial.IsWhole && ServiceNetwork.Any(denial.Ranges, packet.Source) == (denial.Operator == "IpAddress")),
            !keepsMostOut && (isGranted || (isListed && !accountIgnores && !bucketIgnores)));
    }

    private static string Flag(bool value) => value ? "true" : "false";
}
