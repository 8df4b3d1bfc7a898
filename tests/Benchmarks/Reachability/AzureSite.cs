namespace ExposurePipeline.Benchmarks.Reachability;

/// <summary>A virtual network with three tiers of machines, as rows of Azure Resource Graph.</summary>
internal static class AzureSite
{
    private const int Machines = 20;
    private const int Public = 5;

    /// <summary>The rows; lists of one answer are one.</summary>
    public static IEnumerable<(string List, string Row)> Resources(int site, Random draw) => Rows(site, draw).Select(static row => ("data", row));

    private static IEnumerable<string> Rows(int site, Random draw)
    {
        var at = $"/subscriptions/{site / 50:x8}-1b2c-4d5e-8f90-123456789abc/resourceGroups/rg-workload-{site}/providers/Microsoft.";
        yield return Network(at, site);
        for (var tier = 0; tier < 3; tier++)
        {
            yield return SecurityGroup(at, site, tier, draw);
        }

        yield return Row(at, "Network/routeTables", "routes", """{"provisioningState":"Succeeded","disableBgpRoutePropagation":false,"routes":[{"name":"on-premises","properties":{"addressPrefix":"192.168.0.0/16","nextHopType":"VirtualNetworkGateway","provisioningState":"Succeeded"}}]}""");
        yield return Balancer(at, site);
        for (var machine = 0; machine < Machines; machine++)
        {
            yield return Interface(at, machine);
            yield return Machine(at, machine);
            yield return Row(at, "Compute/disks", $"vm-{machine}_OsDisk_1", $$$$"""{"osType":"Linux","hyperVGeneration":"V2","diskSizeGB":30,"diskIOPSReadWrite":500,"diskMBpsReadWrite":60,"encryption":{"type":"EncryptionAtRestWithPlatformKey"},"timeCreated":"2025-11-0{{{{1 + (machine % 9)}}}}T08:15:30.1234567Z","provisioningState":"Succeeded","diskState":"Attached","networkAccessPolicy":"AllowAll","publicNetworkAccess":"Enabled"}""");
        }

        for (var address = 0; address <= Public; address++)
        {
            yield return Address(at, site, address);
        }

        yield return Row(at, "Sql/servers", $"sql-{site}", $$$$"""{"administratorLogin":"dba","version":"12.0","state":"Ready","fullyQualifiedDomainName":"sql-{{{{site}}}}.database.windows.net","privateEndpointConnections":[],"minimalTlsVersion":"1.2","publicNetworkAccess":"{{{{(site % 3 == 0 ? "Disabled" : "Enabled")}}}}","restrictOutboundNetworkAccess":"Disabled"}""");
        yield return Row(at, $"Sql/servers/sql-{site}/firewallRules", "office", $$$$"""{"startIpAddress":"81.2.{{{{site % 250}}}}.0","endIpAddress":"81.2.{{{{site % 250}}}}.255"}""");
        yield return Storage(at, site, draw);
    }

    private static string Network(string at, int site) => Row(at, "Network/virtualNetworks", "vnet", $$$$"""
        {"provisioningState":"Succeeded","resourceGuid":"{{{{site:x8}}}}-77aa-4bcd-9e01-23456789abcd","addressSpace":{"addressPrefixes":["10.{{{{site % 250}}}}.0.0/16"]},"subnets":[{{{{string.Join(',', Enumerable.Range(0, 3).Select(tier => $$$$"""
        {"name":"tier-{{{{tier}}}}","id":"{{{{at}}}}Network/virtualNetworks/vnet/subnets/tier-{{{{tier}}}}","etag":"W/\"{{{{site:x8}}}}\"","properties":{"provisioningState":"Succeeded","addressPrefix":"10.{{{{site % 250}}}}.{{{{tier}}}}.0/24","networkSecurityGroup":{"id":"{{{{at}}}}Network/networkSecurityGroups/nsg-{{{{tier}}}}"},"routeTable":{"id":"{{{{at}}}}Network/routeTables/routes"},"delegations":[],"serviceEndpoints":[],"privateEndpointNetworkPolicies":"Disabled","privateLinkServiceNetworkPolicies":"Enabled"},"type":"Microsoft.Network/virtualNetworks/subnets"}
        """.Trim()))}}}}],"virtualNetworkPeerings":[],"enableDdosProtection":false}
        """);

