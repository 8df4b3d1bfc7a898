using System.Text.Json;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Tests.Reachability.Azure;

/// <summary>Bodies as Azure Resource Manager writes them, short: <c>~</c> stands for the id up to the provider.</summary>
internal static class AzureWorld
{
    public const string Group = "/subscriptions/s/resourceGroups/g/providers/Microsoft.";

    /// <summary>One network 10.0.0.0/16, one subnet without anything, one machine with one interface at 10.0.0.4.</summary>
    public static string Vnet(string subnet = "", string more = "") => $$$$"""
        {"id":"~Network/virtualNetworks/v","name":"v","type":"Microsoft.Network/virtualNetworks","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},{{{{more}}}}
         "subnets":[{"id":"~Network/virtualNetworks/v/subnets/a","name":"a","properties":{"addressPrefix":"10.0.0.0/24"{{{{subnet}}}}}},
                    {"id":"~Network/virtualNetworks/v/subnets/gw","name":"gw","properties":{"addressPrefix":"10.0.9.0/24"}}]}}
        """;

    public const string Machine = """
        {"id":"~Compute/virtualMachines/vm","type":"Microsoft.Compute/virtualMachines","properties":{"networkProfile":{"networkInterfaces":[{"id":"~Network/networkInterfaces/nic"}]}}}
        """;

    public const string HasPublicAddress = ""","publicIPAddress":{"id":"~Network/publicIPAddresses/pip"}""";

    public const string HasGroup = ""","networkSecurityGroup":{"id":"~Network/networkSecurityGroups/nsg"}""";

    /// <summary>The machine's interface.</summary>
    /// <param name="configuration">More of the ip configuration.</param>
    /// <param name="card">More of the interface.</param>
    public static string Nic(string configuration = "", string card = "") => $$$$"""
        {"id":"~Network/networkInterfaces/nic","type":"Microsoft.Network/networkInterfaces","properties":{"virtualMachine":{"id":"~Compute/virtualMachines/vm"},
         "ipConfigurations":[{"id":"~Network/networkInterfaces/nic/ipConfigurations/c","name":"c","properties":{"primary":true,"privateIPAddress":"10.0.0.4",
           "subnet":{"id":"~Network/virtualNetworks/v/subnets/a"}{{{{configuration}}}}}}]{{{{card}}}}}}
        """;

    public static string PublicAddress(string? address = "20.1.2.3", string sku = "Standard", string name = "pip", string more = "") => $$$$"""
        {"id":"~Network/publicIPAddresses/{{{{name}}}}","type":"Microsoft.Network/publicIPAddresses","sku":{"name":"{{{{sku}}}}"},
         "properties":{"publicIPAddressVersion":"{{{{(address?.Contains(':') == true ? "IPv6" : "IPv4")}}}}"{{{{(address is null ? "" : $",\"ipAddress\":\"{address}\"")}}}}{{{{more}}}}}}
        """;

    public static string SecurityGroup(string name, params string[] rules) => $$$$"""
        {"id":"~Network/networkSecurityGroups/{{{{name}}}}","type":"Microsoft.Network/networkSecurityGroups","properties":{"securityRules":[{{{{string.Join(',', rules)}}}}]}}
        """;

    public static string Rule(int priority, string access, string ports, string source = "*", string protocol = "Tcp", string more = "", string destination = "*") => $$$$"""
        {"name":"r{{{{priority}}}}","properties":{"priority":{{{{priority}}}},"access":"{{{{access}}}}","direction":"Inbound","protocol":"{{{{protocol}}}}","sourcePortRange":"*",
         "destinationPortRange":"{{{{ports}}}}","sourceAddressPrefix":"{{{{source}}}}","destinationAddressPrefix":"{{{{destination}}}}"{{{{more}}}}}}
        """;

    /// <summary>Who is on the internet.</summary>
    public static InternetSources Internet { get; } = InternetSources.Of(ExposurePolicy.Default);

    public static Assessment Given(params IEnumerable<string> bodies)
    {
        var assessment = new Assessment(Internet);
        assessment.Accept(assessment.Propose(bodies.SelectMany(body => Clouds.Changes(Parse(body))), DateTimeOffset.UnixEpoch));
        return assessment;
    }

    /// <summary>The verdict of the machine.</summary>
    public static Verdict Of(params IEnumerable<string> bodies) => Given(bodies).Find(Id("Compute/virtualMachines/vm"))!;

    public static ResourceId Id(string path) => new(Cloud.Azure, (Group + path).ToLowerInvariant());

    public static Body Parse(string body) => new(JsonSerializer.Deserialize<JsonElement>(body.Replace("~", Group, StringComparison.Ordinal)));

    /// <summary>The open boxes, shortly: <c>tcp/22</c>; of IPv4 alone unless of both families alike.</summary>
    public static string Open(Verdict verdict) =>
        string.Join(' ', verdict.Reach.Certain.Boxes.Select(box => $"{(box.Family is Family.V6 ? "v6:" : "")}{box}").Distinct());
}
