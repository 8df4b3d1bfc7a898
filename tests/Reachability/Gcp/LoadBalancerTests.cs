using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using Xunit;
using static ExposurePipeline.Reachability.Analysis.VerdictStatus;
using static ExposurePipeline.Tests.Reachability.Gcp.GcpSamples;

namespace ExposurePipeline.Tests.Reachability.Gcp;

public sealed class LoadBalancerTests
{
    private const string Group = "zones/us-central1-a/instanceGroups/g";
    private const string FrontEnds = "\"35.191.0.0/16\", \"130.211.0.0/22\"";

    private static readonly string Hidden = Instance(natIp: null);
    private static readonly string FromFrontEnds = Firewall("gfe", Allowed("tcp", "8080"), FrontEnds);

    private static readonly string[] Members =
    [
        Of(Group, $$""" "network": "{{Network}}", "size": 1, "namedPorts": [{ "name": "web", "port": 8080 }] """),
        $$"""{ "kind": "compute#instanceGroupsListInstances", "id": "projects/p/{{Group}}", "items": [{ "instance": "{{Url("zones/us-central1-a/instances/vm")}}", "status": "RUNNING" }] }""",
    ];

    private static readonly string[] WebFrontend =
    [
        Of("global/forwardingRules/fr", $$""" "IPAddress": "203.0.114.80", "IPProtocol": "TCP", "portRange": "443-443", "loadBalancingScheme": "EXTERNAL_MANAGED", "target": "{{Url("global/targetHttpsProxies/px")}}" """),
        Of("global/targetHttpsProxies/px", $$""" "urlMap": "{{Url("global/urlMaps/um")}}" """),
        Of("global/urlMaps/um", $$""" "defaultService": "{{Url("global/backendBuckets/static")}}", "pathMatchers": [{ "name": "m", "routeRules": [{ "routeAction": { "weightedBackendServices": [{ "backendService": "{{Url("global/backendServices/bs")}}", "weight": 100 }] } }] }] """),
    ];

    [Fact]
    public void a_hidden_instance_is_exposed_by_an_external_load_balancer_without_any_rule_from_everywhere()
    {
        var verdict = Web(FromFrontEnds);
        Assert.Equal(Reachable, verdict.At(Family.V4, Protocols.Tcp, 443));
        Assert.Equal(NotReachable, verdict.At(Family.V4, Protocols.Tcp, 8080)); // the backend's port is not the frontend's
        Assert.Equal(Width.Wide, verdict.WidthFor(GcpWorld.Internet));
    }

    [Fact]
    public void a_way_through_a_load_balancer_is_told_step_by_step()
    {
        var told = Explanation.Of(Web(FromFrontEnds));
        Assert.EndsWith(
            """
              by load balancer //compute.googleapis.com/projects/p/global/forwardingRules/fr (203.0.114.80)
                through forwarding rule //compute.googleapis.com/projects/p/global/forwardingRules/fr: it takes TCP on 443 of 203.0.114.80
                through target proxy //compute.googleapis.com/projects/p/global/targetHttpsProxies/px
                through URL map //compute.googleapis.com/projects/p/global/urlMaps/um
                through backend service //compute.googleapis.com/projects/p/global/backendServices/bs: a proxy connects to port 8080, from Google front ends
                through instance group //compute.googleapis.com/projects/p/zones/us-central1-a/instanceGroups/g
                through firewall rules //compute.googleapis.com/projects/p/global/networks/net: allowed by gfe
                through instance //compute.googleapis.com/projects/p/zones/us-central1-a/instances/vm
            """,
            told,
            StringComparison.Ordinal);
    }

    [Fact]
    public void the_target_must_admit_google_front_ends_on_the_backend_port() =>
        Assert.Equal(NotReachable, Web(Firewall("gfe", Allowed("tcp", "443"), FrontEnds)).Status);

    [Fact]
    public void a_deny_of_front_ends_closes_what_clients_may() =>
        Assert.Equal(NotReachable, Web(Firewall("open", Allowed("tcp")), Firewall("deny", Denied("tcp"), FrontEnds, 1)).Status);

    [Fact]
    public void front_ends_admitted_in_part_leave_it_undecided() =>
        Assert.Equal(Unknown, Web(Firewall("gfe", Allowed("tcp", "8080"), "\"35.191.0.0/16\"")).Status);

    [Fact]
    public void clients_are_not_what_the_backend_sees() =>
        Assert.Equal(NotReachable, Web(Firewall("clients", Allowed("tcp", "8080"), "\"8.0.0.0/8\"")).Status);

    [Fact]
    public void without_a_named_port_any_port_may_be_the_one()
    {
        string[] documents = [Hidden, .. WebFrontend, Members[1], Service(), FromFrontEnds];
        Assert.Equal(Unknown, GcpWorld.Of(documents).Verdict("vm").Status);
        Assert.Equal(Reachable, GcpWorld.Of([.. documents, Firewall("all", Allowed("tcp"), FrontEnds)]).Verdict("vm").Status);
    }

