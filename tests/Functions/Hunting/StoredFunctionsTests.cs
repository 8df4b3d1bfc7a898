using System.Globalization;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Hunting.Stored;
using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Tables;
using ExposurePipeline.Tests.Functions.Http;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Hunting;

public sealed class StoredFunctionsTests
{
    private static readonly string Now = Answers.Now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    [Fact]
    public async Task inbound_connections_of_one_device_from_the_internet_are_told()
    {
        string[] rows =
        [
            Row("web", "45.9.9.9", "10.0.0.5"),
            Row("other", "45.9.9.9", "10.0.0.5"),
            Row("web", "45.9.9.8", "10.0.0.5", action: "ConnectionSuccess"),
            Row("web", "45.9.9.7", "10.0.0.5", at: Answers.Now.UtcDateTime.AddDays(-8).ToString("O", CultureInfo.InvariantCulture)),
            Row("web", "45.9.9.6", "10.0.0.5", command: "\"\"C:\\Program Files\\ZSATunnel.exe\"\" -x"),
            Row("web", "45.9.9.5", "10.0.0.5", process: "MsSense.exe"),
            Row("web", "45.9.9.4", "45.9.9.4"),
            Row("web", "10.9.9.9", "10.0.0.5"),
        ];

        Assert.Equal("45.9.9.9", await AskAsync(rows, "InboundExternalNetworkEvents('web') | project RemoteIP"));
    }

    [Theory]
    [InlineData("::ffff:45.9.9.9", "45.9.9.9")]
    [InlineData("::ffff:2d09:909", "45.9.9.9")]
    [InlineData("::ffff:10.1.1.1", "")]
    [InlineData("2a00:1450::1", "2a00:1450::1")]
    public async Task mapped_addresses_are_unwrapped(string remote, string told) =>
        Assert.Equal(told.Length == 0 ? "" : $"{told} | 10.0.0.5", await AskAsync([Row("web", remote, "::ffff:10.0.0.5")], "InboundExternalNetworkEvents('web') | project RemoteIP, LocalIP"));

    [Fact]
    public async Task the_columns_are_those_of_the_table() =>
        Assert.Equal(
            await AskAsync([], "DeviceNetworkEvents | getschema | project ColumnName, ColumnType"),
            await AskAsync([], "InboundExternalNetworkEvents('web') | getschema | project ColumnName, ColumnType"));

    [Fact]
    public async Task an_address_counts_exactly_where_the_pipeline_counts_it()
    {
        string[] addresses =
        [
            "0.0.0.0", "1.1.1.1", "9.255.255.255", "10.0.0.0", "11.0.0.0", "100.63.255.255", "100.64.0.0", "100.127.255.255", "100.128.0.0", "126.1.1.1", "127.0.0.1", "128.0.0.1",
            "168.63.129.15", "168.63.129.16", "169.253.1.1", "169.254.1.1", "172.15.255.255", "172.16.0.0", "172.31.255.255", "172.32.0.0", "191.255.255.255", "192.0.0.8", "192.0.0.9", "192.0.0.10",
            "192.0.0.11", "192.0.1.0", "192.0.2.1", "192.168.1.1", "192.169.0.0", "198.17.255.255", "198.18.0.1", "198.19.255.255", "198.20.0.0", "198.51.100.7", "203.0.113.9", "223.255.255.255",
            "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fd00::1", "ff02::1", "2000::1", "3fff:ffff::1", "3fff::1", "4000::1", "2001:db8::1", "2001:1::1", "2001:1::4",
            "2001:2::1", "2001:3::1", "2001:4:112::1", "2001:4:113::1", "2001:20::1", "2001:30::1", "2001:40::1", "2001:200::1", "2606:4700::1111", "64:ff9b::2d09:909", "64:ff9b::a00:1",
            "2002:2d09:909::1", "2002:a00:1::1", "2001:0:4136:e378:8000:63bf:d2f6:f6f6", "2001:0:4136:e378:8000:63bf:f5ff:fffe", "::ffff:45.9.9.9", "::ffff:192.168.0.1", "", "nonsense",
        ];
        var expected = addresses.Where(static text => IpAddress.TryParse(text, out var ip) && AddressSpace.IsGlobal(ip));

        var told = await AskAsync([.. addresses.Select(static (text, i) => Row("web", text, "10.0.0.5", port: i))], "InboundExternalNetworkEvents('web') | sort by RemotePort asc | project RemotePort");

        Assert.Equal(expected, told.Split("; ").Select(port => addresses[int.Parse(port, CultureInfo.InvariantCulture)]));
    }

