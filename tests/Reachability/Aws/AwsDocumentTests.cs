using ExposurePipeline.Reachability.Aws.Network;
using ExposurePipeline.Reachability.Resources;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Reachability.Aws;

public sealed class AwsDocumentTests
{
    private const string Configuration = """{"groupId":"sg-1","vpcId":"vpc-1","ipPermissions":[{"ipProtocol":"tcp","fromPort":22,"toPort":22,"ipRanges":["0.0.0.0/0"],"ipv4Ranges":[{"cidrIp":"0.0.0.0/0"}]}]}""";
    private const string Item = $$"""{"resourceType":"AWS::EC2::SecurityGroup","resourceId":"sg-1","configurationItemStatus":"OK","configurationItemCaptureTime":"2024-05-01T10:00:00.000Z","configuration":{{Configuration}}}""";

    /// <summary>The same group, in every envelope.</summary>
    public static TheoryData<string> Envelopes =>
    [
        """{"SecurityGroups":[{"GroupId":"sg-1","VpcId":"vpc-1","IpPermissions":[{"IpProtocol":"tcp","FromPort":22,"ToPort":22,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]}]}""",
        """{"GroupId":"sg-1","IpPermissions":[{"IpProtocol":"tcp","FromPort":22,"ToPort":22,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]}""",
        $$"""{"status_code":200,"data":{"SecurityGroups":[{{Configuration}}] } }""",
        Item,
        Item.Replace(Configuration, Quoted(Configuration), StringComparison.Ordinal), // histories encode the configuration once more
        $"[{Item}]",
        $$"""{"configurationItems":[{{Item}}]}""",
        $$"""{"baseConfigurationItems":[{{Item}}]}""",
        $$"""{"messageType":"ConfigurationItemChangeNotification","configurationItem":{{Item}}}""",
        $$$"""{"source":"aws.config","detail-type":"Config Configuration Item Change","detail":{"configurationItem":{{{Item}}}}}""",
        $$"""{"invokingEvent":{{Quoted($$"""{"configurationItem":{{Item}}}""")}},"configRuleName":"r"}""",
        $$"""{"Type":"Notification","TopicArn":"arn:aws:sns:eu-west-1:1:config","Message":{{Quoted($$"""{"configurationItem":{{Item}}}""")}}}""",
        $$$"""{"Records":[{"Sns":{"TopicArn":"arn:aws:sns:eu-west-1:1:config","Message":{{{Quoted($$"""{"configurationItem":{{Item}}}""")}}} }}]}""",
        $$"""{"Results":[{{Quoted($$"""{"configuration":{{Configuration}}}""")}}]}""",
    ];

    [Theory]
    [MemberData(nameof(Envelopes))]
    public void a_group_is_the_same_in_every_envelope(string document)
    {
        var change = Assert.Single(AwsEstate.Changes(document));
        Assert.Equal(("sg-1", "AWS::EC2::SecurityGroup", ChangeKind.Present), (change.Id.Text, change.Type, change.Kind));
        Assert.Equal("tcp/22", Assert.Single(SecurityGroup.Read(change).Inbound).Traffic.ToString());
    }

    [Theory]
    [InlineData("ResourceDeleted", ChangeKind.Deleted)]
    [InlineData("ResourceDeletedNotRecorded", ChangeKind.Deleted)]
    [InlineData("ResourceDiscovered", ChangeKind.Present)]
    [InlineData("ResourceNotRecorded", ChangeKind.Present)]
    public void the_status_of_an_item_tells_whether_the_resource_is_there(string status, ChangeKind expected) =>
        Assert.Equal(expected, Assert.Single(AwsEstate.Changes(Item.Replace("\"OK\"", $"\"{status}\"", StringComparison.Ordinal))).Kind);

    [Fact]
    public void an_item_without_a_configuration_is_unread_and_not_gone() =>
        Assert.Equal(ChangeKind.Unread, Assert.Single(AwsEstate.Changes(Item.Replace(Configuration, "null", StringComparison.Ordinal))).Kind);

    [Fact]
    public void an_oversized_notification_says_that_something_changed_and_not_what()
    {
        var change = Assert.Single(AwsEstate.Changes("""{"detail-type":"Config Configuration Item Change","source":"aws.config","detail":{"messageType":"OversizedConfigurationItemChangeNotification","configurationItemSummary":{"changeType":"UPDATE","configurationItemStatus":"OK","configurationStateId":1526538700400,"resourceType":"AWS::EC2::SecurityGroup","resourceId":"sg-1"},"s3DeliverySummary":{}}}"""));
        Assert.Equal((ChangeKind.Unread, DateTimeOffset.FromUnixTimeMilliseconds(1526538700400)), (change.Kind, change.Version));
        Assert.Equal(ExposurePipeline.Reachability.Analysis.VerdictStatus.Unknown, SmallVpc.With(more: """{"configurationItemSummary":{"resourceType":"AWS::EC2::SecurityGroup","resourceId":"sg-1"}}""").Verdict("i-1").Status);
    }

