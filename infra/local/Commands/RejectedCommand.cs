using System.CommandLine;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Messaging.EventHubs.Producer;
using ExposurePipeline.Local.Hosting;
using ExposurePipeline.Local.Telemetry;
using Spectre.Console;

namespace ExposurePipeline.Local.Commands;

/// <summary><c>rejected</c>: lists what was set aside, and sends it again.</summary>
internal static class RejectedCommand
{
    private static readonly Option<string?> Resubmit = new("--resubmit") { Description = "Send this one (as listed under Id) to its hub again." };

    private static readonly Option<bool> ResubmitAll = new("--resubmit-all") { Description = "Send all of them to their hubs again." };

    public static Command Create()
    {
        var command = new Command("rejected", "List events that were set aside, or send them again.")
        {
            Resubmit, ResubmitAll, SharedOptions.Json, SharedOptions.State,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var endpoints = await RunningHost.FindAsync(parsed.GetValue(SharedOptions.State)!, cancellation);
        var table = new TableClient(endpoints.ExposureStorage, RejectedRow.Table);
        var rows = await RejectedRow.ListAsync(table, cancellation);
        if (parsed.GetValue(Resubmit) is { } id)
            return await ResubmitAsync(endpoints, table, OfSameBytes(rows, id), id, cancellation);
        if (parsed.GetValue(ResubmitAll))
            return await ResubmitAsync(endpoints, table, rows, "", cancellation);
        Print(rows, parsed.GetValue(SharedOptions.Json));
        return CommandLine.Success;
    }

    // The same bytes are sent once, and settle all that was set aside of them.
    private static RejectedRow[] OfSameBytes(IReadOnlyList<RejectedRow> rows, string id) =>
        rows.FirstOrDefault(r => r.Id == id) is { } named ? [.. rows.Where(r => r.Sent == named.Sent)] : [];

    private static async Task<int> ResubmitAsync(
        Endpoints endpoints, TableClient table, IReadOnlyList<RejectedRow> rows, string id, CancellationToken cancellation)
    {
        if (rows.Count == 0 && id.Length > 0)
            throw new SetupException($"No rejected event has the id {id}; 'rejected' lists them.");
        var sent = 0;
        foreach (var ofSameBytes in rows.GroupBy(r => r.Sent))
        {
            if (await ResubmitAsync(endpoints, table, [.. ofSameBytes], cancellation))
                sent++;
        }

        AnsiConsole.WriteLine($"Sent {sent:N0} event(s) again.");
        return CommandLine.Success;
    }

    private static async Task<bool> ResubmitAsync(Endpoints endpoints, TableClient table, RejectedRow[] ofSameBytes, CancellationToken cancellation)
    {
        var row = ofSameBytes[0];
        if (!row.IsComplete)
        {
            AnsiConsole.WriteLine($"{row.Id}: only the first {row.Body.Length:N0} of {row.BodyLength:N0} bytes were kept; not sent.");
            return false;
        }

        await using var producer = new EventHubProducerClient(endpoints.EventHubs, row.Hub);
        await new HubSender(producer, null, row.ToProperties()).SendAsync([row.Body], null, cancellation);
        foreach (var settled in ofSameBytes)
            await table.DeleteEntityAsync(settled.PartitionKey, settled.RowKey, cancellationToken: cancellation);
        return true;
    }

    private static void Print(IReadOnlyList<RejectedRow> rows, bool json)
    {
        if (json)
        {
            foreach (var row in rows)
                Console.WriteLine(JsonSerializer.Serialize(row, RejectedJson.Default.RejectedRow));
            return;
        }

        AnsiConsole.Write(Report.Rejected(rows));
    }
}
