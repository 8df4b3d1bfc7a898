using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;
using Xunit;
using static ExposurePipeline.Tests.Reachability.Services.Cases;

namespace ExposurePipeline.Tests.Reachability.Services;

public sealed class AzureDatabaseTests
{
    private const string Group = "/subscriptions/s/resourceGroups/g/providers/";

    public static TheoryData<string, int[]> Servers { get; } = new()
    {
        { "Microsoft.Sql/servers", [1433] },
        { "Microsoft.DBforPostgreSQL/servers", [5432] },
        { "Microsoft.DBforPostgreSQL/flexibleServers", [5432] },
        { "Microsoft.DBforMySQL/servers", [3306] },
        { "Microsoft.DBforMySQL/flexibleServers", [3306] },
        { "Microsoft.DBforMariaDB/servers", [3306] },
        { "Microsoft.Synapse/workspaces", [1433, 443] },
    };

    [Theory]
    [MemberData(nameof(Servers))]
    public void every_kind_of_server_is_reached_on_its_own_ports(string type, int[] ports)
    {
        var verdict = Judge(Server(type, "{}"), Rule(type, "all", "0.0.0.0", "255.255.255.255"));
        Assert.Equal(Width.Wide, verdict.Width());
        Assert.All(ports, port => Assert.Equal(VerdictStatus.Reachable, verdict.OnTcp(port)));
        Assert.Equal(ports.Order(), verdict.Reach.Certain.Boxes.Where(box => box.Family is Family.V4).Select(box => box.Ports.First));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public void rules_let_nobody_in_where_public_network_access_is_disabled(string type, int[] ports)
    {
        var verdict = Judge(Server(type, """{"publicNetworkAccess":"disabled"}"""), Rule(type, "all", "0.0.0.0", "255.255.255.255"));
        verdict.AssertClosed("Disabled");
        Assert.All(ports, port => Assert.Equal(VerdictStatus.NotReachable, verdict.OnTcp(port)));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public void firewall_rules_that_were_not_read_leave_the_server_unknown(string type, int[] ports)
    {
        var verdict = Judge(Server(type, "{}"));
        verdict.AssertUnknown("firewall rules");
        Assert.Equal(VerdictStatus.Unknown, verdict.OnTcp(ports[0]));
    }

    [Fact]
    public void rules_that_together_cover_the_internet_are_the_internet_though_none_says_so() => Assert.Equal(Width.Wide, Sql("{}",
        ("a", "0.0.0.1", "84.255.255.255"), ("b", "85.0.0.0", "170.255.255.255"), ("c", "171.0.0.0", "255.255.255.254")).Width());

    [Theory]
    [InlineData("40.1.2.0", "40.1.2.255", Width.Narrow)] // an office
    [InlineData("0.0.0.0", "127.255.255.255", Width.Wide)] // half of all addresses, though not to the end
    [InlineData("0.0.0.0", "0.255.255.255", null)] // addresses that nobody has
    [InlineData("10.0.0.0", "10.255.255.255", null)] // private ones
    public void the_addresses_between_the_ends_decide_and_not_their_text(string first, string last, Width? width) => Assert.Equal(width, Sql("{}", ("r", first, last)).Width());

    [Fact]
    public void the_rule_of_zeros_lets_in_azure_and_not_the_internet()
    {
        var verdict = Sql("{}", ("AllowAllWindowsAzureIps", "0.0.0.0", "0.0.0.0"));
        Assert.Equal(VerdictStatus.NotReachable, verdict.Status);
        Assert.Contains(verdict.Paths[0].Hops, hop => hop.What.Contains("AllowAllWindowsAzureIps", StringComparison.Ordinal) && hop.What.Contains("not the internet", StringComparison.Ordinal));
    }

    [Fact]
    public void the_rule_of_zeros_does_not_hide_another() => Assert.Equal(Width.Narrow, Sql("{}", ("azure", "0.0.0.0", "0.0.0.0"), ("office", "40.1.2.7", "40.1.2.7")).Width());

    [Fact]
    public void addresses_that_are_let_in_get_to_the_port_and_others_do_not()
    {
        var verdict = Sql("{}", ("office", "40.1.2.7", "40.1.2.9"));
        Assert.False(verdict.Serves("40.1.2.6", 1433));
        Assert.True(verdict.Serves("40.1.2.9", 1433));
        Assert.False(verdict.Serves("40.1.2.10", 1433));
        Assert.False(verdict.Serves("40.1.2.9", 443));
    }

    [Fact]
    public void a_rule_that_cannot_be_read_may_let_in_anyone()
    {
        var rule = Rule("Microsoft.Sql/servers", "odd", "1.2.3", "1.2.3.4");
        Assert.Single(Read(rule).Problems);
        Assert.Equal(VerdictStatus.Unknown, Judge(Server("Microsoft.Sql/servers", "{}"), rule).Status);
    }

    [Fact]
    public void a_rule_the_wrong_way_round_lets_in_nobody() => Assert.Equal(VerdictStatus.NotReachable, Sql("{}", ("r", "9.9.9.9", "1.1.1.1")).Status);

    [Fact]
    public void a_rule_that_changed_and_was_not_read_leaves_the_server_unknown()
    {
        var known = Rule("Microsoft.Sql/servers", "azure", "0.0.0.0", "0.0.0.0");
        var unread = Rule("Microsoft.Sql/servers", "new", "1.1.1.1", "1.1.1.1") with { Kind = ChangeKind.Unread, Body = Body.Missing };
        Judge(Server("Microsoft.Sql/servers", "{}"), known, unread).AssertUnknown("firewall");
    }

    [Fact]
    public void a_server_that_was_not_read_is_unknown() =>
        Judge(Server("Microsoft.Sql/servers", "{}") with { Kind = ChangeKind.Unread, Body = Body.Missing }).AssertUnknown("/servers/db");

    [Fact]
    public void private_endpoints_do_not_close_the_public_side() =>
        Assert.Equal(Width.Wide, Sql("""{"publicNetworkAccess":"Enabled","privateEndpointConnections":[{"id":"x"}]}""", ("all", "0.0.0.0", "255.255.255.255")).Width());

    [Theory]
    [InlineData("SecuredByPerimeter", "perimeter")]
    [InlineData("[parameters('access')]", "publicNetworkAccess")]
    public void what_else_decides_must_be_read(string access, string missing) =>
        Sql($$"""{"publicNetworkAccess":"{{access}}"}""", ("all", "0.0.0.0", "255.255.255.255")).AssertUnknown(missing);

    [Fact]
    public void rules_for_ipv6_are_a_family_of_their_own()
    {
        var verdict = Judge(Server("Microsoft.Sql/servers", "{}"),
            AzureBody("Microsoft.Sql/servers/ipv6FirewallRules", $"{Group}Microsoft.Sql/servers/db/ipv6FirewallRules/r", """{"properties":{"startIPv6Address":"::","endIPv6Address":"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"}}"""));
        Assert.Equal(VerdictStatus.NotReachable, verdict.OnTcp(1433));
        Assert.Equal(VerdictStatus.Reachable, verdict.At(Family.V6, Protocols.Tcp, 1433));
    }

    [Fact]
    public void rules_inside_the_server_count_as_well() =>
        Assert.Equal(VerdictStatus.Reachable, Judge(Server("Microsoft.Sql/servers", """{"firewallRules":[{"name":"a","properties":{"startIpAddress":"8.0.0.0","endIpAddress":"8.255.255.255"}}]}""")).Status);

    [Fact]
    public void a_server_that_tells_it_has_no_rules_is_closed() => Assert.Equal(VerdictStatus.NotReachable, Judge(Server("Microsoft.Sql/servers", """{"firewallRules":[]}""")).Status);

    [Fact]
    public void a_flexible_server_in_a_subnet_has_no_public_side() =>
        Judge(Server("Microsoft.DBforPostgreSQL/flexibleServers", """{"network":{"delegatedSubnetResourceId":"/subnets/a"}}"""), Rule("Microsoft.DBforPostgreSQL/flexibleServers", "all", "0.0.0.0", "255.255.255.255"))
            .AssertClosed("no public endpoint");

    [Fact]
    public void a_flexible_server_says_elsewhere_that_it_is_disabled() =>
        Judge(Server("Microsoft.DBforMySQL/flexibleServers", """{"network":{"publicNetworkAccess":"Disabled"}}""")).AssertClosed("Disabled");

    [Theory]
    [InlineData("{}", "publicDataEndpointEnabled is off")] // the default
    [InlineData("""{"publicDataEndpointEnabled":0}""", "publicDataEndpointEnabled is off")] // events write booleans as numbers
    [InlineData("""{"publicDataEndpointEnabled":true,"state":"Stopped"}""", "stopped")]
    public void a_managed_instance_without_a_public_endpoint_is_closed(string properties, string because) =>
        Judge(Server("Microsoft.Sql/managedInstances", properties)).AssertClosed(because);

    [Fact]
    public void a_managed_instance_with_a_public_endpoint_depends_on_its_subnet() =>
        Judge(Server("Microsoft.Sql/managedInstances", """{"publicDataEndpointEnabled":true,"subnetId":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/mi"}"""))
            .AssertUnknown("subnets/mi");

    [Theory]
    [InlineData("Internet", "Allow", Width.Wide)]
    [InlineData("40.1.2.0/24", "Allow", Width.Narrow)]
    [InlineData("*", "Deny", null)]
    public void the_group_of_its_subnet_decides_who_reaches_a_managed_instance(string source, string access, Width? width)
    {
        const string Network = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network";
        var verdict = Judge(
            Server("Microsoft.Sql/managedInstances", $$"""{"publicDataEndpointEnabled":true,"subnetId":"{{Network}}/virtualNetworks/v/subnets/mi"}"""),
            AzureBody("Microsoft.Network/virtualNetworks/subnets", $"{Network}/virtualNetworks/v/subnets/mi", $$"""{"properties":{"addressPrefix":"10.0.0.0/24","networkSecurityGroup":{"id":"{{Network}}/networkSecurityGroups/n"} } }"""),
            AzureBody("Microsoft.Network/networkSecurityGroups", $"{Network}/networkSecurityGroups/n", $$"""
                {"properties":{"securityRules":[{"name":"r","properties":{"direction":"Inbound","access":"{{access}}","priority":100,"protocol":"Tcp",
                 "sourceAddressPrefix":"{{source}}","sourcePortRange":"*","destinationAddressPrefix":"*","destinationPortRange":"3342"} }] } }
                """));
        Assert.Equal(width, verdict.Width());
        Assert.Equal(width is null ? VerdictStatus.NotReachable : VerdictStatus.Reachable, verdict.OnTcp(3342));
    }

    [Theory]
    [InlineData("{}", Width.Wide)] // "accessible from internet" until a list is set
    [InlineData("""{"ipRules":[],"isVirtualNetworkFilterEnabled":false}""", Width.Wide)]
    [InlineData("""{"isVirtualNetworkFilterEnabled":true}""", null)] // networks only
    [InlineData("""{"isVirtualNetworkFilterEnabled":1}""", null)]
    [InlineData("""{"ipRules":[{"ipAddressOrRange":"0.0.0.0"}]}""", null)] // Azure's datacentres
    [InlineData("""{"ipRules":[{"ipAddressOrRange":"40.1.2.0/24"}]}""", Width.Narrow)]
    [InlineData("""{"ipRules":[{"ipAddressOrRange":"0.0.0.0/1"},{"ipAddressOrRange":"128.0.0.0/1"}]}""", Width.Wide)] // two halves
    [InlineData("""{"ipRangeFilter":"40.1.2.0/24, 40.9.9.9"}""", Width.Narrow)] // before 2020
    [InlineData("""{"ipRangeFilter":""}""", Width.Wide)]
    [InlineData("""{"publicNetworkAccess":"Disabled"}""", null)]
    public void cosmos_serves_everyone_until_a_list_narrows_it(string properties, Width? width)
    {
        var verdict = Judge(Server("Microsoft.DocumentDB/databaseAccounts", properties));
        Assert.Equal(width, verdict.Width());
        Assert.Equal(width is null ? VerdictStatus.NotReachable : VerdictStatus.Reachable, verdict.Status);
    }

    [Theory]
    [InlineData("MongoDB", "[]", 10255)]
    [InlineData("GlobalDocumentDB", """[{"name":"EnableMongo"}]""", 10255)]
    [InlineData("GlobalDocumentDB", """[{"name":"EnableCassandra"}]""", 10350)]
    [InlineData("GlobalDocumentDB", "[]", 443)]
    public void cosmos_listens_where_its_api_does(string kind, string capabilities, int port)
    {
        var account = AzureBody("Microsoft.DocumentDB/databaseAccounts", $"{Group}Microsoft.DocumentDB/databaseAccounts/a", $$"""{"kind":"{{kind}}","properties":{"capabilities":{{capabilities}} } }""");
        Assert.Equal(VerdictStatus.Reachable, Judge(account).OnTcp(port));
    }

    private static ResourceChange Server(string type, string properties) => AzureBody(type, $"{Group}{type}/db", $$"""{"name":"db","properties":{{properties}} }""");

    private static ResourceChange Rule(string type, string name, string first, string last) => AzureBody($"{type}/firewallRules", $"{Group}{type}/db/firewallRules/{name}",
        $$"""{"name":"{{name}}","properties":{"startIpAddress":"{{first}}","endIpAddress":"{{last}}"} }""");

    private static Verdict Sql(string properties, params (string Name, string First, string Last)[] rules) => Judge(
        [Server("Microsoft.Sql/servers", properties), .. rules.Select(rule => Rule("Microsoft.Sql/servers", rule.Name, rule.First, rule.Last))]);
}
