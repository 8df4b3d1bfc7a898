using System.Diagnostics;
using System.Text.Json;
using Azure.Data.Tables;
using ExposurePipeline.Local.Hosting;
using Xunit;

namespace ExposurePipeline.Tests.EndToEnd;

/// <summary>Nothing vanishes: what cannot be used is kept, and can be sent again.</summary>
public sealed class RejectedEventsTests
{
    [Fact]
    public async Task each_corrupt_record_of_an_event_is_kept_and_sent_again_alone()
    {
        await using var run = await Run.StartAsync();
        await run.SendAsync("connections", "{\"category\":\"AdvancedHunting-DeviceInfo\",\"properties\":{\"DeviceId\":1\n{\"category\":\"AdvancedHunting-DeviceInfo\",\"properties\":{\"DeviceId\":2");
        await run.SettleAsync();
        var before = await RowsAsync(run);
        Assert.Equal(2, before.Count);

        run.Host.Endpoints.Write(run.State);
        Assert.Equal("Sent 2 event(s) again.", await CommandAsync("rejected", "--resubmit-all", "--state", run.State));
        await run.SettleAsync();

        var after = await RowsAsync(run);
        Assert.Equal(before.Select(Body).Order(StringComparer.Ordinal), after.Select(Body).Order(StringComparer.Ordinal));
        Assert.Empty(before.Select(row => (row.PartitionKey, row.RowKey)).Intersect(after.Select(row => (row.PartitionKey, row.RowKey))));
    }

    [Fact]
    public async Task what_was_said_of_an_event_goes_with_it_when_it_is_sent_again()
    {
        await using var run = await Run.StartAsync();
        run.Host.Endpoints.Write(run.State);
        var file = Path.Combine(run.State, "conn"); // named, so no extension is needed
        await File.WriteAllTextAsync(file, "rubbish");
        await CommandAsync("send", "connections", file, "--device", "Host-1", "--property", "timeZone=+02:00", "--tenant", "fabrikam", "--state", run.State);
        await run.SettleAsync();
        var before = Assert.Single(await RowsAsync(run));

        await CommandAsync("rejected", "--resubmit-all", "--state", run.State);
        await run.SettleAsync();

        var after = Assert.Single(await RowsAsync(run));
        Assert.NotEqual((before.PartitionKey, before.RowKey), (after.PartitionKey, after.RowKey));
        Assert.Equal(("fabrikam", "Host-1", "+02:00"), Said(before));
        Assert.Equal(Said(before), Said(after));
    }

    private static (string?, string?, string?) Said(TableEntity row)
    {
        using var properties = JsonDocument.Parse(row.GetString("Properties")!);
        return (row.GetString("Tenant"), properties.RootElement.GetProperty("deviceId").GetString(), properties.RootElement.GetProperty("timeZone").GetString());
    }

    private static string Body(TableEntity row) => Convert.ToBase64String(row.GetBinary("Body")!);

    private static async Task<List<TableEntity>> RowsAsync(Run run)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in new TableClient(run.Host.Endpoints.ExposureStorage, "rejected").QueryAsync<TableEntity>())
        {
            rows.Add(row);
        }

        return rows;
    }

    private static async Task<string> CommandAsync(params string[] arguments)
    {
        using var command = Process.Start(new ProcessStartInfo("dotnet", [typeof(LocalHost).Assembly.Location, .. arguments]) { RedirectStandardOutput = true })!;
        var output = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        Assert.Equal(0, command.ExitCode);
        return output.Trim();
    }
}