    [Theory]
    [InlineData("""{"configurationStateId":"1511792771300"}""", "2017-11-27T14:26:11.300Z")]
    [InlineData("""{"configurationItemCaptureTime":"2016-08-24T00:13:58.422Z","configurationStateId":4}""", "2016-08-24T00:13:58.422Z")] // counted, before it was a time
    [InlineData("""{"configurationItemCaptureTime":"2020-11-02T03:28:12.399000-05:00"}""", "2020-11-02T08:28:12.399Z")]
    public void an_items_version_is_when_it_was_captured(string when, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), Assert.Single(AwsEstate.Changes($$"""{"resourceType":"AWS::EC2::VPC","resourceId":"vpc-1","configuration":{"vpcId":"vpc-1"},{{when[1..]}}""")).Version);

    [Theory]
    [InlineData("""{"Instances":[{"Name":"no id"}],"SecurityGroups":"none"}""")]
    [InlineData("""{"id":"/subscriptions/1/x","type":"Microsoft.Network/virtualNetworks","properties":{"subnets":[{"id":"/subscriptions/1/y"}]}}""")]
    [InlineData("""{"invokingEvent":"{\"messageType\":\"ScheduledNotification\"}"}""")]
    [InlineData("\"no document\"")]
    [InlineData("[1,null,\"\"]")]
    public void what_tells_of_no_resource_of_aws_tells_nothing(string document) => Assert.Empty(AwsEstate.Changes(document));

    [Fact]
    public void an_instance_alone_does_not_stand_for_the_groups_it_mentions() =>
        Assert.Equal("i-1", Assert.Single(AwsEstate.Changes("""{"InstanceId":"i-1","ImageId":"ami-1","SecurityGroups":[{"GroupId":"sg-1"}],"NetworkInterfaces":[{"NetworkInterfaceId":"eni-1"}]}""")).Id.Text);

    [SampleTheory]
    [InlineData("app-elb-config-event.json", "AWS::ElasticLoadBalancingV2::LoadBalancer", ChangeKind.Present)]
    [InlineData("app-elb.json", "AWS::ElasticLoadBalancingV2::LoadBalancer", ChangeKind.Present)]
    [InlineData("decoded-app-elb-config-event.json", "AWS::ElasticLoadBalancingV2::LoadBalancer", ChangeKind.Present)]
    [InlineData("decoded-event-config-rule-instance.json", "AWS::EC2::Instance", ChangeKind.Present)]
    [InlineData("decoded-event-config-rule-security-group.json", "AWS::EC2::SecurityGroup", ChangeKind.Present)]
    [InlineData("event-config-rule-instance.json", "AWS::EC2::Instance", ChangeKind.Present)]
    [InlineData("event-config-rule-security-group.json", "AWS::EC2::SecurityGroup", ChangeKind.Present)]
    [InlineData("eventbridge-security-group.json", "AWS::EC2::SecurityGroup", ChangeKind.Present)]
    [InlineData("rds-cluster.json", "AWS::RDS::DBCluster", ChangeKind.Present)]
    [InlineData("s3.json", "AWS::S3::Bucket", ChangeKind.Present)]
    public void recorded_items_are_read(string file, string type, ChangeKind kind)
    {
        var change = Assert.Single(AwsEstate.Changes(File.ReadAllText(Repository.Shared("cloud", "event-samples", "aws-config", file))));
        Assert.Equal((type, kind), (change.Type, change.Kind));
        Assert.NotNull(change.Version);
    }

    [SampleTheory]
    [InlineData("decoded-poll-evaluation.json")] // a schedule, no change
    [InlineData("poll-evaluation.json")]
    [InlineData("eventbridge-oversized.json")] // of an inventory, which has no bearing on exposure
    public void recorded_notifications_about_nothing_here_tell_nothing(string file) =>
        Assert.Empty(AwsEstate.Changes(File.ReadAllText(Repository.Shared("cloud", "event-samples", "aws-config", file))));

    private static string Quoted(string json) => System.Text.Json.JsonSerializer.Serialize(json);
}
