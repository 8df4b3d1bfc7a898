using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using ExposurePipeline.Local.Commands;
using ExposurePipeline.Local.Hosting;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.EndToEnd;

/// <summary>The queries of Microsoft's own page, byte for byte, from the hubs to the answer.</summary>
public sealed partial class SeedQueryTests
{
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

        Assert.Empty(await AskAsync(run, "fabrikam", "DeviceInfo"));
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

    private static string Text(JsonElement row, string column) => row.GetProperty(column).GetString()!;

    [GeneratedRegex("^```kusto\n(.*?)```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