    private static string SecurityGroup(string at, int site, int tier, Random draw)
    {
        string[] rules =
        [
            .. tier == 0 ? [Rule(at, tier, 100, "Allow", "Tcp", "Internet", "443"), Rule(at, tier, 110, "Allow", "Tcp", "*", "80")] : Array.Empty<string>(),
            Rule(at, tier, 200, "Allow", "Tcp", site % 7 == 0 ? "*" : $"81.2.{draw.Next(250)}.0/24", "22"),
            Rule(at, tier, 210, "Deny", "*", $"45.{draw.Next(250)}.0.0/16", "*"),
            Rule(at, tier, 300, "Allow", "Tcp", "VirtualNetwork", $"{8000 + draw.Next(1000)}"),
            .. Enumerable.Range(0, draw.Next(6)).Select(n => Rule(at, tier, 400 + n, n % 3 == 0 ? "Deny" : "Allow", n % 2 == 0 ? "Tcp" : "Udp", $"{20 + draw.Next(60)}.{draw.Next(250)}.{draw.Next(250)}.0/24", $"{9000 + (n * 10)}-{9005 + (n * 10)}")),
            Rule(at, tier, 4000, "Deny", "*", "*", "*"),
        ];
        return Row(at, "Network/networkSecurityGroups", $"nsg-{tier}", $$$$"""
            {"provisioningState":"Succeeded","resourceGuid":"{{{{site:x8}}}}-0{{{{tier}}}}aa-4bcd-9e01-23456789abcd","securityRules":[{{{{string.Join(',', rules)}}}}],"defaultSecurityRules":[{{{{Rule(at, tier, 65000, "Allow", "*", "VirtualNetwork", "*", "VirtualNetwork")}}}},{{{{Rule(at, tier, 65001, "Allow", "*", "AzureLoadBalancer", "*")}}}},{{{{Rule(at, tier, 65500, "Deny", "*", "*", "*")}}}}],"subnets":[{"id":"{{{{at}}}}Network/virtualNetworks/vnet/subnets/tier-{{{{tier}}}}"}]}
            """);
    }

    private static string Rule(string at, int tier, int priority, string access, string protocol, string source, string ports, string destination = "*") => $$$$"""
        {"name":"rule-{{{{priority}}}}","id":"{{{{at}}}}Network/networkSecurityGroups/nsg-{{{{tier}}}}/securityRules/rule-{{{{priority}}}}","etag":"W/\"5f1c2d3e-4b5a-4968-8776-655443322110\"","type":"Microsoft.Network/networkSecurityGroups/securityRules","properties":{"provisioningState":"Succeeded","protocol":"{{{{protocol}}}}","sourcePortRange":"*","destinationPortRange":"{{{{ports}}}}","sourceAddressPrefix":"{{{{source}}}}","destinationAddressPrefix":"{{{{destination}}}}","access":"{{{{access}}}}","priority":{{{{priority}}}},"direction":"Inbound","sourcePortRanges":[],"destinationPortRanges":[],"sourceAddressPrefixes":[],"destinationAddressPrefixes":[]}}
        """;

