using System.Text.Json;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Reachability.Services;

/// <summary>Third-party samples. Where the third party's own assertion says something else, its row says why.</summary>
public sealed class ServiceSampleTests
{
    private static DateTimeOffset Now { get; } = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    // The file's name carries what the peer asserts: fail is public, pass is not.
    public static TheoryData<string, string, string> Templates { get; } = new()
    {
        { "AKSApiServerAuthorizedIpRanges/aks-authIPRanges-preview-PASSED", "managedclusters", "Narrow" }, // an allow list makes it narrow, not safe: the peer asks only whether there is one
        { "AKSApiServerAuthorizedIpRanges/aks-authIPRanges-supported-PASSED", "managedclusters", "Narrow" }, // the same
        { "AKSApiServerAuthorizedIpRanges/aks-authIPRanges-preview-FAILED", "managedclusters", "Wide" },
        { "AKSApiServerAuthorizedIpRanges/aks-authIPRanges-supported-FAILED", "managedclusters", "Wide" },
        { "AKSApiServerAuthorizedIpRanges/aks-authIPRanges-supported-FAILED-2", "managedclusters", "Wide" },
        { "AKSApiServerAuthorizedIpRanges/aks-authIPRanges-unsupported-FAILED", "managedclusters", "Wide" },
        { "APIManagementPublicAccess/fail", "service/fail", "Wide" },
        { "APIManagementPublicAccess/fail", "service/fail2", "Wide" },
        { "APIManagementPublicAccess/pass", "service/pass", "NotReachable" },
        { "CognitiveServicesDisablesPublicNetwork/fail", "accounts/fail", "Wide" },
        { "CognitiveServicesDisablesPublicNetwork/fail2", "accounts/fail2", "Wide" },
        { "CognitiveServicesDisablesPublicNetwork/pass", "accounts/pass", "NotReachable" },
        { "CosmosDBDisablesPublicNetwork/Fail", "databaseaccounts/fail", "Wide" },
        { "CosmosDBDisablesPublicNetwork/Fail2", "databaseaccounts/fail2", "Wide" },
        { "CosmosDBDisablesPublicNetwork/Fail3", "databaseaccounts/fail3", "Unknown" }, // the rules of a perimeter decide, and are not in the template
        { "CosmosDBDisablesPublicNetwork/Pass", "databaseaccounts/pass", "NotReachable" },
        { "MariaDBPublicAccessDisabled/fail", "servers/fail", "Unknown" }, // public, and no firewall rule is told: the peer does not ask for one
        { "MariaDBPublicAccessDisabled/pass", "servers/pass", "NotReachable" },
        { "PostgreSQLServerPublicAccessDisable/fail1", "servers/fail1", "Unknown" }, // the same
        { "PostgreSQLServerPublicAccessDisable/fail2", "servers/fail2", "Unknown" }, // the same
        { "PostgreSQLServerPublicAccessDisable/pass", "servers/pass", "NotReachable" },
        { "SQLServerHasPublicAccessDisabled/fail", "servers/fail", "Unknown" }, // the same
        { "SQLServerHasPublicAccessDisabled/pass", "servers/pass", "NotReachable" },
        { "SQLServerNoPublicAccess/sqlServerNoPublicAccess-TDE-FAILED", "microsoft.sql/servers", "Wide" },
        { "SQLServerNoPublicAccess/sqlServerNoPublicAccess-TDE-PASSED", "microsoft.sql/servers", "NotReachable" },
        { "StorageAccountDefaultNetworkAccessDeny/storageAccountDefaultNetworkAccessDeny-FAILED", "storageaccounts", "Wide" },
        { "StorageAccountDefaultNetworkAccessDeny/storageAccountDefaultNetworkAccessDeny-PASSED", "storageaccounts", "NotReachable" },
        { "StorageAccountDefaultNetworkAccessDeny/storageAccountDefaultNetworkAccessDeny-PASSED2", "storageaccounts", "NotReachable" },
        { "StorageAccountDefaultNetworkAccessDeny/storageAccountDefaultNetworkAccessDeny-UNKNOWN", "storageaccounts", "Unknown" },
        { "StorageAccountDisablePublicAccess/FAILED", "storageaccounts/enabled", "Wide" },
        { "StorageAccountDisablePublicAccess/PASSED", "storageaccounts/default", "Wide" }, // absent means Enabled; the peer takes it for disabled
        { "StorageAccountDisablePublicAccess/PASSED_2", "storageaccounts/disabled", "NotReachable" },
    };

