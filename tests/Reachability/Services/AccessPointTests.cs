using System.Text.Json;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;
using Xunit;
using static ExposurePipeline.Tests.Reachability.Services.Cases;

namespace ExposurePipeline.Tests.Reachability.Services;

/// <summary>A bucket may be public through its access points alone.</summary>
public sealed class AccessPointTests
{
    private const string Off = """{"IgnorePublicAcls":false,"RestrictPublicBuckets":false}""";
    private const string On = """{"IgnorePublicAcls":true,"RestrictPublicBuckets":true}""";
    private const string Everyone = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:eu-west-1:1:accesspoint/a/object/*"}]}""";
    private const string Chosen = """{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::1:root"},"Action":"s3:GetObject","Resource":"*"}]}""";
    private const string Delegated = """[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"*","Resource":["arn:aws:s3:::b","arn:aws:s3:::b/*"],"Condition":{"StringEquals":{"s3:DataAccessPointAccount":"1"}}}]""";

    [Theory]
    [InlineData("Internet", Everyone, Off, Off, Off, Delegated, PublicAccess.Yes)]
    [InlineData("VPC", Everyone, Off, Off, Off, Delegated, PublicAccess.No)] // requests come from its VPC alone
    [InlineData("Internet", Chosen, Off, Off, Off, Delegated, PublicAccess.No)]
    [InlineData("Internet", Everyone, On, Off, Off, Delegated, PublicAccess.No)] // the access point blocks it
    [InlineData("Internet", Everyone, Off, On, Off, Delegated, PublicAccess.No)] // the bucket does
    [InlineData("Internet", Everyone, Off, Off, On, Delegated, PublicAccess.No)] // the account does
    [InlineData("Internet", Everyone, Off, Off, Off, "[]", PublicAccess.No)] // the bucket permits nobody what the access point permits everyone
    [InlineData("Internet", Everyone, null, Off, Off, Delegated, PublicAccess.Unknown)] // what the access point blocks was not read
    [InlineData("Internet", null, Off, Off, Off, Delegated, PublicAccess.Unknown)] // nor its policy
    [InlineData("Internet", null, On, Off, Off, Delegated, PublicAccess.No)] // which then matters no more
    public void a_bucket_is_public_through_an_access_point_unless_one_of_the_three_blocks_it(
        string origin, string? policy, string? own, string bucket, string account, string statements, PublicAccess access)
    {
        var point = $$"""{"Name":"a","Bucket":"b","NetworkOrigin":"{{origin}}","CreationDate":"2026-01-01T00:00:00Z","AccessPointArn":"arn:aws:s3:eu-west-1:1:accesspoint/a"{{Member("PublicAccessBlockConfiguration", own)}}{{Member("Policy", policy)}}}""";
        Assert.Equal(access, Judge([Bucket(bucket, statements), Account(account), .. Told(point)]).Access);
    }

    [Theory]
    [InlineData("[]", PublicAccess.No)]
    [InlineData(Delegated, PublicAccess.Yes)]
    public void a_bucket_is_public_through_an_access_point_of_several_regions(string statements, PublicAccess access)
    {
        var point = $$$"""{"AccessPoints":[{"Name":"m","Alias":"m.mrap","PublicAccessBlock":{{{Off}}},"Status":"READY","Regions":[{"Bucket":"other","Region":"eu-west-1"},{"Bucket":"b","Region":"us-east-1"}],"Policy":{"Established":{"Policy":{{{JsonSerializer.Serialize(Everyone)}}} } } }]}""";
        Assert.Equal(access, Judge([Bucket(Off, statements), Account(Off), .. Told(point)]).Access);
    }

    [Fact]
    public void an_item_of_config_tells_an_access_point()
    {
        var item = $$$"""{"configurationItems":[{"resourceType":"AWS::S3::AccessPoint","resourceId":"a","arn":"arn:aws:s3:eu-west-1:1:accesspoint/a","configuration":{"Name":"a","Bucket":"b","NetworkOrigin":"Internet","PublicAccessBlockConfiguration":{{{Off}}},"Policy":{{{Everyone}}},"Arn":"arn:aws:s3:eu-west-1:1:accesspoint/a"}}]}""";
        Assert.Equal(PublicAccess.Yes, Judge([Bucket(Off, Delegated), Account(Off), .. Told(item)]).Access);
    }

    [Theory]
    [InlineData("arn:aws:s3:eu-west-1:1:accesspoint/*", PublicAccess.No)] // of a fixed account, with any name
    [InlineData("*", PublicAccess.Yes)]
    public void a_policy_that_leaves_the_decision_to_access_points_of_an_account_is_not_public(string points, PublicAccess access)
    {
        var statements = $$$$"""[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringLike":{"s3:DataAccessPointArn":"{{{{points}}}}"}}}]""";
        Assert.Equal(access, Judge(Bucket(Off, statements), Account(Off)).Access);
    }

    private static string Member(string name, string? value) => value is null ? "" : $",\"{name}\":{value}";

    private static IEnumerable<ResourceChange> Told(string document) => Clouds.Changes(new(JsonElement.Parse(document)));

    private static ResourceChange Account(string block) => AwsBody("AWS::S3::AccountPublicAccessBlock", "s3-public-access-block/1", block);

    private static ResourceChange Bucket(string block, string statements) => AwsBody("AWS::S3::Bucket", "arn:aws:s3:::b",
        $$"""{"Name":"b","accountId":"1","PublicAccessBlockConfiguration":{{block}},"Policy":{"Statement":{{statements}}},"Grants":[]}""");
}
