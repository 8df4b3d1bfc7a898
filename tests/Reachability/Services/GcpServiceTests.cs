using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;
using Xunit;
using static ExposurePipeline.Tests.Reachability.Services.Cases;

namespace ExposurePipeline.Tests.Reachability.Services;

public sealed class GcpServiceTests
{
    private const string BucketName = "//storage.googleapis.com/b";
    private const string Uniform = """{"iamConfiguration":{"uniformBucketLevelAccess":{"enabled":true},"publicAccessPrevention":"inherited"}}""";

    [Theory]
    [InlineData("""{"ipv4Enabled":true,"authorizedNetworks":[{"value":"0.0.0.0/0"}]}""", Width.Wide)]
    [InlineData("""{"ipv4Enabled":true,"authorizedNetworks":[{"value":"0.0.0.0/1"},{"value":"128.0.0.0/1"}]}""", Width.Wide)] // two halves
    [InlineData("""{"ipv4Enabled":true,"authorizedNetworks":[{"value":"40.1.2.3"},{"value":"35.187.118.0/24"}]}""", Width.Narrow)]
    [InlineData("""{"ipv4Enabled":true,"authorizedNetworks":[{"value":"0.0.0.0/0","expirationTime":"2026-05-31T23:59:59Z"}]}""", null)] // has ended
    [InlineData("""{"ipv4Enabled":true,"authorizedNetworks":[{"value":"0.0.0.0/0","expirationTime":"2026-06-01T00:00:00Z"}]}""", null)] // ends now, exclusive
    [InlineData("""{"ipv4Enabled":true,"authorizedNetworks":[{"value":"0.0.0.0/0","expirationTime":"2026-06-01T00:00:01Z"}]}""", Width.Wide)]
    [InlineData("""{"ipv4Enabled":true,"authorizedNetworks":[{"value":"0.0.0.0/0","expirationTime":"1970-01-01T00:00:00Z"},{"value":"40.1.2.3"}]}""", Width.Narrow)] // an ended one leaves the others
    [InlineData("""{"ipv4Enabled":true}""", null)] // connectors only
    [InlineData("""{"ipv4Enabled":false,"authorizedNetworks":[{"value":"0.0.0.0/0"}]}""", null)] // no public address
    public void cloud_sql_serves_its_authorised_networks_as_long_as_they_last(string configuration, Width? width)
    {
        var verdict = Judge(Sql("POSTGRES_15", configuration));
        Assert.Equal(width, verdict.Width());
        Assert.Equal(width is null ? VerdictStatus.NotReachable : VerdictStatus.Reachable, verdict.OnTcp(5432));
    }

    [Fact]
    public void without_an_authorised_network_only_connectors_get_in() => Judge(Sql("MYSQL_8_0", """{"ipv4Enabled":true}""")).AssertClosed("connectors");

    [Theory]
    [InlineData("MYSQL_8_0", 3306)]
    [InlineData("POSTGRES_9_6", 5432)]
    [InlineData("SQLSERVER_2019_STANDARD", 1433)]
    public void cloud_sql_listens_where_its_engine_does(string version, int port) =>
        Assert.Equal([port], Judge(Sql(version, """{"ipv4Enabled":true,"authorizedNetworks":[{"value":"0.0.0.0/0"}]}""")).Reach.Certain.Boxes.Select(box => box.Ports.First));

    [Theory]
    [InlineData("""{"settings":{"ipConfiguration":{"ipv4Enabled":true,"authorizedNetworks":[{"value":"0.0.0.0/0"}]}}}""", "databaseVersion")]
    [InlineData("""{"databaseVersion":"MYSQL_8_0","settings":{"ipConfiguration":{"authorizedNetworks":[{"value":"0.0.0.0/0"}]}}}""", "public address")]
    [InlineData("""{"databaseVersion":"MYSQL_8_0","settings":{"ipConfiguration":{"ipv4Enabled":true,"authorizedNetworks":[{"value":"somewhere"}]}}}""", "authorised networks")]
    [InlineData("""{"databaseVersion":"MYSQL_8_0","settings":{"ipConfiguration":{"ipv4Enabled":true,"authorizedNetworks":[{"value":"40.1.2.3","expirationTime":"soon"}]}}}""", "authorised networks")]
    public void what_was_not_told_leaves_cloud_sql_unknown(string body, string missing) => Judge(Instance(body)).AssertUnknown(missing);

