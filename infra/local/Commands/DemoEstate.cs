using Azure.Messaging.EventHubs.Producer;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Local.Configuration;
using ExposurePipeline.Local.Hosting;
using ExposurePipeline.Local.Telemetry;
using Spectre.Console;

namespace ExposurePipeline.Local.Commands;

/// <summary>The shipped configuration of three clouds, where it meets what the shipped telemetry observed.</summary>
internal static class DemoEstate
{
    // Each verdict follows the last of both sides within seconds; an address that leads to an asset is heard of once more.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Sends all of it to hub <c>resources</c>.</summary>
    public static async Task<SendTotals> SendAsync(Endpoints endpoints, string tenant, CancellationToken cancellation)
    {
        await using var producer = new EventHubProducerClient(endpoints.EventHubs, "resources");
        var files = new ConfigurationFiles([Path.Combine(RepositoryFolder.Demo, "clouds")]);
        return await new HubSender(producer, null, new Dictionary<string, string> { [RawEvent.TenantProperty] = tenant }).SendAsync(new ResourceEvents(files).Bodies(), null, cancellation);
    }

    /// <summary>Explains every asset once its verdict is the expected one, or as it is when patience ends; returns the verdicts by name, and how many devices are observed.</summary>
    public static async Task<(IReadOnlyDictionary<string, string> Verdicts, int Observed)> ExplainAsync(Endpoints endpoints, DemoExpectation expected, CancellationToken cancellation)
    {
        using var clouds = new CloudClient(endpoints.Http, expected.Tenant);
        var assets = await WaitAsync(clouds, expected, cancellation);
        AnsiConsole.Write(Report.Resources(assets));
        foreach (var asset in assets)
        {
            AnsiConsole.WriteLine();
            await KnownAsset.PrintAsync(clouds, asset.Key, port: null, cancellation);
        }

        var counts = await clouds.CountAsync(cancellation);
        AnsiConsole.WriteLine();
        AnsiConsole.WriteLine($"Assets and other devices by verdict: {string.Join(", ", counts.Select(static each => $"{each.Count} {each.Verdict}"))}.");
        return (assets.ToDictionary(static each => each.Name, static each => each.Verdict), counts.First(static each => each.Verdict == "Observed").Count);
    }

    private static async Task<IReadOnlyList<CloudResource>> WaitAsync(CloudClient clouds, DemoExpectation expected, CancellationToken cancellation)
    {
        var until = TimeProvider.System.GetUtcNow() + Patience;
        while (true)
        {
            var assets = await clouds.ListAsync("isAsset", cancellation);
            if (expected.Verdicts.All(each => assets.Any(asset => asset.Name == each.Key && asset.Verdict == each.Value)) || TimeProvider.System.GetUtcNow() >= until)
                return assets;
            await Task.Delay(TimeSpan.FromMilliseconds(500), cancellation);
        }
    }
}
