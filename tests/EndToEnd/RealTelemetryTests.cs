using System.Text.Json;
using ExposurePipeline.Local.Telemetry;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.EndToEnd;

/// <summary>Real rows of real tools, from the hub to the HTTP answer.</summary>
public sealed class RealTelemetryTests
{
    [SampleFact]
    public async Task the_exposed_row_of_a_real_advanced_hunting_export_flags_its_device_for_the_right_reasons()
    {
        await using var run = await Run.StartAsync();
        var export = Repository.Shared("samples", "e01-advanced-hunting-results", "plaso-advanced_hunting-network-rows.csv");
        await run.SendAsync("connections", new Replay([export], Run.Tenant).BodiesUpTo(DateTimeOffset.UtcNow));
        await run.SettleAsync();

        var machine = (await run.GetAsync("/api/machines?$filter=isInternetFacing eq true")).GetProperty("value").EnumerateArray().Single();

        Assert.Equal("jhdfaiouiuv4584fgasd64h5s4ghs54afd45gadf6", machine.GetProperty("id").GetString());
        var evidence = machine.GetProperty("evidence").EnumerateArray().Select(Describe).Order(StringComparer.Ordinal);
        Assert.Equal(["ExternalNetworkConnection Tcp 10.2.0.5:443", "PublicScan Udp 84.251.60.178:873", "PublicScan Udp 86.60.210.12:9160"], evidence);
    }

    [SampleFact]
    public async Task a_real_nmap_file_flags_the_device_that_holds_the_scanned_address_with_every_open_port_and_no_other()
    {
        await using var run = await Run.StartAsync(("Exposure__DefaultTenant", Run.Tenant));
        await run.SendAsync("inventory", Interface("mail01", "198.38.82.159"), Interface("other", "198.38.82.160"));
        await run.SettleAsync();
        await run.SendAsync("scans", new Replay([Repository.Shared("samples", "b01-nmap-xml", "defectdojo-nmap_multiple_port.xml")], Run.Tenant).BodiesUpTo(DateTimeOffset.UtcNow));
        await run.SettleAsync();

        var machine = (await run.GetAsync("/api/machines?$filter=isInternetFacing eq true")).GetProperty("value").EnumerateArray().Single();

        Assert.Equal("mail01", machine.GetProperty("id").GetString());
        Assert.Equal(["PublicScan"], machine.GetProperty("internetFacingReasons").EnumerateArray().Select(r => r.GetString()));
        var evidence = machine.GetProperty("evidence").EnumerateArray().ToList();
        Assert.All(evidence, e => Assert.Equal("HoldsAddress", e.GetProperty("rules").EnumerateArray().Single().GetString()));
        Assert.Equal([21, 25, 53, 80, 110, 143, 443, 465, 587, 993, 995, 2525, 3306], evidence.Select(e => e.GetProperty("publicPort").GetInt32()).Order());
    }

    private static string Interface(string device, string address) => $$$"""
        {"category":"AdvancedHunting-DeviceNetworkInfo","tenantId":"{{{Run.Tenant}}}","properties":{"DeviceId":"{{{device}}}","Timestamp":"{{{DateTime.UtcNow:O}}}","IPAddresses":"[{\"IPAddress\":\"{{{address}}}\",\"SubnetPrefix\":24,\"AddressType\":\"Public\"}]"}}
        """;

    private static string Describe(JsonElement e) => e.GetProperty("reason").GetString() == "PublicScan"
        ? $"PublicScan {e.GetProperty("transport")} {e.GetProperty("publicIp")}:{e.GetProperty("publicPort")}"
        : $"{e.GetProperty("reason")} {e.GetProperty("transport")} {e.GetProperty("localIp")}:{e.GetProperty("localPort")}";
}