    [Fact]
    public async Task of_the_table_only_the_devices_week_is_asked_for()
    {
        var table = new Asked(DeviceNetworkEventsTable.Name, DeviceNetworkEventsTable.Schema);

        await Hunt.Over(table).AskAsync("InboundExternalNetworkEvents('web')");

        var scan = Assert.Single(table.Scans);
        Assert.Contains(scan.Filters, static f => Column(f) == "DeviceId" && f.Comparison is ScanComparison.OneOf && f.Values is ["web"]);
        Assert.Contains(scan.Filters, static f => Column(f) == "ActionType" && f.Values is ["InboundConnectionAccepted"]);
        Assert.Contains(scan.Filters, static f => Column(f) == "Timestamp" && f.Comparison is ScanComparison.AtLeast && f.Values is [DateTime from] && from == Answers.Now.UtcDateTime.AddDays(-7));
    }

    [Fact]
    public void the_excluded_processes_are_those_of_the_default_policy()
    {
        var text = Assert.Single(StoredFunctions.All).Text;

        Assert.Contains($"dynamic([{string.Join(", ", ExposurePolicy.Default.ExcludedProcesses.Select(static name => $"\"{name}\""))}])", text, StringComparison.Ordinal);
    }

    [SampleFact]
    public async Task of_a_real_export_the_one_connection_from_the_internet_is_told()
    {
        var export = File.ReadAllText(Repository.Shared("samples", "e01-advanced-hunting-results", "plaso-advanced_hunting-network-rows.csv"));
        var table = new CsvTable(DeviceNetworkEventsTable.Name, DeviceNetworkEventsTable.Schema, export.Replace("2023-12-", "2026-03-", StringComparison.Ordinal));

        var hunt = Hunt.Over(table);
        var device = await hunt.AskAsync("DeviceNetworkEvents | where LocalPort == 443 and ActionType == 'InboundConnectionAccepted' | project DeviceId");
        var text = StoredFunctions.All[0].Text.Replace("ago(7d)", "ago(3650d)", StringComparison.Ordinal);

        Assert.Equal(
            "198.199.114.69 | 37558 | 10.2.0.5 | 443 | Tcp",
            await hunt.AskAsync($"let Inbound = {text}; Inbound('{device}') | project RemoteIP, RemotePort, LocalIP, LocalPort, Protocol"));
    }

    private static string Column(ScanFilter filter) => DeviceNetworkEventsTable.Schema.Columns[filter.Column].Name;

    private static Task<string> AskAsync(string[] rows, string query) => Hunt.Over(new CsvTable(
        DeviceNetworkEventsTable.Name, DeviceNetworkEventsTable.Schema,
        string.Join('\n', (string[])["Timestamp,DeviceId,ActionType,RemoteIP,RemotePort,LocalIP,InitiatingProcessFileName,InitiatingProcessCommandLine", .. rows]))).AskAsync(query);

    private static string Row(string device, string remote, string local, string action = "InboundConnectionAccepted", string? at = null, string process = "", string command = "", int port = 50000) =>
        string.Create(CultureInfo.InvariantCulture, $"{at ?? Now},{device},{action},{remote},{port},{local},{process},\"{command}\"");
}
