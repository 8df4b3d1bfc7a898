using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using ExposurePipeline.Local.Commands;
using ExposurePipeline.Local.Hosting;
using ExposurePipeline.Local.Telemetry;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.EndToEnd;

/// <summary>The queries of Microsoft's own page, byte for byte, from the hubs to the answer.</summary>
public sealed partial class SeedQueryTests
{
    private const string Jump = "84c51c903a50e49fe069dc1bda547604a83bdc93";
    private const string Exposed = "jhdfaiouiuv4584fgasd64h5s4ghs54afd45gadf6";

    [SampleFact]
    public async Task the_demonstrations_telemetry_is_found_by_them()
    {
        var expected = DemoExpectation.Read(Path.Combine(RepositoryFolder.Demo, "expected.json"));
        await using var run = await Run.StartAsync(("Exposure__DefaultTenant", expected.Tenant));
        await DemoTelemetry.SendAsync(run.Host.Endpoints, default);
        await run.SettleAsync();

        var facing = await AskAsync(run, expected.Tenant, Seed("IsInternetFacing"));
        Assert.Equal(expected.InternetFacing.Keys.Order(StringComparer.Ordinal), facing.Select(static row => Text(row, "DeviceName")).Order(StringComparer.Ordinal));
        Assert.All(facing, static row => Assert.Contains(Text(row, "InternetFacingReason"), (string[])["PublicScan", "ExternalNetworkConnection"]));
        Assert.All(facing, static row => Assert.InRange(row.GetProperty("InternetFacingLastSeen").GetDateTime(), DateTime.UtcNow.AddDays(-3), DateTime.UtcNow.AddMinutes(1)));

        // It names no device: what it finds is what a sensor of the network saw, whose rows have none either.
        Assert.Equal(["185.220.101.7 5432", "45.148.10.33 22"], (await AskAsync(run, expected.Tenant, Seed("InboundConnectionAccepted"))).Select(Reached).Order(StringComparer.Ordinal));
        var accepted = await AskAsync(run, expected.Tenant, Seed("InboundConnectionAccepted").Replace("DeviceId == \"\"", $"DeviceId == \"{Jump}\"", StringComparison.Ordinal));
        Assert.Equal(
            ["103.149.28.14 3389", "185.220.101.47 22", "185.220.101.47 3389", "45.155.205.33 3389", "45.155.205.34 3389"],
            accepted.Select(Reached).Order(StringComparer.Ordinal));
        Assert.Equal(accepted.Count, (await AskAsync(run, expected.Tenant, $"InboundExternalNetworkEvents(\"{Jump}\")")).Count);
        Assert.Empty(await AskAsync(run, "fabrikam", "union DeviceInfo, DeviceNetworkEvents"));
    }

    [SampleFact]
    public async Task a_real_export_is_found_by_them()
    {
        await using var run = await Run.StartAsync();
        var export = Repository.Shared("samples", "e01-advanced-hunting-results", "plaso-advanced_hunting-network-rows.csv");
        await run.SendAsync("connections", new Replay([export], Run.Tenant).BodiesUpTo(DateTimeOffset.UtcNow));
        await run.SettleAsync();

        var accepted = Assert.Single(await AskAsync(run, Run.Tenant, Seed("InboundConnectionAccepted").Replace("DeviceId == \"\"", $"DeviceId == \"{Exposed}\"", StringComparison.Ordinal)));
        Assert.Equal(("10.2.0.5", 443, "198.199.114.69", 37558), (Text(accepted, "LocalIP"), accepted.GetProperty("LocalPort").GetInt32(), Text(accepted, "RemoteIP"), accepted.GetProperty("RemotePort").GetInt32()));
        Assert.Equal(2, (await AskAsync(run, Run.Tenant, "DeviceNetworkEvents\n| where Protocol == \"Udp\"\n| where ActionType == \"InboundInternetScanInspected\"")).Count);
        Assert.Equal(Exposed, Text(Assert.Single(await AskAsync(run, Run.Tenant, Seed("IsInternetFacing"))), "DeviceId"));
    }

    private static async Task<IReadOnlyList<JsonElement>> AskAsync(Run run, string tenant, string query)
    {
        using var http = new HttpClient { BaseAddress = run.Host.Endpoints.Http, DefaultRequestHeaders = { { "x-tenant-id", tenant } } };
        using var response = await http.PostAsJsonAsync(new Uri("api/security/runHuntingQuery", UriKind.Relative), new { Query = query });
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return [.. JsonElement.Parse(body).GetProperty("results").EnumerateArray()];
    }

    /// <summary>The query of the page that has a word, as it stands there.</summary>
    private static string Seed(string word) => Block()
        .Matches(File.ReadAllText(Path.Combine(Repository.SharedData, "..", "seeds", "internet-facing-devices.md")))
        .Select(static match => match.Groups[1].Value).Single(query => query.Contains(word, StringComparison.Ordinal));

    private static string Reached(JsonElement row) => $"{Text(row, "RemoteIP")} {row.GetProperty("LocalPort")}";

    private static string Text(JsonElement row, string column) => row.GetProperty(column).GetString()!;

    [GeneratedRegex("^```kusto\n(.*?)```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
