using System.CommandLine;
using System.Diagnostics;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using ExposurePipeline.Local.Hosting;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace ExposurePipeline.Local.Commands;

/// <summary><c>demo</c>: runs everything on fresh state and free ports with the shipped telemetry, and checks the outcome.</summary>
internal static class DemoCommand
{
    // Messages still on their way from the topic when every event has its outcome.
    private static readonly TimeSpan LastMessages = TimeSpan.FromSeconds(15);

    public static Command Create()
    {
        var command = new Command("demo", "Run the shipped telemetry through everything, on fresh state, and show what comes out.") { SharedOptions.App };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(SharedOptions.App)!, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string app, CancellationToken cancellation)
    {
        var state = Directory.CreateTempSubdirectory("exposure-demo-").FullName;
        try
        {
            var expected = DemoExpectation.Read(Path.Combine(RepositoryFolder.Demo, "expected.json"));
            return await RunAsync(Options(state, app, expected), expected, cancellation);
        }
        finally
        {
            Directory.Delete(state, recursive: true);
        }
    }

    private static async Task<int> RunAsync(LocalHostOptions options, DemoExpectation expected, CancellationToken cancellation)
    {
        using var loggers = ConsoleLog.Create(LogLevel.Warning);
        AnsiConsole.WriteLine("Starting Azurite, hubs and topics, and the function app, on fresh state.");
        var started = Stopwatch.GetTimestamp();
        await using var host = await LocalHost.StartAsync(options, loggers, cancellation);
        AnsiConsole.WriteLine($"Started in {Stopwatch.GetElapsedTime(started).TotalSeconds:N1} s.");

        await using var client = new ServiceBusClient(host.Endpoints.ServiceBus);
        await using var watcher = TagChangeWatcher.Start(client, change => AnsiConsole.MarkupLine(change.Describe()));
        foreach (var sent in await DemoTelemetry.SendAsync(host.Endpoints, cancellation))
            AnsiConsole.WriteLine($"Sent {sent.Totals.Events} event(s), {sent.Totals.Bytes:N0} bytes, to {sent.Hub}.");
        var estate = await DemoEstate.SendAsync(host.Endpoints, expected.Tenant, cancellation);
        AnsiConsole.WriteLine($"Sent {estate.Events} event(s), {estate.Bytes:N0} bytes, to resources.");
        await host.DrainAsync(cancellation).WaitAsync(TimeSpan.FromMinutes(2), cancellation);
        await watcher.WaitForSubjectsAsync(expected.InternetFacing.Count, LastMessages, cancellation);
        return await ReportAsync(host, watcher.Changes, expected, cancellation);
    }

    private static LocalHostOptions Options(string state, string app, DemoExpectation expected) => new()
    {
        StateFolder = state,
        AppFolder = app,
        Progress = AnsiConsole.WriteLine,
        // Scanners name no tenant; the fleet of the demonstration is the only one.
        Settings = new Dictionary<string, string> { ["Exposure__DefaultTenant"] = expected.Tenant },
    };

    private static async Task<int> ReportAsync(LocalHost host, IReadOnlyList<TopicMessage> changes, DemoExpectation expected, CancellationToken cancellation)
    {
        using var inventory = new InventoryClient(host.Endpoints.Http, expected.Tenant);
        var machines = await inventory.ListAsync(all: false, cancellation);
        var findings = await inventory.CountFindingsAsync(cancellation);
        var rejected = await RejectedRow.ListAsync(new TableClient(host.Endpoints.ExposureStorage, RejectedRow.Table), cancellation);
        AnsiConsole.WriteLine();
        AnsiConsole.Write(Report.TagChanges(changes));
        AnsiConsole.Write(Report.Rejected(rejected));
        AnsiConsole.Write(Report.Devices(machines));

        var (verdicts, observed) = await DemoEstate.ExplainAsync(host.Endpoints, expected, cancellation);
        await DemoQuery.PrintAsync(host.Endpoints, expected.Tenant, cancellation);
        string[] differences = [.. expected.Compare(verdicts, observed), .. expected.Compare([.. machines.Select(m => m.Name)], changes, findings, [.. rejected.Select(r => r.Reason)])];
        foreach (var difference in differences)
            Console.Error.WriteLine(difference);
        AnsiConsole.WriteLine(differences.Length == 0
            ? $"As expected: {machines.Count} internet-facing devices, {changes.Count} messages, {findings} finding(s) that are nobody's yet, {rejected.Count} record(s) set aside, {verdicts.Count} cloud assets with their verdicts."
            : "Not as expected.");
        return differences.Length == 0 ? CommandLine.Success : CommandLine.Failed;
    }
}
