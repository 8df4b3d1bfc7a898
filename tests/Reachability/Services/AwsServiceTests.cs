using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;
using Xunit;
using static ExposurePipeline.Tests.Reachability.Services.Cases;

namespace ExposurePipeline.Tests.Reachability.Services;

public sealed class AwsServiceTests
{
    private const string Account = "123456789012";
    private const string Off = """{"BlockPublicAcls":true,"BlockPublicPolicy":true,"IgnorePublicAcls":false,"RestrictPublicBuckets":false}""";
    private const string On = """{"BlockPublicAcls":false,"BlockPublicPolicy":false,"IgnorePublicAcls":true,"RestrictPublicBuckets":true}""";
    private const string AllowAll = """{"Sid":"read","Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}""";
    private const string OfficeOnly = """{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":["arn:aws:s3:::b","arn:aws:s3:::b/*"],"Condition":{"NotIpAddress":{"aws:SourceIp":["40.1.2.0/24"]}}}""";
    private const string NoGrant = """[{"Grantee":{"Type":"CanonicalUser","ID":"1"},"Permission":"FULL_CONTROL"}]""";
    private const string Everyone = """[{"Grantee":{"Type":"Group","URI":"http://acs.amazonaws.com/groups/global/AllUsers"},"Permission":"READ"}]""";
    private const string SignedIn = """[{"Grantee":{"Type":"Group","URI":"http://acs.amazonaws.com/groups/global/AuthenticatedUsers"},"Permission":"READ"}]""";

    [Theory]
    [InlineData("""{"resourcesVpcConfig":{"endpointPublicAccess":true,"publicAccessCidrs":["0.0.0.0/0"]}}""", Width.Wide)]
    [InlineData("""{"resourcesVpcConfig":{"endpointPublicAccess":true}}""", Width.Wide)] // everyone is the default
    [InlineData("""{"resourcesVpcConfig":{"vpcId":"vpc-1"}}""", Width.Wide)] // so is a public endpoint
    [InlineData("""{"ResourcesVpcConfig":{"EndpointPublicAccess":true,"EndpointPrivateAccess":true,"PublicAccessCidrs":["40.1.2.0/24"]}}""", Width.Narrow)] // as AWS Config spells it
    [InlineData("""{"resourcesVpcConfig":{"endpointPublicAccess":true,"publicAccessCidrs":["0.0.0.0/1","128.0.0.0/1"]}}""", Width.Wide)] // two halves
    [InlineData("""{"resourcesVpcConfig":{"endpointPublicAccess":false,"publicAccessCidrs":["0.0.0.0/0"]}}""", null)]
    public void the_api_server_of_eks_is_public_by_default_and_narrow_with_a_list(string body, Width? width)
    {
        var verdict = Judge(Cluster(body));
        Assert.Equal(width, verdict.Width());
        Assert.Equal(width is null ? VerdictStatus.NotReachable : VerdictStatus.Reachable, verdict.OnTcp(443));
    }

    [Fact]
    public void a_cluster_whose_network_was_not_told_is_unknown() => Judge(Cluster("""{"name":"c"}""")).AssertUnknown("endpointPublicAccess");

    [Fact]
    public void only_clusters_of_ipv6_answer_on_ipv6()
    {
        Assert.Equal(VerdictStatus.NotReachable, Judge(Cluster("""{"resourcesVpcConfig":{}}""")).At(Family.V6, Protocols.Tcp, 443));
        Assert.Equal(VerdictStatus.Reachable, Judge(Cluster("""{"resourcesVpcConfig":{},"kubernetesNetworkConfig":{"ipFamily":"ipv6"}}""")).At(Family.V6, Protocols.Tcp, 443));
    }

    [Theory]
    [InlineData("[]", Width.Wide, VerdictStatus.Reachable)] // no policy
    [InlineData($"[{AllowAll}]", Width.Wide, VerdictStatus.Reachable)]
    [InlineData($"[{OfficeOnly}]", Width.Narrow, VerdictStatus.NotReachable)]
    [InlineData("""[{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}}]""", null, VerdictStatus.Reachable)] // a request from the internet has no endpoint
    [InlineData("""[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::b/*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-1"},"NotIpAddress":{"aws:SourceIp":"40.1.2.0/24"}}}]""", Width.Narrow, VerdictStatus.NotReachable)] // denied only when both hold
    [InlineData("""[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::b/*","Condition":{"StringNotLike":{"aws:PrincipalArn":"arn:aws:iam::1:role/x"}}}]""", Width.Wide, VerdictStatus.Reachable)] // who signs in as the role comes from anywhere
    [InlineData("""[{"Effect":"Deny","Principal":"*","Action":"s3:DeleteObject","Resource":"arn:aws:s3:::b/*","Condition":{"NotIpAddress":{"aws:SourceIp":"40.1.2.0/24"}}}]""", Width.Wide, VerdictStatus.NotReachable)] // one action; the published rule looks at the condition alone
    [InlineData("""[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*","Condition":{"IpAddress":{"aws:SourceIp":"40.1.2.0/24"}}}]""", Width.Wide, VerdictStatus.NotReachable)] // who signs in comes from anywhere
    public void a_bucket_is_kept_from_addresses_by_denials_of_its_policy_alone(string statements, Width? width, VerdictStatus exposed)
    {
        var verdict = Judge(Bucket(Off, statements, NoGrant));
        Assert.Equal(width, verdict.Width());
        Assert.Equal(exposed, verdict.Exposed);
    }

    [Fact]
    public void a_denial_of_plain_http_leaves_https()
    {
        var verdict = Judge(Bucket(Off, """[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]""", NoGrant));
        Assert.Equal((VerdictStatus.NotReachable, VerdictStatus.Reachable), (verdict.OnTcp(80), verdict.OnTcp(443)));
    }

