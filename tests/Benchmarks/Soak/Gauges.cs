using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using ExposurePipeline.Functions.Telemetry;
using ExposurePipeline.Local.Hosting;

namespace ExposurePipeline.Benchmarks.Soak;

/// <summary>One look at everything that must not grow.</summary>
/// <param name="Seconds">Since the start.</param>
/// <param name="App">Of the function app.</param>
/// <param name="Host">Of hubs, topics and dispatch, the senders of this program included.</param>
/// <param name="Lag">Events that wait in hubs.</param>
/// <param name="Outbox">Rows of messages that are not sent yet.</param>
internal sealed record Gauges(double Seconds, ProcessGauges App, ProcessGauges Host, long Lag, int Outbox)
{
    public const string Header = "seconds   app MB threads handles   host MB threads handles   events waiting   outbox rows";

    public string Line => string.Create(CultureInfo.InvariantCulture,
        $"{Seconds,7:F0} {App.Megabytes,8:F0} {App.Threads,7} {App.Handles,7} {Host.Megabytes,9:F0} {Host.Threads,7} {Host.Handles,7} {Lag,16:N0} {Outbox,13:N0}");

    public static async Task<Gauges> ReadAsync(LocalHost host, double seconds) => new(
        seconds, ProcessGauges.Of(host.Functions.HandlerProcessId!.Value), ProcessGauges.Of(Environment.ProcessId), await LagAsync(host), await OutboxAsync(host));

    public static async Task<long> LagAsync(LocalHost host)
    {
        var read = host.Functions.Partitions.GroupBy(p => p.Hub).Sum(hub => hub.Sum(p => p.Next));
        return (await host.HubLog.GetLagAsync(CancellationToken.None)).Sum(l => l.LastSequenceNumber + 1) - read;
    }

    /// <summary>The function app's own books.</summary>
    public static async Task<RecordTotals> BooksAsync(LocalHost host)
    {
        using var http = new HttpClient { BaseAddress = host.Endpoints.Http };
        using var health = JsonDocument.Parse(await http.GetStringAsync(new Uri("/api/health", UriKind.Relative)));
        long Count(string name) => health.RootElement.GetProperty("records").GetProperty(name).GetInt64();
        return new(Count("read"), Count("observed"), Count("filtered"), Count("rejected"));
    }

    private static async Task<int> OutboxAsync(LocalHost host) => await new TableClient(host.Endpoints.ExposureStorage, "exposure")
        .QueryAsync<TableEntity>("RowKey ge 'o|' and RowKey lt 'o}'").CountAsync();
}

/// <param name="Megabytes">Resident.</param>
/// <param name="Threads">Of the operating system.</param>
/// <param name="Handles">Open files and sockets.</param>
internal readonly record struct ProcessGauges(double Megabytes, int Threads, int Handles)
{
    public static ProcessGauges Of(int id)
    {
        using var process = System.Diagnostics.Process.GetProcessById(id);
        return new(process.WorkingSet64 / 1e6, process.Threads.Count, process.HandleCount);
    }
}
