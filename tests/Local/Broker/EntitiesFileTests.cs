using ExposurePipeline.Local.Broker;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Local.Broker;

public sealed class EntitiesFileTests
{
    [Fact]
    public async Task the_shipped_file_declares_the_hubs_and_topics_of_the_flow()
    {
        await using var broker = await TestBroker.StartAsync(options => options with { EntitiesPath = Repository.File("infra", "local", "entities.json") });
        Assert.Equal(
            ["connections 4 $Default,archive", "inventory 2 $Default", "observations 4 $Default", "resources 2 $Default", "scans 2 $Default"],
            broker.Log.Hubs.Select(hub => $"{hub.Name} {hub.PartitionCount} {string.Join(',', hub.ConsumerGroups)}"));
        foreach (var topic in new[] { "tag-changes", "recommendations" })
        {
            await broker.SendAsync($"/{topic}/messages", "x", broker: """{"MessageId":"1"}""");
            await broker.SendAsync($"/{topic}/messages", "x", broker: """{"MessageId":"1"}""");
            Assert.Equal(201, (int)(await broker.PeekLockAsync($"/{topic}/subscriptions/all")).StatusCode);
            Assert.Equal(204, (int)(await broker.PeekLockAsync($"/{topic}/subscriptions/all")).StatusCode);
        }
    }

    [Fact]
    public async Task both_emulators_shapes_are_read_with_rules_of_both_kinds()
    {
        await using var broker = await StartAsync("""
            {"UserConfig":{ // comments are common in these files
             "NamespaceConfig":[{"Type":"EventHub","Name":"emulatorNs1","Entities":[{"Name":"eh1","PartitionCount":2,"ConsumerGroups":[{"Name":"cg1"}]}]}],
             "Namespaces":[{"Name":"sbemulatorns",
              "Queues":[{"Name":"queue.1","Properties":{"DefaultMessageTimeToLive":"PT1H","ForwardTo":"","LockDuration":"PT1M","MaxDeliveryCount":3,"RequiresDuplicateDetection":false,"RequiresSession":false}}],
              "Topics":[{"Name":"topic.1","Properties":{"DefaultMessageTimeToLive":"PT1H"},"Subscriptions":[{"Name":"s","Properties":{"LockDuration":"PT1M"},"Rules":[
                {"Name":"json","Properties":{"FilterType":"Correlation","CorrelationFilter":{"ContentType":"application/json","Properties":{"n":1}}}},
                {"Name":"sql","Properties":{"FilterType":"Sql","SqlFilter":{"SqlExpression":"userProp1 = 'value1'"}}}]}]}]}],
             "Logging":{"Type":"File"}}}
            """);
        Assert.Equal(["$Default", "cg1"], Assert.Single(broker.Log.Hubs).ConsumerGroups);
        await broker.SendAsync("/topic.1/messages", "neither", "text/plain");
        await broker.SendAsync("/topic.1/messages", "json", "application/json", headers: ("n", "1"));
        await broker.SendAsync("/topic.1/messages", "sql", headers: ("userProp1", "\"value1\""));
        Assert.Equal("json", await (await broker.PeekLockAsync("/topic.1/subscriptions/s")).Content.ReadAsStringAsync());
        Assert.Equal("sql", await (await broker.PeekLockAsync("/topic.1/subscriptions/s")).Content.ReadAsStringAsync());
        Assert.Equal(204, (int)(await broker.PeekLockAsync("/topic.1/subscriptions/s")).StatusCode);
    }

    [Theory]
    [InlineData("{", "entities.json")] // not JSON
    [InlineData("{}", "no UserConfig")]
    [InlineData("""{"UserConfig":{"NamespaceConfig":[{"Entities":[{"Name":"h","PartitionCount":33}]}]}}""", "Hub h: PartitionCount is 33")]
    [InlineData("""{"UserConfig":{"NamespaceConfig":[{"Entities":[{"Name":"h"}]}]}}""", "entities.json")] // PartitionCount is missing
    [InlineData("""{"UserConfig":{"Namespaces":[{"Queues":[{"Name":"q","Properties":{"LockDuration":"1 minute"}}]}]}}""", "entities.json")]
    [InlineData("""{"UserConfig":{"Namespaces":[{"Queues":[{"Name":"q","Properties":{"ForwardTo":"r"}}]}]}}""", "q: ForwardTo names r")]
    [InlineData("""{"UserConfig":{"Namespaces":[{"Queues":[{"Name":"q","Properties":{"RequiresSession":true}}]}]}}""", "RequiresSession")]
    [InlineData("""{"UserConfig":{"Namespaces":[{"Topics":[{"Name":"t","Subscriptions":[{"Name":"s","Rules":[{"Name":"r","Properties":{"SqlFilter":{"SqlExpression":"a ="}}}]}]}]}]}}""", "rule r: position 4")]
    [InlineData("""{"UserConfig":{"Namespaces":[{"Queues":[{"Name":"n"}],"Topics":[{"Name":"n"}]}]}}""", "taken by a Queue")]
    [InlineData("""{"UserConfig":{"NamespaceConfig":[{"Entities":[{"Name":"n","PartitionCount":1}]}],"Namespaces":[{"Topics":[{"Name":"n"}]}]}}""", "'n' names a hub and")]
    public async Task a_file_that_cannot_be_followed_stops_the_start_with_one_line(string json, string expected)
    {
        var refused = await Assert.ThrowsAsync<BrokerConfigurationException>(() => StartAsync(json));
        Assert.Contains(expected, refused.Message);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public async Task partitions_are_never_taken_away()
    {
        await using var broker = await TestBroker.StartAsync();
        await broker.Server.EnsureHub("h", 4);
        await Assert.ThrowsAsync<BrokerConfigurationException>(() => broker.Server.EnsureHub("H", 2));
        await broker.SendAsync("/h/partitions/3/messages", "x");
        await broker.Server.EnsureHub("h", 6);
        await broker.SendAsync("/h/partitions/3/messages", "y");
        await broker.SendAsync("/h/partitions/5/messages", "z");
        Assert.Equal([0L, 1L, 0L], (await broker.AllAsync("h")).Select(kept => kept.SequenceNumber));
    }

    private static async Task<TestBroker> StartAsync(string json)
    {
        var folder = Directory.CreateTempSubdirectory("entities-");
        try
        {
            var path = Path.Combine(folder.FullName, "entities.json");
            await File.WriteAllTextAsync(path, json);
            return await TestBroker.StartAsync(options => options with { EntitiesPath = path });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
