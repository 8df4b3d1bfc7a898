using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Hunting;
using ExposurePipeline.Functions.Hunting.Tables;
using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Tables;
using ExposurePipeline.Tests.Functions.Http;
using Xunit;
using static ExposurePipeline.Tests.Functions.Http.Answers;

namespace ExposurePipeline.Tests.Functions.Hunting;

public sealed class DeviceTablesTests
{
    private const string Vm = "/subscriptions/s-1/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/web-1";

    private static readonly DeviceProfile Server = new(
        "web-1.contoso.com", "WindowsServer2022", "10.0", "Servers", "Onboarded", "Active", "Server", "High", "Medium", "aad-1", ["dmz", "O'Neil \"x\""], Vm, null, 7);

    private readonly Answers answers = new();

    [Fact]
    public async Task a_device_has_a_row_for_each_evidence_in_force_and_else_one()
    {
        await FillAsync();

        Assert.Equal("bare | False | 1; desk | False | 1; web | True | 2", await AskAsync("DeviceInfo | summarize n = count() by DeviceId, IsInternetFacing | sort by DeviceId asc"));
    }

    [Fact]
    public async Task additional_fields_carry_both_spellings_of_the_scanned_endpoint()
    {
        await FillAsync();

        Assert.Equal(
            "PublicScan | 45.1.2.3 | 45.1.2.3 | 1610 | 1610 | 10.0.0.5 | 161 | Udp",
            await AskAsync("""
                DeviceInfo | where AdditionalFields has "PublicScan"
                | project extractjson("$.InternetFacingReason", AdditionalFields), extractjson("$.InternetFacingPublicScannedIp", AdditionalFields), extractjson("$.InternetFacingScannedPublicIp", AdditionalFields),
                    extractjson("$.InternetFacingPublicScannedPort", AdditionalFields, typeof(int)), extractjson("$.InternetFacingScannedPublicPort", AdditionalFields, typeof(int)),
                    extractjson("$.InternetFacingLocalIp", AdditionalFields), extractjson("$.InternetFacingLocalPort", AdditionalFields, typeof(int)), extractjson("$.InternetFacingTransportProtocol", AdditionalFields)
                """));
    }

    [Fact]
    public async Task what_the_inventory_told_stands_in_defenders_columns()
    {
        await FillAsync();

        Assert.Equal(
            $"web-1.contoso.com | WindowsServer2022 | 10.0 | Servers | Onboarded | Active | Server | High | Medium | aad-1 | O'Neil \"x\" | {Vm} | s-1 | Azure | 45.1.2.3",
            await AskAsync("""
                DeviceInfo | where DeviceId == "web" | summarize arg_max(Timestamp, *) by DeviceId
                | project DeviceName, OSPlatform, OSVersion, MachineGroup, OnboardingStatus, SensorHealthState, DeviceType, AssetValue, ExposureLevel, AadDeviceId,
                    tostring(parse_json(DeviceManualTags)[0]), AzureResourceId, AzureVmSubscriptionId, tostring(parse_json(CloudPlatforms)[0]), PublicIP
                """));
    }

    [Fact]
    public async Task what_nobody_told_is_empty_and_time_has_its_other_name()
    {
        await FillAsync();

        Assert.Equal("True | null | null |  | ", await AskAsync("DeviceInfo | where DeviceId == 'bare' | project Timestamp == TimeGenerated, OSBuild, IsAzureADJoined, JoinType, AdditionalFields"));
    }

    [Fact]
    public async Task a_merged_device_and_its_heir_name_each_other()
    {
        await FillAsync();
        await answers.ObserveAsync(Device("old"), new ProfileSeen(Server with { Name = "old" }, Now.AddDays(-1)), new DeviceMerged(new DeviceId("web"), Now));
        await answers.ObserveAsync(Device("alias"), new DeviceMerged(new DeviceId("web"), Now));

        Assert.Equal("old |  | web; web | [\"alias\",\"old\"] | ", await AskAsync("DeviceInfo | where DeviceId in ('web', 'old', 'alias') | distinct DeviceId, MergedDeviceIds, MergedToDeviceId | sort by DeviceId asc"));
    }