    [Theory]
    [InlineData(Off, $"[{AllowAll}]", NoGrant, Off, PublicAccess.Yes)]
    [InlineData(On, $"[{AllowAll}]", NoGrant, Off, PublicAccess.No)] // the bucket restricts it
    [InlineData(Off, $"[{AllowAll}]", NoGrant, On, PublicAccess.No)] // the account does
    [InlineData(Off, $"[{AllowAll}]", NoGrant, null, PublicAccess.Unknown)] // what the account blocks was not read
    [InlineData(On, $"[{AllowAll}]", Everyone, null, PublicAccess.No)] // the bucket's own block is enough
    [InlineData(Off, "[]", Everyone, Off, PublicAccess.Yes)]
    [InlineData(Off, "[]", SignedIn, Off, PublicAccess.Yes)] // anyone may have an account
    [InlineData(On, "[]", Everyone, Off, PublicAccess.No)]
    [InlineData(Off, "[]", NoGrant, null, PublicAccess.No)] // nothing is granted, whatever is blocked
    [InlineData(null, $"[{AllowAll}]", NoGrant, Off, PublicAccess.Unknown)]
    [InlineData(Off, null, Everyone, Off, PublicAccess.Unknown)] // a policy that was not read may deny everyone
    [InlineData(Off, null, NoGrant, Off, PublicAccess.Unknown)]
    [InlineData(Off, "[]", null, Off, PublicAccess.Unknown)]
    public void a_bucket_is_public_by_policy_or_by_access_list_where_neither_bucket_nor_account_blocks_it(string? block, string? statements, string? grants, string? account, PublicAccess access)
    {
        var bucket = Bucket(block, statements, grants);
        Assert.Equal(access, (account is null ? Judge(bucket) : Judge(bucket, AccountBlock(account))).Access);
    }

    [Theory]
    [InlineData("""{"StringEquals":{"aws:SourceVpce":"vpce-1"}}""", PublicAccess.No)]
    [InlineData("""{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}""", PublicAccess.No)]
    [InlineData("""{"StringLike":{"aws:PrincipalArn":"*"}}""", PublicAccess.Yes)] // no fixed value
    [InlineData("""{"StringEqualsIfExists":{"aws:SourceVpce":"vpce-1"}}""", PublicAccess.Yes)] // holds for who has none
    [InlineData("""{"IpAddress":{"aws:SourceIp":"40.1.2.0/24"}}""", PublicAccess.No)]
    [InlineData("""{"IpAddress":{"aws:SourceIp":["0.0.0.0/1","128.0.0.0/1"]}}""", PublicAccess.Yes)] // everyone in two halves
    [InlineData("""{"StringLike":{"aws:Referer":"https://example.com/*"}}""", PublicAccess.Yes)] // anyone can write that
    [InlineData("""{"Bool":{"aws:SecureTransport":"true"}}""", PublicAccess.Yes)]
    public void a_policy_for_everyone_is_public_unless_a_condition_names_whom_the_owner_chose(string condition, PublicAccess access)
    {
        var statement = $$"""[{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::1:root","*"]},"Action":"s3:Get*","Resource":"arn:aws:s3:::b/*","Condition":{{condition}} }]""";
        Assert.Equal(access, Judge(Bucket(Off, statement, NoGrant), AccountBlock(Off)).Access);
    }

    [Fact]
    public void a_policy_that_allows_everyone_and_denies_all_but_an_office_makes_nothing_public() =>
        Assert.Equal(PublicAccess.No, Judge(Bucket(Off, $"[{AllowAll},{OfficeOnly}]", NoGrant), AccountBlock(Off)).Access);

    [Fact]
    public void a_policy_that_is_no_policy_leaves_the_bucket_unknown()
    {
        var bucket = AwsBody("AWS::S3::Bucket", "arn:aws:s3:::b", """{"Name":"b","Policy":"{broken"}""");
        Assert.Single(Read(bucket).Problems);
        Judge(bucket).AssertUnknown("policy");
    }

    [Fact]
    public void an_item_of_config_has_everything_though_it_is_encoded_twice()
    {
        var item = AwsBody("AWS::S3::Bucket", "arn:aws:s3:::b", """
            {"awsAccountId":"123456789012","resourceName":"b","configuration":"{\"name\":\"b\"}","supplementaryConfiguration":{
             "AccessControlList":"\"{\\\"grantList\\\":[{\\\"grantee\\\":\\\"AllUsers\\\",\\\"permission\\\":\\\"Read\\\"}]}\"",
             "BucketPolicy":"{\"policyText\":null}"}}
            """);
        Assert.Equal(PublicAccess.Yes, Judge(item, AccountBlock(Off)).Access);
        Assert.Equal(Width.Wide, Judge(item).Width());
    }

    private static ResourceChange Cluster(string body) => AwsBody("AWS::EKS::Cluster", "arn:aws:eks:eu-west-1:1:cluster/c", body);

    private static ResourceChange AccountBlock(string configuration) => AwsBody("AWS::S3::AccountPublicAccessBlock", $"s3-public-access-block/{Account}", configuration);

    private static ResourceChange Bucket(string? block, string? statements, string? grants)
    {
        string?[] parts =
        [
            $"\"Name\":\"b\",\"accountId\":\"{Account}\"",
            block is null ? null : $"\"PublicAccessBlockConfiguration\":{block}",
            statements is null ? null : $"\"Policy\":{{\"Version\":\"2012-10-17\",\"Statement\":{statements}}}",
            grants is null ? null : $"\"Grants\":{grants}",
        ];
        return AwsBody("AWS::S3::Bucket", "arn:aws:s3:::b", $"{{{string.Join(',', parts.Where(static part => part is not null))}}}");
    }
}
