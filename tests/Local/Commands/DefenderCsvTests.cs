using System.Text;
using System.Text.Json;
using ExposurePipeline.Local;
using ExposurePipeline.Local.Telemetry;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Local.Commands;

public sealed class DefenderCsvTests
{
    [SampleFact]
    public void a_real_export_becomes_streamed_records()
    {
        var records = Convert(File.ReadAllBytes(Repository.Shared("samples", "e01-advanced-hunting-results", "plaso-advanced_hunting-network-rows.csv")));

        Assert.Equal(16, records.Count);
        Assert.All(records, r => Assert.Equal("AdvancedHunting-DeviceNetworkEvents", r.GetProperty("category").GetString()));
        var exposed = Assert.Single(records, r => Property(r, "RemoteIP").GetString() == "::ffff:198.199.114.69");
        Assert.Equal("InboundConnectionAccepted", Property(exposed, "ActionType").GetString());
        Assert.Equal(("::ffff:10.2.0.5", 443, "FourToSixMapping"), (Property(exposed, "LocalIP").GetString(), Property(exposed, "LocalPort").GetInt32(), Property(exposed, "RemoteIPType").GetString()));
        Assert.Equal(JsonValueKind.Null, Property(exposed, "InitiatingProcessCommandLine").ValueKind);
        var scans = records.Where(r => Property(r, "ActionType").GetString() == "InboundInternetScanInspected").ToArray();
        Assert.Equal(2, scans.Length);
        Assert.All(scans, s => Assert.Contains("PublicScannedIp", Property(s, "AdditionalFields").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public void types_come_back_and_empty_is_null()
    {
        var record = Assert.Single(Convert("""
            Timestamp,DeviceId,ActionType,RemotePort,ReportId_long,ReportId_string,IsInitiatingProcessRemoteSession,AdditionalFields,RemoteIP
            2026-01-02T03:04:05.1234567Z,abc,ConnectionSuccess,443,639199803770463703,,True,"{""a"":""b, c""}",
            """u8.ToArray()));

        Assert.Equal("2026-01-02T03:04:05.1234567Z", record.GetProperty("time").GetString());
        Assert.Equal("contoso", record.GetProperty("tenantId").GetString());
        Assert.Equal(443, Property(record, "RemotePort").GetInt32());
        Assert.Equal(639199803770463703, Property(record, "ReportId").GetInt64()); // beyond 2^53
        Assert.True(Property(record, "IsInitiatingProcessRemoteSession").GetBoolean());
        Assert.Equal("{\"a\":\"b, c\"}", Property(record, "AdditionalFields").GetString());
        Assert.Equal(JsonValueKind.Null, Property(record, "RemoteIP").ValueKind);
    }

    [Theory]
    [InlineData("Timestamp,DeviceId,ActionType\n2026-01-02T00:00:00Z,a,InboundConnectionAccepted", "DeviceNetworkEvents")]
    [InlineData("Timestamp,DeviceId,ActionType\n2026-01-02T00:00:00Z,a,SslConnectionInspected", "DeviceNetworkEvents")]
    [InlineData("Timestamp,DeviceId,ActionType\n2026-01-02T00:00:00Z,a,LdapSearch", "DeviceEvents")]
    [InlineData("Timestamp,DeviceId,OSPlatform\n2026-01-02T00:00:00Z,a,Linux", "DeviceInfo")]
    [InlineData("Timestamp,DeviceId,IPAddresses\n2026-01-02T00:00:00Z,a,[]", "DeviceNetworkInfo")]
    public void the_table_follows_from_the_columns(string csv, string table) =>
        Assert.Equal("AdvancedHunting-" + table, Assert.Single(Convert(Encoding.UTF8.GetBytes(csv))).GetProperty("category").GetString());

    [Fact]
    public void the_date_format_of_the_portal_becomes_iso() =>
        Assert.Equal("2023-12-21T20:00:28.0000000Z", Assert.Single(Convert("Timestamp,DeviceId\n\"Dec 21, 2023 8:00:28 PM\",a"u8.ToArray())).GetProperty("time").GetString());

    [Fact]
    public void a_quote_that_never_ends_is_refused_with_its_line()
    {
        var fault = Assert.Throws<SetupException>(() => Convert("Timestamp,DeviceId\n2026-01-02T00:00:00Z,\"abc"u8.ToArray()));

        Assert.StartsWith("x.csv: line 2 is no well-formed CSV", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Timestamp,DeviceId\n", true)]
    [InlineData("\uFEFF\"Timestamp\",\"X\",\"DeviceId\"\r\n", true)]
    [InlineData("{\"Timestamp\":1,\"DeviceId\":2}", false)]
    [InlineData("", false)]
    public void an_export_is_known_by_its_header(string content, bool expected) =>
        Assert.Equal(expected, DefenderCsv.Recognises(Encoding.UTF8.GetBytes(content)));

    private static JsonElement Property(JsonElement record, string name) => record.GetProperty("properties").GetProperty(name);

    private static List<JsonElement> Convert(byte[] csv) =>
        [.. DefenderCsv.Convert(csv, "contoso", "x.csv").SelectMany(body => JsonDocument.Parse(body).RootElement.GetProperty("records").EnumerateArray())];
}