    [SampleTheory]
    [MemberData(nameof(Templates))]
    public void services_of_templates_are_judged_by_what_the_template_says(string file, string asset, string expected) =>
        Assert.Equal(expected, Verdict($"/{asset}", "checkov-arm", $"example_{file}.json"));

    [SampleTheory]
    [InlineData("private-endpoint-public", "Wide")]
    [InlineData("public", "Wide")]
    [InlineData("private-endpoint-private", "NotReachable")]
    [InlineData("private-endpoint-restricted", "Narrow")] // an allow list makes it narrow, not safe
    [InlineData("private-endpoint-restricted-bad", "Narrow")]
    public void control_planes_of_gke(string cluster, string expected) =>
        Assert.Equal(expected, Verdict($"/clusters/{cluster}", "gcp-policy-library", "gke_master_authorized_networks_enabled", "assets", "data.json"));

    [SampleTheory]
    [InlineData("sql_public_ip", "public-sql", "NotReachable")] // the peer asks for an address alone; without an authorised network only connectors get in
    [InlineData("sql_public_ip", "public-private-sql", "NotReachable")] // the same
    [InlineData("sql_public_ip", "public-private-sql2", "NotReachable")] // the same
    [InlineData("sql_public_ip", "private-sql", "NotReachable")]
    [InlineData("sql_allowed_authorized_networks", "no-authorized-networks", "NotReachable")]
    [InlineData("sql_allowed_authorized_networks", "authorized-networks-35", "NotReachable")] // its entry ended in 1970
    public void instances_of_cloud_sql(string folder, string instance, string expected) =>
        Assert.Equal(expected, Verdict($"/instances/{instance}", "gcp-policy-library", folder, "assets", "data.json"));

    [SampleFact]
    public void a_cloud_sql_instance_with_the_whole_internet_among_its_networks_is_wide()
    {
        var document = Document("cartography", "gcp_cloud_sql.json");
        Assert.Equal("Wide", Verdict("/instances/carto-sql-test-instance", document["MOCK_INSTANCES"]));
    }

    [SampleFact]
    public void the_database_of_the_demo_account_is_not_publicly_accessible() =>
        Assert.Equal("NotReachable", Verdict(":db:securitymonkey", "cloudmapper-demo", "us-east-1", "rds-describe-db-instances.json"));

    [SampleFact]
    public void an_event_with_ones_for_truths_tells_a_storage_account_open_to_all() =>
        Assert.Equal("Wide", Verdict("/storageaccounts/stexample1", "event-samples", "azure", "resource-notifications-CreatedOrUpdated.json"));

    [SampleFact]
    public void a_recorded_bucket_is_reached_and_not_public()
    {
        var verdict = Find("config-rule-sanity", Document("event-samples", "aws-config", "s3.json"));
        Assert.Equal((VerdictStatus.Reachable, PublicAccess.No), (verdict.Status, verdict.Access));
    }

    private static string Verdict(string asset, params string[] file) => Verdict(asset, Document(file));

    private static string Verdict(string asset, Body document) => Find(asset, document) is var verdict && verdict.WidthFor(Cases.Internet) is { } width ? $"{width}" : $"{verdict.Status}";

    private static Verdict Find(string asset, Body document)
    {
        var assessment = new Assessment(Cases.Internet);
        assessment.Accept(assessment.Propose(Clouds.Changes(document), Now));
        return assessment.Verdicts.First(verdict => verdict.Asset.Text.EndsWith(asset, StringComparison.Ordinal)
            || verdict.Asset.Text.Contains($"{asset}/[", StringComparison.Ordinal));
    }

    private static Body Document(params string[] file) => new(JsonElement.Parse(File.ReadAllBytes(Repository.Shared(["cloud", .. file]))));
}