    [Fact]
    public void a_backend_service_that_no_forwarding_rule_names_leaves_its_instances_undecided()
    {
        var verdict = GcpWorld.Of([Hidden, .. Members, Service(), FromFrontEnds]).Verdict("vm");
        Assert.Equal(Unknown, verdict.Status);
        Assert.Contains("no forwarding rule", Explanation.Of(verdict), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("global/forwardingRules/fr")]
    [InlineData("global/targetHttpsProxies/px")]
    [InlineData("global/urlMaps/um")]
    public void a_frontend_with_a_missing_part_leaves_its_instances_undecided(string missing) =>
        Assert.Equal(Unknown, GcpWorld.Of([Hidden, .. Members, .. WebFrontend.Where(part => !part.Contains($"/{missing}\", ", StringComparison.Ordinal)), Service(), FromFrontEnds]).Verdict("vm").Status);

    [Fact]
    public void a_backend_service_that_was_not_read_may_send_to_any_group_that_no_other_names()
    {
        var spare = GcpWorld.Of([Hidden, .. Members, .. WebFrontend, FromFrontEnds]).Verdict("vm");
        Assert.Equal(Unknown, spare.Status);
        Assert.Contains("//compute.googleapis.com/projects/p/global/backendServices/bs was not read", Explanation.Of(spare), StringComparison.Ordinal);
        Assert.Equal(NotReachable, GcpWorld.Of([Hidden, .. WebFrontend, FromFrontEnds]).Verdict("vm").Status); // in no group
    }

    [Theory]
    [InlineData("INTERNAL")]
    [InlineData("INTERNAL_MANAGED")]
    [InlineData("INTERNAL_SELF_MANAGED")]
    public void an_internal_load_balancer_is_no_exposure(string scheme)
    {
        var frontend = Of("regions/us-central1/forwardingRules/fr", $$""" "IPAddress": "10.0.0.9", "IPProtocol": "TCP", "ports": ["80"], "loadBalancingScheme": "{{scheme}}", "backendService": "{{Url("regions/us-central1/backendServices/bs")}}" """);
        var world = GcpWorld.Of([Hidden, .. Members, frontend, Service("regions/us-central1", scheme), Firewall("open", Allowed("all"))]);
        Assert.Equal(NotReachable, world.Verdict("vm").Status);
        Assert.Equal(NotReachable, world.Verdict("fr").Status);
    }

    [Fact]
    public void a_passthrough_load_balancer_keeps_client_and_port()
    {
        var verdict = Passthrough(Firewall("web", Allowed("tcp", "80"), "\"198.51.101.0/24\""));
        Assert.Equal(Reachable, verdict.At(Family.V4, Protocols.Tcp, 80));
        Assert.Equal(Width.Narrow, verdict.WidthFor(GcpWorld.Internet));
        Assert.Equal(NotReachable, Passthrough(Firewall("gfe", Allowed("tcp", "80"), FrontEnds.Replace("35.191.0.0/16", "10.0.0.0/8", StringComparison.Ordinal).Replace("130.211.0.0/22", "10.1.0.0/16", StringComparison.Ordinal))).Status);
    }

    [Fact]
    public void only_ports_of_the_forwarding_rule_pass_through() =>
        Assert.Equal(NotReachable, Passthrough(Firewall("open", Allowed("all"))).At(Family.V4, Protocols.Tcp, 22));

    [Fact]
    public void a_regional_proxy_speaks_from_the_proxy_only_subnet()
    {
        var subnet = Of("regions/us-central1/subnetworks/proxies", $$""" "network": "{{Network}}", "purpose": "REGIONAL_MANAGED_PROXY", "role": "ACTIVE", "ipCidrRange": "10.129.0.0/23" """);
        var fromProxies = Firewall("proxies", Allowed("tcp", "8080"), "\"10.129.0.0/23\"");
        Assert.Equal(Reachable, Regional(subnet, fromProxies).At(Family.V4, Protocols.Tcp, 80));
        Assert.Equal(NotReachable, Regional(subnet, FromFrontEnds).Status);
        Assert.Equal(Unknown, Regional(fromProxies).Status); // what the backend sees was not read
    }

    [Fact]
    public void target_pools_and_target_instances_pass_through()
    {
        var open = Firewall("open", Allowed("udp", "53"));
        var pool = Of("regions/us-central1/targetPools/t", $$""" "instances": ["{{Url("zones/us-central1-a/instances/vm")}}"] """);
        var target = Of("zones/us-central1-a/targetInstances/t", $$""" "instance": "{{Url("zones/us-central1-a/instances/vm")}}" """);
        Assert.Equal(Reachable, GcpWorld.Of(Hidden, open, pool, Dns("regions/us-central1/targetPools/t")).Verdict("vm").At(Family.V4, Protocols.Udp, 53));
        Assert.Equal(Reachable, GcpWorld.Of(Hidden, open, target, Dns("zones/us-central1-a/targetInstances/t")).Verdict("vm").At(Family.V4, Protocols.Udp, 53));
        Assert.Equal(Unknown, GcpWorld.Of(Hidden, open, Dns("regions/us-central1/targetPools/t")).Verdict("vm").Status); // the pool was not read
    }

    [Fact]
    public void endpoints_of_a_zonal_group_are_reached_on_their_own_port()
    {
        var endpoints = """{ "kind": "compute#networkEndpointGroupsListNetworkEndpoints", "id": "projects/p/zones/us-central1-a/networkEndpointGroups/n", "items": [{ "networkEndpoint": { "instance": "vm", "ipAddress": "10.8.0.4", "port": 9376 } }] }""";
        var service = Service().Replace(Group, "zones/us-central1-a/networkEndpointGroups/n", StringComparison.Ordinal);
        Assert.Equal(Reachable, GcpWorld.Of([Hidden, .. WebFrontend, service, endpoints, Firewall("gfe", Allowed("tcp", "9376"), FrontEnds)]).Verdict("vm").At(Family.V4, Protocols.Tcp, 443));
    }

    [Fact]
    public void a_zonal_group_whose_endpoints_were_not_listed_may_end_in_any_instance_of_its_zone()
    {
        var service = Service().Replace(Group, "zones/us-central1-a/networkEndpointGroups/n", StringComparison.Ordinal);
        var group = Of("zones/us-central1-a/networkEndpointGroups/n", """ "networkEndpointType": "GCE_VM_IP_PORT" """);
        Assert.Equal(Unknown, GcpWorld.Of([Hidden, .. WebFrontend, service, group, FromFrontEnds]).Verdict("vm").Status);
        Assert.Equal(NotReachable, GcpWorld.Of([Instance(natIp: null, zone: "us-central1-b"), .. WebFrontend, service, group, FromFrontEnds]).Verdict("vm").Status);
    }

    [Theory]
    [InlineData("""{ "priority": 2147483647, "action": "deny(403)", "match": { "versionedExpr": "SRC_IPS_V1", "config": { "srcIpRanges": ["*"] } } }""", NotReachable)]
    [InlineData("""{ "priority": 1, "action": "deny(403)", "preview": true, "match": { "config": { "srcIpRanges": ["*"] } } }""", Reachable)] // tells, does not act
    [InlineData("""{ "priority": 1, "action": "deny(403)", "match": { "expr": { "expression": "origin.region_code == 'AQ'" } } }""", Unknown)] // whom it matches is in the request
    [InlineData("""{ "priority": 1, "action": "throttle", "match": { "config": { "srcIpRanges": ["*"] } } }""", Reachable)]
    public void a_security_policy_decides_for_the_client(string rule, VerdictStatus expected) =>
        Assert.Equal(expected, GcpWorld.Of([Hidden, .. Members, .. WebFrontend, Service(more: Armor), FromFrontEnds, Of("global/securityPolicies/armor", $$""" "rules": [{{rule}}] """)]).Verdict("vm").Status);

    [Fact]
    public void a_security_policy_that_was_not_read_is_no_proof_either_way() =>
        Assert.Equal(Unknown, GcpWorld.Of([Hidden, .. Members, .. WebFrontend, Service(more: Armor), FromFrontEnds]).Verdict("vm").Status);

    [Fact]
    public void a_backend_whose_members_were_not_listed_may_hold_any_instance_of_its_zone_and_network()
    {
        string[] documents = [.. WebFrontend, Members[0], Service(), FromFrontEnds];
        Assert.Equal(Unknown, GcpWorld.Of([Hidden, .. documents]).Verdict("vm").Status);
        Assert.Equal(NotReachable, GcpWorld.Of([Instance(natIp: null, zone: "us-central1-b"), .. documents]).Verdict("vm").Status);
    }

    [Fact]
    public void a_managed_instance_is_in_the_group_of_the_manager_that_made_it()
    {
        var made = Instance(natIp: null, more: """, "metadata": { "items": [{ "key": "created-by", "value": "projects/42/zones/us-central1-a/instanceGroupManagers/g" }] }""");
        var world = GcpWorld.Of([made, .. WebFrontend, Members[0], Service(), FromFrontEnds]);
        Assert.Equal(Reachable, world.Verdict("vm").Status);
        Assert.Equal(Reachable, world.Verdict("g").Status);
    }

    [Fact]
    public void a_group_is_reached_where_a_member_is_and_unknown_where_members_are_not_listed()
    {
        Assert.Equal(Reachable, GcpWorld.Of([Hidden, .. Members, .. WebFrontend, Service(), FromFrontEnds]).Verdict("g").Status);
        Assert.Equal(NotReachable, GcpWorld.Of([Hidden, .. Members, FromFrontEnds]).Verdict("g").Status);
        Assert.Equal(Unknown, GcpWorld.Of(Members[0], FromFrontEnds).Verdict("g").Status);
        Assert.Equal(NotReachable, GcpWorld.Of(Members[0].Replace("\"size\": 1", "\"size\": 0", StringComparison.Ordinal)).Verdict("g").Status);
    }

    [Fact]
    public void a_frontend_of_ipv6_serves_clients_of_ipv6_over_a_backend_of_ipv4()
    {
        var six = WebFrontend[0].Replace("203.0.114.80", "2600:1901::80", StringComparison.Ordinal);
        var verdict = GcpWorld.Of([Hidden, .. Members, six, .. WebFrontend[1..], Service(), FromFrontEnds]).Verdict("vm");
        Assert.Equal(Reachable, verdict.At(Family.V6, Protocols.Tcp, 443));
        Assert.Equal(NotReachable, verdict.At(Family.V4, Protocols.Tcp, 443));
    }

    [Fact]
    public void ports_that_cannot_be_read_leave_a_frontend_undecided()
    {
        var world = GcpWorld.Of([Hidden, .. Members, WebFrontend[0].Replace("443-443", "443-x", StringComparison.Ordinal), .. WebFrontend[1..], Service(), FromFrontEnds]);
        Assert.Equal((Unknown, Unknown), (world.Verdict("fr").Status, world.Verdict("vm").Status));
    }

    [Fact]
    public void a_forwarding_rule_for_some_clients_is_narrow()
    {
        var steered = WebFrontend[0].Replace("\"IPAddress\"", "\"sourceIpRanges\": [\"198.51.101.0/24\"], \"IPAddress\"", StringComparison.Ordinal);
        Assert.Equal(Width.Narrow, GcpWorld.Of(steered).Verdict("fr").WidthFor(GcpWorld.Internet));
    }

    [Fact]
    public void an_endpoint_of_private_service_connect_is_internal() =>
        Assert.Equal(NotReachable, GcpWorld.Of(Of("regions/us-central1/forwardingRules/fr", $$""" "IPAddress": "10.0.0.7", "target": "{{Url("regions/us-central1/serviceAttachments/s")}}" """)).Verdict("fr").Status);

    private const string Armor = """, "securityPolicy": "https://www.googleapis.com/compute/v1/projects/p/global/securityPolicies/armor" """;

    private static string Service(string place = "global", string scheme = "EXTERNAL_MANAGED", string more = "") =>
        Of($"{place}/backendServices/bs", $$""" "loadBalancingScheme": "{{scheme}}", "protocol": "HTTP", "portName": "web", "backends": [{ "group": "{{Url(Group)}}" }] {{more}} """);

    private static string Dns(string target) =>
        Of("regions/us-central1/forwardingRules/fr", $$""" "IPAddress": "203.0.114.53", "IPProtocol": "UDP", "portRange": "53-53", "loadBalancingScheme": "EXTERNAL", "target": "{{Url(target)}}" """);

    private static Verdict Web(params string[] firewalls) => GcpWorld.Of([Hidden, .. Members, .. WebFrontend, Service(), .. firewalls]).Verdict("vm");

    private static Verdict Passthrough(string firewall) => GcpWorld.Of(
    [
        Hidden, .. Members, Service("regions/us-central1", "EXTERNAL"), firewall,
        Of("regions/us-central1/forwardingRules/fr", $$""" "IPAddress": "203.0.114.80", "IPProtocol": "TCP", "ports": ["80", "443"], "loadBalancingScheme": "EXTERNAL", "backendService": "{{Url("regions/us-central1/backendServices/bs")}}" """),
    ]).Verdict("vm");

    private static Verdict Regional(params string[] more) => GcpWorld.Of(
    [
        Hidden, .. Members, Service("regions/us-central1"), .. more,
        Of("regions/us-central1/forwardingRules/fr", $$""" "IPAddress": "203.0.114.80", "IPProtocol": "TCP", "portRange": "80", "loadBalancingScheme": "EXTERNAL_MANAGED", "network": "{{Network}}", "target": "{{Url("regions/us-central1/targetHttpProxies/px")}}" """),
        Of("regions/us-central1/targetHttpProxies/px", $$""" "urlMap": "{{Url("regions/us-central1/urlMaps/um")}}" """),
        Of("regions/us-central1/urlMaps/um", $$""" "defaultService": "{{Url("regions/us-central1/backendServices/bs")}}" """),
    ]).Verdict("vm");
}