    private static string Interface(string at, int machine) => Row(at, "Network/networkInterfaces", $"nic-{machine}", $$$$"""
        {"provisioningState":"Succeeded","resourceGuid":"9c0f7a51-{{{{machine:x4}}}}-4bcd-9e01-23456789abcd","ipConfigurations":[{"name":"ipconfig1","id":"{{{{at}}}}Network/networkInterfaces/nic-{{{{machine}}}}/ipConfigurations/ipconfig1","etag":"W/\"5f1c2d3e\"","type":"Microsoft.Network/networkInterfaces/ipConfigurations","properties":{"provisioningState":"Succeeded","privateIPAddress":"10.0.{{{{machine % 3}}}}.{{{{4 + machine}}}}","privateIPAllocationMethod":"Dynamic","primary":true,"privateIPAddressVersion":"IPv4","subnet":{"id":"{{{{at}}}}Network/virtualNetworks/vnet/subnets/tier-{{{{machine % 3}}}}"}{{{{(machine < Public ? $$$$""","publicIPAddress":{"id":"{{{{at}}}}Network/publicIPAddresses/pip-{{{{machine}}}}"}""" : "")}}}}{{{{(machine % 3 == 0 ? $$$$""","loadBalancerBackendAddressPools":[{"id":"{{{{at}}}}Network/loadBalancers/lb/backendAddressPools/web"}]""" : "")}}}}}}],"dnsSettings":{"dnsServers":[],"appliedDnsServers":[],"internalDomainNameSuffix":"abcdefgh.bx.internal.cloudapp.net"},"macAddress":"00-0D-3A-{{{{machine:X2}}}}-11-22","enableAcceleratedNetworking":true,"enableIPForwarding":false,"primary":true,"virtualMachine":{"id":"{{{{at}}}}Compute/virtualMachines/vm-{{{{machine}}}}"},"hostedWorkloads":[],"tapConfigurations":[],"nicType":"Standard"}
        """);

    private static string Machine(string at, int machine) => Row(at, "Compute/virtualMachines", $"vm-{machine}", $$$$"""
        {"vmId":"1d3c5b7a-{{{{machine:x4}}}}-4bcd-9e01-23456789abcd","provisioningState":"Succeeded","timeCreated":"2025-11-01T08:15:30.1234567+00:00","hardwareProfile":{"vmSize":"Standard_D2s_v5"},"storageProfile":{"imageReference":{"publisher":"Canonical","offer":"0001-com-ubuntu-server-jammy","sku":"22_04-lts-gen2","version":"latest","exactVersion":"22.04.202510010"},"osDisk":{"osType":"Linux","name":"vm-{{{{machine}}}}_OsDisk_1","createOption":"FromImage","caching":"ReadWrite","managedDisk":{"storageAccountType":"Premium_LRS","id":"{{{{at}}}}Compute/disks/vm-{{{{machine}}}}_OsDisk_1"},"deleteOption":"Delete","diskSizeGB":30},"dataDisks":[]},"osProfile":{"computerName":"vm-{{{{machine}}}}","adminUsername":"azureuser","linuxConfiguration":{"disablePasswordAuthentication":true,"provisionVMAgent":true},"secrets":[],"allowExtensionOperations":true},"networkProfile":{"networkInterfaces":[{"id":"{{{{at}}}}Network/networkInterfaces/nic-{{{{machine}}}}","properties":{"primary":true}}]},"extended":{"instanceView":{"computerName":"vm-{{{{machine}}}}","osName":"ubuntu","osVersion":"22.04","powerState":{"code":"PowerState/{{{{(machine == 19 ? "deallocated" : "running")}}}}","displayStatus":"VM running","level":"Info"} } } }
        """);

    private static string Address(string at, int site, int address) => Row(at, "Network/publicIPAddresses", $"pip-{address}", $$$$"""
        {"provisioningState":"Succeeded","resourceGuid":"2e4d6c8b-{{{{address:x4}}}}-4bcd-9e01-23456789abcd","ipAddress":"20.{{{{site / 250 % 250}}}}.{{{{site % 250}}}}.{{{{10 + address}}}}","publicIPAddressVersion":"IPv4","publicIPAllocationMethod":"Static","idleTimeoutInMinutes":4,"ipTags":[],"ipConfiguration":{"id":"{{{{at}}}}Network/{{{{(address == Public ? "loadBalancers/lb/frontendIPConfigurations/front" : $"networkInterfaces/nic-{address}/ipConfigurations/ipconfig1")}}}}"}}
        """, """{"name":"Standard","tier":"Regional"}""");

