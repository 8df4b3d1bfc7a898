using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Azure;
using ExposurePipeline.Reachability.Azure.Network;
using ExposurePipeline.Reachability.Resources;
using Xunit;
using static ExposurePipeline.Tests.Reachability.Azure.AzureWorld;

namespace ExposurePipeline.Tests.Reachability.Azure;

public sealed class DocumentTests
{
    private const string Address = """{"id":"~Network/publicIPAddresses/PIP","type":"microsoft.network/publicipaddresses","sku":{"name":"Standard"},"properties":{"ipAddress":"20.1.2.3"}}""";

    private static readonly AzureReader Reader = new();

    private static ResourceChange[] Told(string document) => [.. Reader.Changes(Parse(document))];

    private static string Event(string type, string data) =>
        $$$$"""{"eventType":"{{{{type}}}}","eventTime":"2026-01-01T00:00:09Z","subject":"~Network/publicIPAddresses/pip","topic":"/subscriptions/s","dataVersion":"1","data":{{{{data}}}}}""";

    [Theory]
    [InlineData(Address)]
    [InlineData($$$$"""[{{{{Address}}}}]""")]
    [InlineData($$$$"""{"value":[{{{{Address}}}}],"nextLink":null}""")] // a list of Azure Resource Manager
    [InlineData($$$$"""{"totalRecords":1,"count":1,"data":[{{{{Address}}}}],"facets":[]}""")] // Resource Graph, objectArray
    [InlineData("""{"data":{"columns":[{"name":"id","type":"string"},{"name":"type","type":"string"},{"name":"sku","type":"object"},{"name":"properties","type":"object"}],"rows":[["~Network/publicIPAddresses/pip","microsoft.network/publicipaddresses",{"name":"Standard"},{"ipAddress":"20.1.2.3"}]]}}""")] // and table
    [InlineData("""{"tables":[{"name":"PrimaryResult","columns":[{"name":"id","type":"string"},{"name":"type","type":"string"},{"name":"sku","type":"dynamic"},{"name":"properties","type":"dynamic"}],"rows":[["~Network/publicIPAddresses/pip","microsoft.network/publicipaddresses","{\"name\":\"Standard\"}","{\"ipAddress\":\"20.1.2.3\"}"]]}]}""")] // a query to Azure Monitor Logs, whose objects are text
    [InlineData($$$$"""{"status_code":200,"data":{"value":[{{{{Address}}}}]}}""")] // a recorded answer
    [InlineData($$$$"""[{"method":"GET","uri":"https://management.azure.com/x","status":{"code":200},"body":{{{{Address}}}}}]""")]
    public void every_surface_tells_the_same_resource(string document)
    {
        var change = Assert.Single(Told(document));
        Assert.Equal((Id("Network/publicIPAddresses/pip"), ChangeKind.Present, null), (change.Id, change.Kind, change.Version));
        var read = Assert.IsType<PublicIpAddress>(Reader.Read(change));
        Assert.Equal(("20.1.2.3", true), (read.Address.ToString(), read.IsClosedByDefault));
    }

    [Theory]
    [InlineData("subscriptions/S/resourcegroups/G/providers/microsoft.network/publicIPAddresses/Pip")] // without slash, in any case
    [InlineData("/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/publicIPAddresses/pip/")]
    [InlineData("https://management.azure.com/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/publicIPAddresses/pip?api-version=2024-05-01")]
    public void an_id_is_one_however_it_is_spelled(string id) =>
        Assert.Equal(Id("Network/publicIPAddresses/pip"), Assert.Single(Told($$$$"""{"id":"{{{{id}}}}","properties":{}}""")).Id);

    [Fact]
    public void a_resource_notification_brings_the_body_and_its_own_time()
    {
        var told = Assert.Single(Told(Event("Microsoft.ResourceNotifications.Resources.CreatedOrUpdated", $$$$"""{"resourceInfo":{{{{Address}}}},"operationalInfo":{"resourceEventTime":"2026-01-01T00:00:01Z"}}""")));
        Assert.Equal((ChangeKind.Present, DateTimeOffset.Parse("2026-01-01T00:00:01Z", null)), (told.Kind, told.Version));
    }

