using System.Text;
using Azure.Data.Tables;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Tests.EndToEnd;
using Xunit;

namespace ExposurePipeline.Tests.Lab;

/// <summary>One session in the lab, and what the pipeline, run for real on this machine, makes of its captures.</summary>
public sealed class LabSession : IAsyncLifetime
{
    /// <summary>What strangers reached.</summary>
    internal IReadOnlyList<Reached> Truth { get; private set; } = [];

    /// <summary>The evidence of the flagged devices.</summary>
    internal IReadOnlyList<Verdict> Verdicts { get; private set; } = [];

    /// <summary>Endpoints that answered or accepted and are nobody's, with the reason.</summary>
    internal IReadOnlyList<string> Findings { get; private set; } = [];

    /// <summary>What was set aside, with format and reason.</summary>
    internal IReadOnlyList<string> Rejected { get; private set; } = [];

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (Prerequisites.Missing is not null)
            return; // every test is reported as skipped

        var measurement = await MeasureAsync();
        Truth = measurement.Truth;
        await using var run = await Run.StartAsync(("Exposure__DefaultTenant", Run.Tenant));
        foreach (var step in measurement.Captures.ToLookup(capture => capture.Hub == "inventory")) // who is where is known before anyone is accused
        {
            await SendAsync(run, step);
        }

        Verdicts = Verdict.Read(await run.GetAsync("/api/machines?$filter=isInternetFacing eq true"));
        Findings = [.. (await run.GetAsync("/api/findings")).GetProperty("value").EnumerateArray().Select(f => f.GetRawText())];
        Rejected = await RejectedAsync(run);
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    private static async Task<Measurement> MeasureAsync()
    {
        using var lab = LabNetwork.Build();
        var measurement = await Measurement.TakeAsync(lab);
        for (var i = 0; i < measurement.Captures.Count; i++)
        {
            measurement.Captures[i].Save(i);
        }

        return measurement;
    }

    private static async Task SendAsync(Run run, IEnumerable<Capture> captures)
    {
        foreach (var capture in captures.Where(capture => capture.Body.Length > 0))
        {
            var properties = new Dictionary<string, string> { ["format"] = capture.Format };
            if (capture.Device is { } device)
                properties[EventProperties.DeviceId] = device;
            await run.SendAsync(capture.Hub, [Encoding.UTF8.GetBytes(capture.Body)], properties: properties);
        }

        await run.SettleAsync();
    }

    private static async Task<IReadOnlyList<string>> RejectedAsync(Run run)
    {
        var rows = new List<string>();
        await foreach (var row in new TableClient(run.Host.Endpoints.ExposureStorage, "rejected").QueryAsync<TableEntity>())
        {
            rows.Add($"{row["Format"]}: {row["Reason"]}: {row["Detail"]}");
        }

        return rows;
    }
}
