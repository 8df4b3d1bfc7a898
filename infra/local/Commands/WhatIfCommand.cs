using System.CommandLine;
using ExposurePipeline.Local.Hosting;
using ExposurePipeline.Local.Telemetry;
using Spectre.Console;

namespace ExposurePipeline.Local.Commands;

/// <summary><c>whatif</c>: asks the running host what would become of the verdicts if resources were different.</summary>
internal static class WhatIfCommand
{
    private static readonly Argument<string> Input = new("file")
    {
        Description = "A JSON object with resources, removed or patches, as POST /api/whatif takes it; - for standard input.",
    };

    public static Command Create()
    {
        var command = new Command("whatif", "Ask what a change of cloud resources would change; nothing is stored.") { Input, SharedOptions.Tenant, SharedOptions.Json, SharedOptions.State };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var supposition = InputFiles.Read(parsed.GetValue(Input)!);
        var endpoints = await RunningHost.FindAsync(parsed.GetValue(SharedOptions.State)!, cancellation);
        using var clouds = new CloudClient(endpoints.Http, parsed.GetValue(SharedOptions.Tenant)!);
        var outcome = await clouds.SupposeAsync(supposition, cancellation);
        if (parsed.GetValue(SharedOptions.Json))
        {
            Console.WriteLine(outcome.GetRawText());
            return CommandLine.Success;
        }

        foreach (var line in CloudReport.Differences(outcome).SelectMany(static told => told.Split('\n')))
            AnsiConsole.WriteLine(PlainText.Of(line));
        return CommandLine.Success;
    }
}