    [Theory]
    [InlineData("Microsoft.ResourceNotifications.Resources.Deleted", """{"resourceInfo":{"id":"~Network/publicIPAddresses/pip"}}""", ChangeKind.Deleted)]
    [InlineData("Microsoft.Resources.ResourceWriteSuccess", """{"resourceUri":"~Network/publicIPAddresses/pip"}""", ChangeKind.Unread)]
    [InlineData("Microsoft.Resources.ResourceDeleteSuccess", """{"resourceUri":"~Network/publicIPAddresses/pip"}""", ChangeKind.Deleted)]
    public void an_event_without_body_deletes_or_leaves_unread(string type, string data, ChangeKind kind)
    {
        var cloudEvent = Event(type, data).Replace("eventType", "type", StringComparison.Ordinal).Replace("eventTime", "time", StringComparison.Ordinal).Replace("\"dataVersion\"", "\"specversion\"", StringComparison.Ordinal);
        Assert.All([Event(type, data), $"[{Event(type, data)}]", cloudEvent], document => Assert.Equal(
            (Id("Network/publicIPAddresses/pip"), kind, DateTimeOffset.Parse("2026-01-01T00:00:09Z", null)),
            Assert.Single(Told(document)) is var told ? (told.Id, told.Kind, told.Version!.Value) : default));
    }

    [Theory]
    [InlineData("Microsoft.Resources.ResourceWriteFailure")]
    [InlineData("Microsoft.Resources.ResourceWriteCancel")]
    [InlineData("Microsoft.Storage.BlobCreated")]
    public void an_event_that_changes_no_resource_tells_nothing(string type) => Assert.Empty(Told(Event(type, """{"resourceUri":"~Network/publicIPAddresses/pip"}""")));

    [Theory]
    [InlineData("ResourceWriteSuccess")]
    [InlineData("ResourceDeleteSuccess")]
    public void a_part_that_was_written_or_deleted_leaves_its_owner_unread(string what)
    {
        var told = Assert.Single(Told(Event($"Microsoft.Resources.{what}", """{"resourceUri":"~Network/networkSecurityGroups/nsg/securityRules/ssh"}""")));
        Assert.Equal((Id("Network/networkSecurityGroups/nsg"), ChangeKind.Unread), (told.Id, told.Kind));
    }

    [Theory]
    [InlineData("2026-01-01T00:00:02Z", "2026-01-01T00:00:01Z", VerdictStatus.NotReachable)] // alone, with a group that denies, is newer
    [InlineData("2026-01-01T00:00:01Z", "2026-01-01T00:00:02Z", VerdictStatus.Reachable)] // in the network, without, is newer
    [InlineData("2026-01-01T00:00:01Z", "2026-01-01T00:00:01Z", VerdictStatus.Unknown)] // neither is
    public void of_two_copies_of_a_subnet_the_newer_counts(string alone, string whole, VerdictStatus status)
    {
        string At(string time, string body) => Event("Microsoft.ResourceNotifications.Resources.CreatedOrUpdated", $$$$"""{"resourceInfo":{{{{body}}}},"operationalInfo":{"resourceEventTime":"{{{{time}}}}"}}""");
        const string Alone = """{"id":"~Network/virtualNetworks/v/subnets/a","type":"Microsoft.Network/virtualNetworks/subnets","properties":{"addressPrefix":"10.0.0.0/24","networkSecurityGroup":{"id":"~Network/networkSecurityGroups/nsg"}}}""";
        string[] world = [At(alone, Alone), At(whole, Vnet()), Machine, Nic(HasPublicAddress), PublicAddress(sku: "Basic"), SecurityGroup("nsg")];
        Assert.Equal(status, Of(world).Status);
        Assert.Equal(status, Of(world.Reverse()).Status);
    }

    [Theory]
    [InlineData("""{"Reservations":[{"Instances":[{"InstanceId":"i-1"}]}]}""")]
    [InlineData("""{"asset":{"name":"//compute.googleapis.com/projects/p/zones/z/instances/i","assetType":"compute.googleapis.com/Instance","resource":{"data":{"id":"1"}}}}""")]
    [InlineData("""{"value":[{"id":1},"text",null,7]}""")]
    [InlineData("17")]
    public void other_documents_tell_nothing(string document) => Assert.Empty(Told(document));
}
