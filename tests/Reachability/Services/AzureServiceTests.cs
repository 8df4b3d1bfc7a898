using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;
using Xunit;
using static ExposurePipeline.Tests.Reachability.Services.Cases;

namespace ExposurePipeline.Tests.Reachability.Services;

public sealed class AzureServiceTests
{
    private const string Group = "/subscriptions/s/resourceGroups/g/providers/";
    private const string Storage = "Microsoft.Storage/storageAccounts";
    private const string Ai = "Microsoft.CognitiveServices/accounts";
    private const string Search = "Microsoft.Search/searchServices";
    private const string Aks = "Microsoft.ContainerService/managedClusters";
    private const string Apim = "Microsoft.ApiManagement/service";

    [Theory]
    [InlineData("{}", Width.Wide)] // all networks are the default
    [InlineData("""{"networkAcls":{"defaultAction":"Allow","ipRules":[{"value":"40.1.2.3"}]}}""", Width.Wide)] // rules matter only when the default is Deny
    [InlineData("""{"networkAcls":{"defaultAction":"Deny","ipRules":[]}}""", null)]
    [InlineData("""{"networkAcls":{"defaultAction":"deny","ipRules":[{"value":"40.1.2.0/24","action":"Allow"}]}}""", Width.Narrow)]
    [InlineData("""{"networkAcls":{"defaultAction":"Deny","ipRules":[{"value":"0.0.0.0/1"},{"value":"128.0.0.0/1"}]}}""", Width.Wide)] // two halves
    [InlineData("""{"networkAcls":{"defaultAction":"Deny","bypass":"AzureServices","virtualNetworkRules":[{"id":"/x","action":"Allow"}]}}""", null)] // no strangers
    [InlineData("""{"publicNetworkAccess":"Disabled","networkAcls":{"defaultAction":"Allow"}}""", null)]
    public void storage_and_ai_accounts_serve_all_networks_until_the_default_action_is_deny(string properties, Width? width)
    {
        Assert.Equal(width, Judge(Service(Storage, properties)).Width());
        Assert.Equal(width, Judge(Service(Ai, properties)).Width());
        Assert.Equal(width is null ? VerdictStatus.NotReachable : VerdictStatus.Reachable, Judge(Service(Storage, properties)).Status);
    }

    [Theory]
    [InlineData("""{"networkAcls":"defaultAction"}""", "networkAcls")] // a template in which nothing can be read
    [InlineData("""{"networkAcls":{"defaultAction":"[parameters('action')]"}}""", "defaultAction")]
    [InlineData("""{"networkAcls":{"defaultAction":"Deny","ipRules":[{"value":"[parameters('ip')]"}]}}""", "firewall")]
    [InlineData("""{"publicNetworkAccess":"SecuredByPerimeter"}""", "perimeter")]
    public void what_decides_and_cannot_be_read_leaves_storage_unknown(string properties, string missing) => Judge(Service(Storage, properties)).AssertUnknown(missing);

    [Theory]
    [InlineData("StorageV2", "{}", new[] { 443, 445 })]
    [InlineData("StorageV2", """{"supportsHttpsTrafficOnly":0}""", new[] { 80, 443, 445 })]
    [InlineData("BlobStorage", """{"supportsHttpsTrafficOnly":false}""", new[] { 80, 443 })]
    [InlineData("BlockBlobStorage", """{"isSftpEnabled":true}""", new[] { 22, 443 })]
    [InlineData("StorageV2", """{"primaryEndpoints":{"blob":"https://a.blob.core.windows.net/"}}""", new[] { 443 })] // its endpoints say that it has no files
    public void storage_listens_for_what_it_offers(string kind, string properties, int[] ports)
    {
        var verdict = Judge(AzureBody(Storage, $"{Group}{Storage}/a", $$"""{"kind":"{{kind}}","properties":{{properties}} }"""));
        Assert.Equal(ports, verdict.Reach.Certain.Boxes.Select(box => box.Ports.First));
    }