    private static string Balancer(string at, int site) => Row(at, "Network/loadBalancers", "lb", $$$$"""
        {"provisioningState":"Succeeded","resourceGuid":"{{{{site:x8}}}}-99aa-4bcd-9e01-23456789abcd","frontendIPConfigurations":[{"name":"front","id":"{{{{at}}}}Network/loadBalancers/lb/frontendIPConfigurations/front","type":"Microsoft.Network/loadBalancers/frontendIPConfigurations","properties":{"provisioningState":"Succeeded","privateIPAllocationMethod":"Dynamic","publicIPAddress":{"id":"{{{{at}}}}Network/publicIPAddresses/pip-{{{{Public}}}}"}}}],"backendAddressPools":[{"name":"web","id":"{{{{at}}}}Network/loadBalancers/lb/backendAddressPools/web","type":"Microsoft.Network/loadBalancers/backendAddressPools","properties":{"provisioningState":"Succeeded","backendIPConfigurations":[{{{{string.Join(',', Enumerable.Range(0, Machines).Where(static n => n % 3 == 0).Select(n => $$$$"""{"id":"{{{{at}}}}Network/networkInterfaces/nic-{{{{n}}}}/ipConfigurations/ipconfig1"}"""))}}}}]}}],"loadBalancingRules":[{"name":"https","id":"{{{{at}}}}Network/loadBalancers/lb/loadBalancingRules/https","type":"Microsoft.Network/loadBalancers/loadBalancingRules","properties":{"provisioningState":"Succeeded","frontendIPConfiguration":{"id":"{{{{at}}}}Network/loadBalancers/lb/frontendIPConfigurations/front"},"frontendPort":443,"backendPort":443,"enableFloatingIP":false,"idleTimeoutInMinutes":4,"protocol":"Tcp","enableTcpReset":false,"loadDistribution":"Default","backendAddressPool":{"id":"{{{{at}}}}Network/loadBalancers/lb/backendAddressPools/web"}}}],"probes":[],"inboundNatRules":[],"outboundRules":[],"inboundNatPools":[]}
        """, """{"name":"Standard","tier":"Regional"}""");

    private static string Storage(string at, int site, Random draw) => Row(at, "Storage/storageAccounts", $"store{site}", $$$$"""
        {"provisioningState":"Succeeded","creationTime":"2025-11-01T08:15:30.1234567Z","primaryLocation":"westeurope","statusOfPrimary":"available","accessTier":"Hot","minimumTlsVersion":"TLS1_2","supportsHttpsTrafficOnly":true,"allowBlobPublicAccess":{{{{(site % 4 == 0 ? "true" : "false")}}}},"publicNetworkAccess":"Enabled","networkAcls":{"bypass":"AzureServices","virtualNetworkRules":[],"ipRules":[{"value":"81.{{{{draw.Next(250)}}}}.3.0/24","action":"Allow"}],"defaultAction":"{{{{(site % 2 == 0 ? "Deny" : "Allow")}}}}"},"encryption":{"keySource":"Microsoft.Storage","services":{"blob":{"enabled":true,"keyType":"Account"},"file":{"enabled":true,"keyType":"Account"} } },"primaryEndpoints":{"blob":"https://store{{{{site}}}}.blob.core.windows.net/","file":"https://store{{{{site}}}}.file.core.windows.net/","dfs":"https://store{{{{site}}}}.dfs.core.windows.net/"} }
        """);

    private static string Row(string at, string type, string name, string properties, string sku = "null") => $$$$"""
        {"id":"{{{{at}}}}{{{{type}}}}/{{{{name}}}}","name":"{{{{name}}}}","type":"microsoft.{{{{Bare(type)}}}}","tenantId":"72f988bf-86f1-41af-91ab-2d7cd011db47","kind":"","location":"westeurope","resourceGroup":"rg","subscriptionId":"{{{{at.AsSpan(15, 36)}}}}","managedBy":"","sku":{{{{sku}}}},"plan":null,"properties":{{{{properties.Trim()}}}},"tags":{"environment":"production","owner":"platform-team","costCenter":"4711"},"identity":null,"zones":null,"extendedLocation":null}
        """;

    // The names between are no part of a type.
    private static string Bare(string type) => type.ToLowerInvariant().Split('/') is [var provider, var one, _, var two] ? $"{provider}/{one}/{two}" : type.ToLowerInvariant();
}
