using System.CommandLine;
using ExposurePipeline.Local.Hosting;
using Spectre.Console;

namespace ExposurePipeline.Local.Commands;

/// <summary><c>query</c>: asks the running host in KQL, as clients of Microsoft Graph do.</summary>
internal static class QueryCommand
{
    private static readonly Argument<string> Query = new("query") { Description = "The query in KQL; a file that has it, or - for standard input." };

    private static readonly Option<string?> Timespan = new("--timespan") { Description = "Which rows count, in ISO 8601: P7D, a start, or start/end; 30 days where nothing is said." };

    private static readonly Option<bool> Csv = new("--csv") { Description = "Print CSV with a header line." };

    public static Command Create()
    {
        var command = new Command("query", "Ask devices, connections and the exposure graph in KQL.") { Query, Timespan, Csv, SharedOptions.Tenant, SharedOptions.Json, SharedOptions.State };
        command.Validators.Add(static result =>
        {
            if (result.GetValue(Csv) && result.GetValue(SharedOptions.Json))
                result.AddError("--csv and --json exclude each other.");
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var text = QueryText.Of(parsed.GetValue(Query)!);
        var endpoints = await RunningHost.FindAsync(parsed.GetValue(SharedOptions.State)!, cancellation);
        using var client = new QueryClient(endpoints.Http, parsed.GetValue(SharedOptions.Tenant)!);
        try
        {
            var rows = await Waiting.ForAsync(client.AskAsync(text, parsed.GetValue(Timespan), cancellation));
            Print(rows, parsed);
            return CommandLine.Success;
        }
        catch (ApiRefusedException refused) when (QueryError.Read(refused.Error, text) is { Count: > 0 } lines)
        {
            foreach (var line in lines)
                Console.Error.WriteLine(line);
            return CommandLine.Failed;
        }
    }

    private static void Print(QueryRows rows, ParseResult parsed)
    {
        if (parsed.GetValue(SharedOptions.Json))
        {
            foreach (var row in rows.ToJson())
                Console.WriteLine(row);
        }
        else if (parsed.GetValue(Csv))
        {
            rows.WriteCsv(Console.Out);
        }
        else
        {
            AnsiConsole.Write(rows.ToTable());
        }
    }
}