    [Theory]
    [InlineData("true", "Blob", PublicAccess.Yes)]
    [InlineData("1", "Container", PublicAccess.Yes)]
    [InlineData("true", "None", PublicAccess.No)]
    [InlineData("true", null, PublicAccess.Unknown)] // containers were not read
    [InlineData("false", "Container", PublicAccess.No)] // the account forbids it
    [InlineData("false", null, PublicAccess.No)]
    [InlineData("null", "Blob", PublicAccess.Unknown)] // the default depends on the account's age
    [InlineData("null", "None", PublicAccess.No)]
    [InlineData("true", "[parameters('p')]", PublicAccess.Unknown)]
    public void storage_is_public_where_the_account_allows_it_and_a_container_offers_it(string allowed, string? level, PublicAccess access)
    {
        var account = Service(Storage, $$"""{"allowBlobPublicAccess":{{allowed}} }""");
        var container = AzureBody($"{Storage}/blobServices/containers", $"{Group}{Storage}/a/blobServices/default/containers/c", $$"""{"properties":{"publicAccess":"{{level}}"} }""");
        Assert.Equal(access, (level is null ? Judge(account) : Judge(account, container)).Access);
    }

    [Fact]
    public void exposed_and_public_are_two_facts()
    {
        var narrow = Judge(Service(Storage, """{"allowBlobPublicAccess":false,"networkAcls":{"defaultAction":"Deny"}}"""));
        Assert.Equal((VerdictStatus.NotReachable, VerdictStatus.Reachable, PublicAccess.No), (narrow.Status, narrow.Exposed, narrow.Access));
        var closed = Judge(Service(Storage, """{"publicNetworkAccess":"Disabled"}"""));
        Assert.Equal((VerdictStatus.NotReachable, VerdictStatus.NotReachable), (closed.Status, closed.Exposed));
    }

    [Theory]
    [InlineData("OpenAI", "Azure OpenAI")]
    [InlineData("AIServices", "Azure AI services")]
    [InlineData("Face", "Azure AI services")]
    public void ai_accounts_are_told_apart_by_their_kind(string kind, string name)
    {
        var account = Read(AzureBody(Ai, $"{Group}{Ai}/a", $$"""{"kind":"{{kind}}","properties":{} }"""));
        var row = Assert.Single(AssetKinds.All, row => row.Analyse(account, new Estate(), Now, Internet) is not null);
        Assert.Equal(name, row.Kind.Name);
    }

    [Theory]
    [InlineData("{}", Width.Wide)]
    [InlineData("""{"publicNetworkAccess":"enabled","networkRuleSet":{"ipRules":[]}}""", Width.Wide)] // no rule, no restriction
    [InlineData("""{"publicNetworkAccess":"enabled","networkRuleSet":{"ipRules":[{"value":"40.1.2.3"}],"bypass":"AzureServices"}}""", Width.Narrow)]
    [InlineData("""{"publicNetworkAccess":"disabled"}""", null)]
    public void search_serves_everyone_until_a_rule_narrows_it(string properties, Width? width) => Assert.Equal(width, Judge(Service(Search, properties)).Width());

    [Theory]
    [InlineData("{}", Width.Wide)]
    [InlineData("""{"apiServerAccessProfile":{"authorizedIPRanges":[]}}""", Width.Wide)]
    [InlineData("""{"apiServerAccessProfile":{"authorizedIPRanges":["73.140.245.0/24"],"enablePrivateCluster":"false"}}""", Width.Narrow)] // an allow list makes it narrow, not safe
    [InlineData("""{"apiServerAuthorizedIPRanges":["73.140.245.0/24"]}""", Width.Narrow)] // as of 2019
    [InlineData("""{"apiServerAccessProfile":{"authorizedIPRanges":["0.0.0.0/32"]}}""", null)] // the cluster's own outbound address only
    [InlineData("""{"apiServerAccessProfile":{"enablePrivateCluster":true,"enablePrivateClusterPublicFQDN":true}}""", null)] // a public name of a private address
    [InlineData("""{"publicNetworkAccess":"Disabled"}""", null)]
    [InlineData("""{"powerState":{"code":"Stopped"}}""", null)]
    public void the_api_server_of_aks_is_public_unless_it_is_private_and_narrow_with_a_list(string properties, Width? width)
    {
        var verdict = Judge(Service(Aks, properties));
        Assert.Equal(width, verdict.Width());
        Assert.Equal(width is null ? VerdictStatus.NotReachable : VerdictStatus.Reachable, verdict.OnTcp(443));
    }

