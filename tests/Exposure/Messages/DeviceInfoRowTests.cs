using System.Text.Json;
using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Messages;

public sealed class DeviceInfoRowTests
{
    private static readonly DateTime T = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);
    private static readonly JsonSerializerOptions Indented = new(HuntingJson.Relaxed.Options) { WriteIndented = true };

    private static readonly Machine Web = new()
    {
        Id = "web", ComputerDnsName = "web-1.contoso.com", OsPlatform = "Linux", Version = "24.04", LastSeen = T, LastExternalIpAddress = "45.1.2.3",
        RbacGroupName = "Servers", OnboardingStatus = "Onboarded", HealthStatus = "Active", DeviceType = "Server", DeviceValue = "High", ExposureLevel = "Low",
        AadDeviceId = "aad-1", MachineTags = ["dmz", "caffè"], CloudResourceId = "arn:aws:ec2:eu-west-1:1:instance/i-1", IsInternetFacing = true,
        InternetFacingReasons = [Reason.PublicScan], InternetFacingLastSeen = T, Evidence = [Evidence("10.0.0.5", 443), Evidence("0.0.0.0", 0)],
    };

    [Fact]
    public void rows_are_defenders() =>
        Golden.Matches(string.Join(",\n", DeviceInfoRow.Of(Web).Select(row => JsonSerializer.Serialize(row, Indented))), "tests", "Exposure", "Messages", "device-info.golden.txt");

    [Theory]
    [InlineData("/subscriptions/s/resourceGroups/g", "/subscriptions/s/resourceGroups/g", null, null)]
    [InlineData("/Subscriptions/S", "/Subscriptions/S", null, null)] // ARM ids compare without case
    [InlineData("arn:aws:ec2:eu-west-1:1:instance/i-1", null, "arn:aws:ec2:eu-west-1:1:instance/i-1", null)]
    [InlineData("//compute.googleapis.com/projects/p/zones/z/instances/1", null, null, "//compute.googleapis.com/projects/p/zones/z/instances/1")]
    [InlineData(null, null, null, null)]
    public void a_cloud_resource_is_in_its_clouds_column(string? id, string? azure, string? aws, string? google)
    {
        var row = DeviceInfoRow.Of(Web with { CloudResourceId = id }).First();

        Assert.Equal((azure, aws, google), (row.AzureResourceId, row.AwsResourceName, row.GcpFullResourceName));
    }

    [Fact]
    public void a_tag_whose_evidence_is_not_listed_still_tells_its_reason() =>
        Assert.Contains("\"InternetFacingReason\":\"PublicScan\"", Assert.Single(DeviceInfoRow.Of(Web with { Evidence = [] })).AdditionalFields, StringComparison.Ordinal);

    [Fact]
    public void a_device_without_the_tag_has_one_row_that_says_so()
    {
        var row = Assert.Single(DeviceInfoRow.Of(Web with { IsInternetFacing = false }));

        Assert.Equal((false, null), (row.IsInternetFacing, row.AdditionalFields));
    }

    [Fact]
    public void a_device_of_which_no_event_ever_came_has_no_row() => Assert.Empty(DeviceInfoRow.Of(Web with { LastSeen = null }));

    private static EvidenceView Evidence(string ip, int port) => new(
        Reason.PublicScan, "", Transport.Tcp, "Connected", ip, port, "45.1.2.3", 8443, T, T, T, [], 0, null, [], [], [], new CauseView(CauseKind.Unknown, null, null, null));
}