    [Theory]
    [InlineData("""{"activationPolicy":"NEVER","ipConfiguration":{"ipv4Enabled":true,"authorizedNetworks":[{"value":"0.0.0.0/0"}]}}""", "NEVER")]
    [InlineData("""{"connectorEnforcement":"REQUIRED","ipConfiguration":{"ipv4Enabled":true,"authorizedNetworks":[{"value":"0.0.0.0/0"}]}}""", "REQUIRED")]
    public void a_stopped_instance_and_one_for_connectors_alone_are_closed(string settings, string because) =>
        Judge(Instance($$"""{"databaseVersion":"MYSQL_8_0","settings":{{settings}} }""")).AssertClosed(because);

    [Theory]
    [InlineData("PRIMARY", VerdictStatus.Reachable)]
    [InlineData("PRIVATE", VerdictStatus.NotReachable)]
    public void addresses_tell_whether_an_instance_is_public_where_the_setting_does_not(string type, VerdictStatus status) => Assert.Equal(status,
        Judge(Instance($$"""{"databaseVersion":"MYSQL_8_0","ipAddresses":[{"type":"{{type}}","ipAddress":"35.1.2.3"}],"settings":{"ipConfiguration":{"authorizedNetworks":[{"value":"0.0.0.0/0"}]} } }""")).Status);

    [Theory]
    [InlineData("{}", Width.Wide)]
    [InlineData("""{"masterAuthorizedNetworksConfig":{}}""", Width.Wide)] // not enabled
    [InlineData("""{"privateClusterConfig":{"enablePrivateNodes":true}}""", Width.Wide)] // private nodes do not hide the control plane
    [InlineData("""{"masterAuthorizedNetworksConfig":{"enabled":true,"cidrBlocks":[{"cidrBlock":"11.1.11.0/24"}]}}""", Width.Narrow)] // an allow list makes it narrow, not safe
    [InlineData("""{"masterAuthorizedNetworksConfig":{"enabled":true,"cidrBlocks":[{"cidrBlock":"0.0.0.0/0"}]}}""", Width.Wide)]
    [InlineData("""{"masterAuthorizedNetworksConfig":{"enabled":true}}""", null)] // nobody from outside
    [InlineData("""{"masterAuthorizedNetworksConfig":{"enabled":true,"gcpPublicCidrsAccessEnabled":true}}""", null)] // Google Cloud, which is not the internet
    [InlineData("""{"privateClusterConfig":{"enablePrivateEndpoint":true,"publicEndpoint":"35.239.60.88"}}""", null)]
    [InlineData("""{"controlPlaneEndpointsConfig":{"ipEndpointsConfig":{"enabled":true,"enablePublicEndpoint":false}}}""", null)]
    [InlineData("""{"controlPlaneEndpointsConfig":{"ipEndpointsConfig":{"enabled":false}}}""", null)]
    [InlineData("""{"controlPlaneEndpointsConfig":{"ipEndpointsConfig":{"enablePublicEndpoint":true,"authorizedNetworksConfig":{"enabled":true,"cidrBlocks":[{"cidrBlock":"11.1.11.0/24"}]}}}}""", Width.Narrow)]
    [InlineData("""{"controlPlaneEndpointsConfig":{"ipEndpointsConfig":{"enabled":false},"dnsEndpointConfig":{"allowExternalTraffic":true,"endpoint":"gke-1.us-central1.gke.goog"}}}""", Width.Wide)] // by name, past any list
    [InlineData("""{"controlPlaneEndpointsConfig":{"ipEndpointsConfig":{"enabled":false},"dnsEndpointConfig":{"allowExternalTraffic":false}}}""", null)]
    public void the_control_plane_of_gke_is_public_unless_it_is_private_and_narrow_with_a_list(string body, Width? width)
    {
        var verdict = Judge(GcpBody("container.googleapis.com/Cluster", "//container.googleapis.com/projects/p/zones/z/clusters/c", body));
        Assert.Equal(width, verdict.Width());
        Assert.Equal(width is null ? VerdictStatus.NotReachable : VerdictStatus.Reachable, verdict.OnTcp(443));
    }