    [Fact]
    public async Task only_the_tenants_own_devices_are_seen()
    {
        await FillAsync();

        Assert.Equal("0", await AskAsync("DeviceInfo | count", tenant: new TenantId("fabrikam")));
    }

    [Fact]
    public async Task rows_outside_the_span_are_left_out()
    {
        await FillAsync();
        var span = new HuntingSpan(Now.UtcDateTime.AddDays(-2), Now.UtcDateTime.AddHours(-1));

        Assert.Equal("desk", await AskAsync("DeviceInfo | project DeviceId", span));
    }

    [Theory]
    [InlineData("DeviceId", "web", "desk")]
    [InlineData("IsInternetFacing", true)]
    public async Task rows_that_a_query_cannot_use_need_not_be_read_and_the_rest_is_the_same(string column, params object[] values)
    {
        await FillAsync();
        var table = Assert.Single(await new DeviceTables(answers.Inventory()).OpenAsync(Tenant, null, default));
        var at = DeviceInfoTable.Schema.IndexOf(column);

        var all = Rows(table, TableScan.Everything).Where(row => values.Contains(row[at])).ToList();
        var wanted = Rows(table, new TableScan([new ScanFilter(at, ScanComparison.OneOf, values)]));

        Assert.NotEmpty(all);
        Assert.Equal(all.Select(static row => string.Join('|', row)).Order(), wanted.Select(static row => string.Join('|', row)).Order());
    }

    [Theory]
    [InlineData("DeviceInfo | where Timestamp > ago(7d) | where IsInternetFacing", "Timestamp AtLeast, IsInternetFacing OneOf True")]
    [InlineData("DeviceInfo | where IsInternetFacing == true", "IsInternetFacing OneOf True")]
    [InlineData("DeviceInfo | where DeviceId == 'web' and DeviceName has 'contoso'", "DeviceId OneOf web, DeviceName HasTerm contoso")]
    [InlineData("DeviceInfo | where not(IsInternetFacing)", "")]
    public async Task what_a_query_asks_of_devices_reaches_the_table(string query, string filters)
    {
        var table = new Asked(DeviceInfoTable.Name, DeviceInfoTable.Schema);

        await Hunt.Over(table).AskAsync(query);

        Assert.Equal(filters, string.Join(", ", Assert.Single(table.Scans).Filters.Select(static f => $"{DeviceInfoTable.Schema.Columns[f.Column].Name} {f.Comparison}{(f.Values[0] is DateTime ? "" : $" {f.Values[0]}")}")));
    }

    private static List<object?[]> Rows(IHuntingTable table, TableScan scan) =>
        [.. table.Read(scan).SelectMany(static batch => Enumerable.Range(0, batch.Length).Select(row => Enumerable.Range(0, batch.Width).Select(column => batch[column].Boxed(row)).ToArray()))];

    private Task<string> AskAsync(string query, HuntingSpan? span = null, TenantId? tenant = null) => new Hunt([new DeviceTables(answers.Inventory())]).AskAsync(query, span, tenant);

    private async Task FillAsync()
    {
        await answers.ObserveAsync(
            Device("web"), Connection(Now), Scan(Now), Connection(Now.AddDays(-3), 22), new ProfileSeen(Server, Now), new AddressSeen(Ip("45.1.2.3"), AddressRelation.Egress, Sighting.At(Now)));
        await answers.ObserveAsync(Device("desk"), new ProfileSeen(Server with { Name = "desk", CloudResourceId = null }, Now.AddDays(-1)));
        await answers.ObserveAsync(Device("bare"), new AddressSeen(Ip("10.0.0.9"), AddressRelation.Interface, Sighting.At(Now)));
    }
}
