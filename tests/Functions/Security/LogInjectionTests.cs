using System.Text;
using System.Text.Json;
using ExposurePipeline.Tests.Functions.Settings;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Security;

/// <summary>Strangers' words in the log: an entry stays one line, nothing acts on the terminal, and no line can be made up.</summary>
public sealed class LogInjectionTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Spoof = "x\r\nfail: Made.Up: ok\n\u001b[2J\u001b]0;title\u0007\u0085\u2028\u2029\b\u009b31m\v\f";

    [Fact]
    public async Task what_producers_and_callers_write_never_begins_a_line()
    {
        var settings = CompleteSettings.Create();
        settings["ExposureStorage"] = azurite.ConnectionString;
        using var app = await AppProcess.StartAsync(settings);
        using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{app.Port}/"), Timeout = TimeSpan.FromMinutes(2) };
        var properties = JsonSerializer.Serialize(new[] { new Dictionary<string, string> { ["format"] = Spoof, ["tenantId"] = Spoof[..20], ["deviceId"] = Spoof } });
        var partition = new { EventHubName = Spoof, PartitionId = Spoof };
        var payload = JsonSerializer.Serialize(new { Data = new { events = "[\"eA==\"]" }, Metadata = new { PropertiesArray = properties, TriggerPartitionContext = partition } });

        using var content = new StringContent(payload, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri("NormaliseConnections", UriKind.Relative), content);
        using var missing = await client.GetAsync(new Uri("api/%0d%0afail:%20Made.Up:%20ok%1b[2J", UriKind.Relative));

        Assert.Contains(app.Lines, static line => line.Contains("set aside", StringComparison.Ordinal) && line.Contains("Made.Up", StringComparison.Ordinal)); // it was told, on its own line
        Assert.All(app.Lines, static line => Assert.Matches("^(info|warn|fail): ", line));
        Assert.DoesNotContain(app.Lines, static line => line.StartsWith("fail: Made.Up", StringComparison.Ordinal) || line.Any(char.IsControl) || line.AsSpan().ContainsAny('\u2028', '\u2029'));
    }
}
