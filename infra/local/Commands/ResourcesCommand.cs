using System.CommandLine;
using ExposurePipeline.Local.Hosting;
using Spectre.Console;

namespace ExposurePipeline.Local.Commands;

/// <summary><c>resources</c>: lists cloud resources as the HTTP functions answer them.</summary>
internal static class ResourcesCommand
{
    private static readonly Option<string> Filter = new("--filter")
    {
        Description = "Which ones, as $filter writes it: verdict eq 'Contradiction', cloud eq 'Aws', not isAsset.",
        DefaultValueFactory = _ => "isAsset",
    };

    public static Command Create()
    {
        var command = new Command("resources", "List cloud assets with their verdicts.") { Filter, SharedOptions.Tenant, SharedOptions.Json, SharedOptions.State };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var endpoints = await RunningHost.FindAsync(parsed.GetValue(SharedOptions.State)!, cancellation);
        using var clouds = new CloudClient(endpoints.Http, parsed.GetValue(SharedOptions.Tenant)!);
        var resources = await clouds.ListAsync(parsed.GetValue(Filter)!, cancellation);
        if (parsed.GetValue(SharedOptions.Json))
        {
            foreach (var resource in resources)
                Console.WriteLine(resource);
            return CommandLine.Success;
        }

        AnsiConsole.Write(Report.Resources(resources));
        var counts = await clouds.CountAsync(cancellation);
        AnsiConsole.WriteLine($"Assets and other devices in all: {string.Join(", ", counts.Select(static each => $"{each.Count:N0} {each.Verdict}"))}.");
        return CommandLine.Success;
    }
}
