using System.CommandLine;
using ExposurePipeline.Local.Hosting;
using Spectre.Console;

namespace ExposurePipeline.Local.Commands;

/// <summary><c>devices</c>: lists devices as the HTTP functions answer them.</summary>
internal static class DevicesCommand
{
    private static readonly Option<bool> All = new("--all") { Description = "Also those that the internet does not reach." };

    public static Command Create()
    {
        var command = new Command("devices", "List internet-facing devices.") { All, SharedOptions.Tenant, SharedOptions.Json, SharedOptions.State };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var endpoints = await RunningHost.FindAsync(parsed.GetValue(SharedOptions.State)!, cancellation);
        using var inventory = new InventoryClient(endpoints.Http, parsed.GetValue(SharedOptions.Tenant)!);
        var machines = await inventory.ListAsync(parsed.GetValue(All), cancellation);
        if (parsed.GetValue(SharedOptions.Json))
        {
            foreach (var machine in machines)
                Console.WriteLine(machine);
            return CommandLine.Success;
        }

        AnsiConsole.Write(Report.Devices(machines));
        AnsiConsole.WriteLine($"{await inventory.CountFindingsAsync(cancellation)} finding(s) are nobody's yet.");
        return CommandLine.Success;
    }
}
