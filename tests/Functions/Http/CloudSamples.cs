namespace ExposurePipeline.Tests.Functions.Http;

/// <summary>A small estate in three clouds, as their own commands write it: in each a machine that the internet reaches at one port.</summary>
internal static class CloudSamples
{
    public const string Vm = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/web";
    public const string Nic = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkInterfaces/nic";
    public const string Nsg = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/nsg";
    public const string Instance = "i-0123456789abcdef0";
    public const string Group = "sg-1";
    public const string Builder = "//compute.googleapis.com/projects/p/zones/us-central1-a/instances/build";

    private const string Root = "https://www.googleapis.com/compute/v1/projects/p";

    public static string[] Azure { get; } =
    [
        $$$$"""{"id":"{{{{Vm}}}}","name":"web","type":"Microsoft.Compute/virtualMachines","properties":{"networkProfile":{"networkInterfaces":[{"id":"{{{{Nic}}}}"}]}}}""",
        $$$$"""
        {"id":"{{{{Nic}}}}","name":"nic","type":"Microsoft.Network/networkInterfaces","properties":{"virtualMachine":{"id":"{{{{Vm}}}}"},"networkSecurityGroup":{"id":"{{{{Nsg}}}}"},
         "ipConfigurations":[{"id":"{{{{Nic}}}}/ipConfigurations/c","name":"c","properties":{"primary":true,"privateIPAddress":"10.0.0.4",
           "subnet":{"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/a"},
           "publicIPAddress":{"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/publicIPAddresses/pip"}}}]}}
        """,
        """
        {"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v","name":"v","type":"Microsoft.Network/virtualNetworks","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},
         "subnets":[{"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/a","name":"a","properties":{"addressPrefix":"10.0.0.0/24"}}]}}
        """,
        """
        {"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/publicIPAddresses/pip","name":"pip","type":"Microsoft.Network/publicIPAddresses","sku":{"name":"Standard"},
         "properties":{"publicIPAddressVersion":"IPv4","ipAddress":"20.1.2.3"}}
        """,
        $$$$"""{"id":"{{{{Nsg}}}}","name":"nsg","type":"Microsoft.Network/networkSecurityGroups","properties":{"securityRules":[{{{{Rule("https", 100, 443)}}}}]}}""",
    ];

    public static string[] Aws { get; } =
    [
        $$$$"""
        {"Reservations":[{"Instances":[{"InstanceId":"{{{{Instance}}}}","State":{"Name":"running"},"VpcId":"vpc-1","SubnetId":"subnet-1","PublicIpAddress":"3.1.1.1","PrivateIpAddress":"10.0.0.4",
        "NetworkInterfaces":[{"NetworkInterfaceId":"eni-1","VpcId":"vpc-1","SubnetId":"subnet-1","PrivateIpAddress":"10.0.0.4","Groups":[{"GroupId":"{{{{Group}}}}"}],
        "PrivateIpAddresses":[{"Primary":true,"PrivateIpAddress":"10.0.0.4","Association":{"PublicIp":"3.1.1.1"}}]}]}]}]}
        """,
        """{"Vpcs":[{"VpcId":"vpc-1","CidrBlock":"10.0.0.0/16"}]}""",
        """{"Subnets":[{"SubnetId":"subnet-1","VpcId":"vpc-1","CidrBlock":"10.0.0.0/24"}]}""",
        """{"InternetGateways":[{"InternetGatewayId":"igw-1","Attachments":[{"VpcId":"vpc-1","State":"available"}]}]}""",
        """{"RouteTables":[{"RouteTableId":"rtb-1","VpcId":"vpc-1","Associations":[{"Main":true}],"Routes":[{"DestinationCidrBlock":"0.0.0.0/0","GatewayId":"igw-1","State":"active"}]}]}""",
        """
        {"NetworkAcls":[{"NetworkAclId":"acl-1","VpcId":"vpc-1","IsDefault":true,"Associations":[{"SubnetId":"subnet-1"}],"Entries":[
        {"RuleNumber":100,"Egress":false,"Protocol":"-1","RuleAction":"allow","CidrBlock":"0.0.0.0/0"},{"RuleNumber":100,"Egress":true,"Protocol":"-1","RuleAction":"allow","CidrBlock":"0.0.0.0/0"}]}]}
        """,
        SecurityGroup(22),
    ];

    public static string[] Google { get; } =
    [
        $$$$"""
        {"kind":"compute#instance","name":"build","selfLink":"{{{{Root}}}}/zones/us-central1-a/instances/build","tags":{"items":["ci","web"]},"status":"RUNNING",
         "networkInterfaces":[{"name":"nic0","network":"{{{{Root}}}}/global/networks/net","networkIP":"10.0.0.2","accessConfigs":[{"type":"ONE_TO_ONE_NAT","natIP":"34.1.1.1"}]}]}
        """,
        $$$$"""
        {"kind":"compute#firewall","name":"web","selfLink":"{{{{Root}}}}/global/firewalls/web","network":"{{{{Root}}}}/global/networks/net","direction":"INGRESS","priority":1000,
         "sourceRanges":["0.0.0.0/0"],"targetTags":["web"],"allowed":[{"IPProtocol":"tcp","ports":["8080"]}]}
        """,
        $$$$"""{"kind":"compute#network","name":"net","selfLink":"{{{{Root}}}}/global/networks/net","autoCreateSubnetworks":true}""",
    ];

    public static IEnumerable<string> All => [.. Azure, .. Aws, .. Google];

    /// <summary>A rule of a network security group that lets everyone in.</summary>
    public static string Rule(string name, int priority, int port) => $$$$"""
        {"name":"{{{{name}}}}","properties":{"priority":{{{{priority}}}},"access":"Allow","direction":"Inbound","protocol":"Tcp","sourcePortRange":"*","destinationPortRange":"{{{{port}}}}","sourceAddressPrefix":"*","destinationAddressPrefix":"*"}}
        """;

    /// <summary>The security group with one open port.</summary>
    public static string SecurityGroup(int port) => $$$$"""
        {"SecurityGroups":[{"GroupId":"{{{{Group}}}}","GroupName":"web","VpcId":"vpc-1","IpPermissions":[{"IpProtocol":"tcp","FromPort":{{{{port}}}},"ToPort":{{{{port}}}},"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]}]}
        """;
}
