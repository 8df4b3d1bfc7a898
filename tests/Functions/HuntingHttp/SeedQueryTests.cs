using System.Text.Json;
using System.Text.RegularExpressions;
using ExposurePipeline.Hunting.Tables;
using ExposurePipeline.Tests.Functions.Flow;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Functions.HuntingHttp;

/// <summary>The queries of Microsoft's own page on internet-facing devices, byte for byte, over real rows.</summary>
public sealed partial class SeedQueryTests
{
    private const string Exposed = "jhdfaiouiuv4584fgasd64h5s4ghs54afd45gadf6";

    // A device that was flagged and is no more, one that is with a newer row, one that never was.
    private static readonly string[] Devices =
    [
        """{"Timestamp":"2023-12-20T00:00:00Z","DeviceId":"flagged","DeviceName":"web","IsInternetFacing":"true","AdditionalFields":"{\"InternetFacingReason\":\"PublicScan\",\"InternetFacingLocalPort\":443,\"InternetFacingPublicScannedPort\":8443,\"InternetFacingPublicScannedIp\":\"45.1.2.3\",\"InternetFacingLocalIp\":\"10.0.0.4\",\"InternetFacingTransportProtocol\":\"Tcp\",\"InternetFacingLastSeen\":\"2023-12-19T23:00:00Z\"}"}""",
        """{"Timestamp":"2023-12-21T00:00:00Z","DeviceId":"flagged","DeviceName":"web-renamed","IsInternetFacing":"true","AdditionalFields":"{\"InternetFacingReason\":\"ExternalNetworkConnection\",\"InternetFacingLocalPort\":\"3389\",\"InternetFacingScannedPublicPort\":1,\"InternetFacingScannedPublicIp\":\"45.1.2.4\"}"}""",
        """{"Timestamp":"2023-12-20T00:00:00Z","DeviceId":"cleared","IsInternetFacing":"true","AdditionalFields":"{}"}""",
        """{"Timestamp":"2023-12-21T00:00:00Z","DeviceId":"cleared","IsInternetFacing":"false"}""",
        """{"Timestamp":"2023-12-21T00:00:00Z","DeviceId":"inner","IsInternetFacing":"false"}""",
    ];

    [SampleFact]
    public async Task the_query_for_accepted_connections_names_no_device_and_finds_none()
    {
        var told = await AskAsync(Seed("InboundConnectionAccepted"));

        Assert.Empty(Rows(told));
        Assert.Equal(
            ["DeviceId", "LocalIP", "LocalPort", "RemoteIP", "RemotePort", "InitiatingProcessCommandLine", "InitiatingProcessId", "DeviceName"],
            told.Json.GetProperty("schema").EnumerateArray().Take(8).Select(static column => column.GetProperty("name").GetString()));
        Assert.Equal(DeviceNetworkEventsTable.Schema.Count, told.Json.GetProperty("schema").GetArrayLength());
    }

    [SampleFact]
    public async Task with_a_device_put_in_it_finds_the_strangers_connection_alone()
    {
        var told = await AskAsync(Seed("InboundConnectionAccepted").Replace("DeviceId == \"\"", $"DeviceId == \"{Exposed}\"", StringComparison.Ordinal));

        var row = Assert.Single(Rows(told));
        Assert.Equal(
            (Exposed, "10.2.0.5", 443, "198.199.114.69", 37558, "", 4),
            (Text(row, "DeviceId"), Text(row, "LocalIP"), Number(row, "LocalPort"), Text(row, "RemoteIP"), Number(row, "RemotePort"), Text(row, "InitiatingProcessCommandLine"), Number(row, "InitiatingProcessId")));
    }

