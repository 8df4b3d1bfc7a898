using System.Text.Json;
using System.Text.Json.Nodes;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Reachability.Azure;

/// <summary>The command line prints bodies without their <c>properties</c>, every setting beside the id and the name.</summary>
public sealed class FlattenedTests
{
    [SampleTheory]
    [InlineData("batfish-azure/cloud-azure")]
    [InlineData("batfish-azure/test-nsg")]
    [InlineData("batfish-azure/test-postgres")]
    [InlineData("cloud-custodian-azure")]
    public void bodies_without_properties_say_the_same(string folder)
    {
        var documents = Directory.GetFiles(Repository.Shared(["cloud", .. folder.Split('/')]), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(static file => JsonNode.Parse(File.ReadAllText(file))!).ToList();
        var whole = Told(documents);
        Assert.NotEqual("", whole);
        Assert.Equal(whole, Told(documents.Select(static document => Flat(document)!)));
    }

    [Theory]
    [InlineData(""","networkRuleSet":{"defaultAction":"Deny","ipRules":[{"ipAddressOrRange":"8.8.8.0/24","action":"Allow"}]}""", Width.Narrow)] // as networkAcls of the body
    [InlineData(""","networkRuleSet":{"defaultAction":"Allow"}""", Width.Wide)]
    public void the_command_lines_own_names_are_known(string settings, Width width)
    {
        var verdict = AzureWorld.Given($$"""{"id":"~Storage/storageAccounts/st","type":"Microsoft.Storage/storageAccounts","publicNetworkAccess":"Enabled","enableHttpsTrafficOnly":true{{settings}}}""").Verdicts.Single();
        Assert.Equal((width, "tcp/443"), (verdict.WidthFor(AzureWorld.Internet), AzureWorld.Open(verdict)));
    }

    private static string Told(IEnumerable<JsonNode> documents)
    {
        var assessment = new Assessment(AzureWorld.Internet);
        assessment.Accept(assessment.Propose(documents.SelectMany(static document => Clouds.Changes(new(JsonSerializer.SerializeToElement(document)))), DateTimeOffset.UnixEpoch));
        return string.Join('\n', assessment.Verdicts.Select(static verdict => Explanation.Of(verdict)));
    }

    private static JsonNode? Flat(JsonNode? node) => node switch
    {
        JsonArray items => new JsonArray([.. items.Select(Flat)]),
        JsonObject members => new JsonObject(members.Where(static member => member.Key != "properties").Concat(members["properties"] as JsonObject ?? [])
            .DistinctBy(static member => member.Key)
            .Select(static member => KeyValuePair.Create(member.Key, Flat(member.Value)))),
        _ => node?.DeepClone(),
    };
}
