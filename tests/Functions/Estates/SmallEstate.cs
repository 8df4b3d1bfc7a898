using System.Text;

namespace ExposurePipeline.Tests.Functions.Estates;

/// <summary>Two machines in one network of Azure, each behind a security group of its own and with a public address, as Resource Manager writes them.</summary>
internal static class SmallEstate
{
    public const string Group = "/subscriptions/s/resourceGroups/g/providers/Microsoft.";

    public static IReadOnlyList<byte[]> All =>
    [
        Network, .. Machine("web", 4), .. Machine("db", 5), SecurityGroup("web", "443"), SecurityGroup("db", null),
    ];

    public static byte[] Network { get; } = Json("""
        {"id":"~Network/virtualNetworks/v","name":"v","type":"Microsoft.Network/virtualNetworks","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},
         "subnets":[{"id":"~Network/virtualNetworks/v/subnets/a","name":"a","properties":{"addressPrefix":"10.0.0.0/24"}}]}}
        """);

    public static string Id(string machine) => $"{Group}Compute/virtualMachines/{machine}".ToLowerInvariant();

    public static IEnumerable<byte[]> Machine(string name, int host) =>
    [
        Json($$$$"""{"id":"~Compute/virtualMachines/{{{{name}}}}","name":"{{{{name}}}}","type":"Microsoft.Compute/virtualMachines","properties":{"networkProfile":{"networkInterfaces":[{"id":"~Network/networkInterfaces/{{{{name}}}}"}]}}}"""),
        Json($$$$"""{"id":"~Network/publicIPAddresses/{{{{name}}}}","name":"{{{{name}}}}","type":"Microsoft.Network/publicIPAddresses","sku":{"name":"Standard"},"properties":{"publicIPAddressVersion":"IPv4","ipAddress":"20.1.2.{{{{host}}}}"}}"""),
        Interface(name, host),
    ];

    public static byte[] Interface(string name, int host, bool isPublic = true) => Json($$$$"""
        {"id":"~Network/networkInterfaces/{{{{name}}}}","name":"{{{{name}}}}","type":"Microsoft.Network/networkInterfaces","properties":{"virtualMachine":{"id":"~Compute/virtualMachines/{{{{name}}}}"},
         "networkSecurityGroup":{"id":"~Network/networkSecurityGroups/{{{{name}}}}"},
         "ipConfigurations":[{"id":"~Network/networkInterfaces/{{{{name}}}}/ipConfigurations/c","name":"c","properties":{"primary":true,"privateIPAddress":"10.0.0.{{{{host}}}}",
           "subnet":{"id":"~Network/virtualNetworks/v/subnets/a"}{{{{(isPublic ? $$$""","publicIPAddress":{"id":"~Network/publicIPAddresses/{{{name}}}"}""" : "")}}}}}}]}}
        """);

    /// <summary>Lets in one port, or none.</summary>
    public static byte[] SecurityGroup(string name, string? port) => Json($$$$"""
        {"id":"~Network/networkSecurityGroups/{{{{name}}}}","name":"{{{{name}}}}","type":"Microsoft.Network/networkSecurityGroups","properties":{"securityRules":[{{{{(port is null ? "" : Rule(port))}}}}]}}
        """);

    /// <summary>Event Grid tells that a resource was deleted.</summary>
    public static byte[] Deleted(string id, string time) => Json($$$$"""
        {"id":"e","topic":"/subscriptions/s","subject":"{{{{id}}}}","eventType":"Microsoft.Resources.ResourceDeleteSuccess","eventTime":"{{{{time}}}}","dataVersion":"1","metadataVersion":"1",
         "data":{"resourceInfo":{"id":"{{{{id}}}}","name":"x","type":"Microsoft.Compute/virtualMachines"},"operationalInfo":{"resourceEventTime":"{{{{time}}}}"}}}
        """);

    public static byte[] Json(string body) => Encoding.UTF8.GetBytes(body.Replace("~", Group, StringComparison.Ordinal));

    private static string Rule(string port) => $$$"""
        {"name":"in","properties":{"priority":100,"access":"Allow","direction":"Inbound","protocol":"Tcp","sourcePortRange":"*","destinationPortRange":"{{{port}}}","sourceAddressPrefix":"*","destinationAddressPrefix":"*"}}
        """;
}