    [Fact]
    public void a_private_cluster_that_only_deployment_tells_is_unknown() =>
        Judge(Service(Aks, """{"apiServerAccessProfile":{"enablePrivateCluster":"[parameters('p')]"}}""")).AssertUnknown("enablePrivateCluster");

    [Theory]
    [InlineData("{}", "Developer", VerdictStatus.Reachable)]
    [InlineData("""{"virtualNetworkType":"None"}""", "Consumption", VerdictStatus.Reachable)]
    [InlineData("""{"virtualNetworkType":"Internal"}""", "Premium", VerdictStatus.NotReachable)]
    [InlineData("""{"virtualNetworkType":"External","virtualNetworkConfiguration":{"subnetResourceId":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/apim"}}""", "Premium", VerdictStatus.Unknown)] // its network security group was not read
    [InlineData("""{"virtualNetworkType":"External"}""", "StandardV2", VerdictStatus.Reachable)] // the network is for calls outwards
    [InlineData("""{"publicNetworkAccess":"Disabled"}""", "Premium", VerdictStatus.NotReachable)]
    [InlineData("""{"disableGateway":true}""", "Premium", VerdictStatus.NotReachable)]
    [InlineData("""{"disableGateway":true,"additionalLocations":[{"location":"West US"}]}""", "Premium", VerdictStatus.Reachable)] // another region answers
    [InlineData("""{"virtualNetworkType":"Sideways"}""", "Premium", VerdictStatus.Unknown)]
    public void an_api_gateway_is_public_unless_its_network_or_its_switches_say_otherwise(string properties, string sku, VerdictStatus status)
    {
        var service = AzureBody(Apim, $"{Group}{Apim}/a", $$"""{"sku":{"name":"{{sku}}"},"properties":{{properties}} }""");
        Assert.Equal(status, Judge(service).Status);
        Assert.Equal(status, Judge(Operation(), service, Api("""{"path":"orders"}""")).Status);
    }

    [Theory]
    [InlineData("{}", new[] { 443 })] // https is the default
    [InlineData("""{"protocols":["http","https"]}""", new[] { 80, 443 })]
    [InlineData("""{"protocols":["wss"]}""", new[] { 443 })]
    public void an_operation_is_reached_on_the_ports_of_its_api(string properties, int[] ports) =>
        Assert.Equal(ports, Judge(Operation(), Service(Apim, "{}"), Api(properties)).Reach.Certain.Boxes.Select(box => box.Ports.First));

    [Theory]
    [InlineData("{}", "a subscription key")]
    [InlineData("""{"subscriptionRequired":0}""", "no subscription key")]
    public void a_subscription_key_is_told_and_closes_nothing(string properties, string told)
    {
        var verdict = Judge(Operation(), Service(Apim, "{}"), Api(properties));
        Assert.Equal(Width.Wide, verdict.Width());
        Assert.Contains(verdict.Paths[0].Hops, hop => hop.Reason?.Contains(told, StringComparison.Ordinal) == true);
    }

    [Fact]
    public void an_operation_whose_service_or_api_was_not_read_is_unknown()
    {
        Judge(Operation(), Api("{}")).AssertUnknown("/service/a");
        Judge(Operation(), Service(Apim, "{}")).AssertUnknown("/apis/orders");
    }

    private static ResourceChange Service(string type, string properties) => AzureBody(type, $"{Group}{type}/a", $$"""{"name":"a","properties":{{properties}} }""");

    private static ResourceChange Api(string properties) => AzureBody($"{Apim}/apis", $"{Group}{Apim}/a/apis/orders", $$"""{"properties":{{properties}} }""");

    private static ResourceChange Operation() => AzureBody($"{Apim}/apis/operations", $"{Group}{Apim}/a/apis/orders/operations/get", """{"properties":{"method":"GET","urlTemplate":"/{id}"}}""");
}