    [SampleFact]
    public async Task the_query_for_internet_facing_devices_gives_the_newest_flagged_row_of_each()
    {
        var told = await AskAsync(Seed("IsInternetFacing"));

        Assert.Equal(["cleared 2023-12-20T00:00:00Z", "flagged 2023-12-21T00:00:00Z"], Rows(told).Select(static row => $"{Text(row, "DeviceId")} {Text(row, "Timestamp")}").Order(StringComparer.Ordinal));
        var flagged = Rows(told).Single(static row => Text(row, "DeviceId") == "flagged");
        Assert.Equal(
            ("ExternalNetworkConnection", 3389, 1, "45.1.2.4", "", 1),
            (Text(flagged, "InternetFacingReason"), Number(flagged, "InternetFacingLocalPort"), Number(flagged, "InternetFacingScannedPublicPort"), Text(flagged, "InternetFacingScannedPublicIp"), Text(flagged, "InternetFacingLocalIp"), Number(flagged, "IsInternetFacing")));
        Assert.Equal("{}", flagged.GetProperty("InternetFacingLastSeen").GetRawText());
        Assert.Equal("DateTime", Type(told, "InternetFacingLastSeen"));
        Assert.Equal("Int32", Type(told, "InternetFacingLocalPort"));
    }

    [SampleTheory] // The three that the page's later edition has instead of the first query.
    [InlineData("DeviceNetworkEvents\n| where Protocol == \"Udp\"\n| where ActionType == \"InboundInternetScanInspected\"", 2)]
    [InlineData("DeviceNetworkEvents\n| where Protocol == \"Tcp\"\n| where ActionType == \"InboundInternetScanInspected\"", 0)]
    [InlineData("DeviceInfo\n| where Timestamp > ago(7d)\n| where IsInternetFacing\n| extend InternetFacingReason = extractjson(\"$.InternetFacingReason\", AdditionalFields, typeof(string)), InternetFacingPublicScannedPort = extractjson(\"$.InternetFacingPublicScannedPort\", AdditionalFields, typeof(int))\n| summarize arg_max(Timestamp, *) by DeviceId", 2)]
    public async Task the_later_editions_queries_find_their_rows(string query, int rows) => Assert.Equal(rows, Rows(await AskAsync(query)).Count);

    [SampleFact]
    public async Task scanners_are_where_the_product_puts_them()
    {
        var told = await AskAsync("DeviceNetworkEvents | where ActionType == 'InboundInternetScanInspected' | extend f = parse_json(AdditionalFields) | where RemoteIP == tostring(f.PublicScannedIp) and RemotePort == toint(f.PublicScannedPort) | project RemoteIP, RemotePort | order by RemotePort asc");

        Assert.Equal(["84.251.60.178 873", "86.60.210.12 9160"], Rows(told).Select(static row => $"{Text(row, "RemoteIP")} {Number(row, "RemotePort")}"));
    }

    private static async Task<Reply> AskAsync(string query)
    {
        var engine = new SampleEngine(
            new FixedClock(new DateTimeOffset(2023, 12, 25, 0, 0, 0, TimeSpan.Zero)),
            new SampleRows(DeviceNetworkEventsTable.Name, DeviceNetworkEventsTable.Schema, SampleRows.Export()),
            new SampleRows(DeviceInfoTable.Name, DeviceInfoTable.Schema, [.. Devices.Select(static row => JsonElement.Parse(row))]));
        var told = await new Desk(engine: engine).GraphAsync(query);
        Assert.True(told.Status == 200, told.Body);
        return told;
    }

    /// <summary>The query of the page that has a word, as it stands there.</summary>
    private static string Seed(string word)
    {
        var page = File.ReadAllText(Path.Combine(Repository.SharedData, "..", "seeds", "internet-facing-devices.md"));
        return Block().Matches(page).Select(static match => match.Groups[1].Value).Single(query => query.Contains(word, StringComparison.Ordinal));
    }

    private static IReadOnlyList<JsonElement> Rows(Reply told) => [.. told.Json.GetProperty("results").EnumerateArray()];

    private static string Type(Reply told, string column) => told.Json.GetProperty("schema").EnumerateArray().Single(each => each.GetProperty("name").GetString() == column).GetProperty("type").GetString()!;

    private static string Text(JsonElement row, string column) => row.GetProperty(column).GetString()!;

    private static int Number(JsonElement row, string column) => row.GetProperty(column).GetInt32();

    [GeneratedRegex("^```kusto\n(.*?)```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