    [Theory]
    [InlineData("roles/storage.objectViewer", "allUsers", PublicAccess.Yes)]
    [InlineData("roles/storage.legacyBucketReader", "allAuthenticatedUsers", PublicAccess.Yes)]
    [InlineData("projects/p/roles/custom", "allUsers", PublicAccess.Unknown)] // its permissions are not in the policy
    [InlineData("roles/storage.objectViewer", "user:a@example.com", PublicAccess.No)]
    [InlineData("roles/storage.objectViewer", "domain:example.com", PublicAccess.No)]
    public void a_google_bucket_is_always_exposed_and_public_by_a_role_for_everyone(string role, string member, PublicAccess access)
    {
        var verdict = Judge(Bucket(Uniform), Policy(role, member));
        Assert.Equal((Width.Wide, VerdictStatus.Reachable, access), (verdict.Width(), verdict.Exposed, verdict.Access));
    }

    [Fact]
    public void public_access_prevention_makes_roles_and_lists_inert() => Assert.Equal(PublicAccess.No,
        Judge(Bucket("""{"iamConfiguration":{"publicAccessPrevention":"enforced"},"acl":[{"entity":"allUsers","role":"READER"}]}"""), Policy("roles/storage.admin", "allUsers")).Access);

    [Fact]
    public void a_policy_that_was_not_read_leaves_public_access_unknown_unless_it_is_prevented()
    {
        Assert.Equal(PublicAccess.Unknown, Judge(Bucket(Uniform)).Access);
        Assert.Equal(PublicAccess.No, Judge(Bucket("""{"iamConfiguration":{"publicAccessPrevention":"enforced"}}""")).Access);
    }

    [Theory]
    [InlineData("""{"acl":[{"entity":"allUsers","role":"READER"}]}""", PublicAccess.Yes)]
    [InlineData("""{"defaultObjectAcl":[{"entity":"allAuthenticatedUsers","role":"READER"}]}""", PublicAccess.Yes)]
    [InlineData("""{"acl":[{"entity":"project-owners-1","role":"OWNER"}]}""", PublicAccess.No)]
    [InlineData("{}", PublicAccess.Unknown)] // lists count, and were not told
    [InlineData("""{"acl":[{"entity":"allUsers","role":"READER"}],"iamConfiguration":{"uniformBucketLevelAccess":{"enabled":true}}}""", PublicAccess.No)] // lists do not count
    public void access_lists_count_unless_access_is_uniform(string body, PublicAccess access) => Assert.Equal(access, Judge(Bucket(body), Policy("roles/storage.admin", "user:a@example.com")).Access);

    [Theory]
    [InlineData("""{"ipFilter":{"mode":"Enabled","publicNetworkSource":{"allowedIpCidrRanges":["40.1.2.0/24"]}}}""", Width.Narrow)]
    [InlineData("""{"ipFilter":{"mode":"Enabled"}}""", null)] // networks of the customer only
    [InlineData("""{"ipFilter":{"mode":"Disabled","publicNetworkSource":{"allowedIpCidrRanges":["40.1.2.0/24"]}}}""", Width.Wide)]
    public void an_ip_filter_narrows_a_google_bucket(string body, Width? width) => Assert.Equal(width, Judge(Bucket(body)).Width());

    [Fact]
    public void a_google_bucket_answers_on_both_families() => Assert.Equal(VerdictStatus.Reachable, Judge(Bucket(Uniform)).At(Family.V6, Protocols.Tcp, 443));

    private static ResourceChange Bucket(string body) => GcpBody("storage.googleapis.com/Bucket", BucketName, body);

    private static ResourceChange Policy(string role, string member) =>
        GcpBody("iam.googleapis.com/Policy", $"{BucketName}/iamPolicy", $$"""{"bindings":[{"role":"{{role}}","members":["{{member}}"]}]}""");

    private static ResourceChange Sql(string version, string configuration) => Instance($$"""{"databaseVersion":"{{version}}","settings":{"ipConfiguration":{{configuration}} } }""");

    private static ResourceChange Instance(string body) => GcpBody("sqladmin.googleapis.com/Instance", "//cloudsql.googleapis.com/projects/p/instances/i", body);
}
