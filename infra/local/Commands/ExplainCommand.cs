using System.CommandLine;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Local.Configuration;
using ExposurePipeline.Local.Telemetry;
using ExposurePipeline.Reachability.Analysis;
using Spectre.Console;

namespace ExposurePipeline.Local.Commands;

/// <summary>
/// <c>explain</c>: what cloud configuration lets the internet reach, hop by hop, and why not where it does not. Of files, which needs no running host;
/// or of an asset that the running host knows, then with what was observed of it.
/// </summary>
internal static class ExplainCommand
{
    private static readonly Argument<string[]> Inputs = new("file")
    {
        Description = "Files, folders or patterns of Azure, AWS and Google Cloud configuration as the clouds export it; - for standard input. Or an asset of the running host: its id, name, or part of it.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> Asset = new("--asset") { Description = "Only assets whose id has this text." };

    private static readonly Option<PortQuestion?> Port = new("--port")
    {
        Description = "One port, 443 or udp/53: says of each asset what becomes of it.",
        CustomParser = static result => PortQuestion.TryParse(result.Tokens[0].Value, out var port) ? port : Refuse(result, $"--port: '{result.Tokens[0].Value}' is no port; write 443 or udp/53."),
    };

    private static readonly Option<string[]> Supposed = new("--if")
    {
        Description = "Files of resources as they might be instead: says which verdicts would change, and how.",
        AllowMultipleArgumentsPerToken = true,
    };

    public static Command Create()
    {
        var command = new Command("explain", "Say what cloud configuration lets the internet reach, by which way, and what stops it elsewhere.")
        {
            Inputs, Asset, Port, Supposed, SharedOptions.Tenant, SharedOptions.State,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation) =>
        parsed.GetValue(Inputs) is [var name] && parsed.GetResult(Asset) is null && parsed.GetResult(Supposed) is null && !InputFiles.Exist(name)
            ? await KnownAsset.ExplainAsync(parsed, name, parsed.GetValue(Port), cancellation)
            : ExplainFiles(parsed);

    private static int ExplainFiles(ParseResult parsed)
    {
        var (internet, now) = (InternetSources.Of(ExposurePolicy.Default), TimeProvider.System.GetUtcNow());
        var (files, supposed) = (new ConfigurationFiles(parsed.GetValue(Inputs)!), new ConfigurationFiles(parsed.GetValue(Supposed) ?? []));
        var assessment = new Assessment(internet);
        assessment.Accept(assessment.Propose(files.Changes(), now));
        var told = parsed.GetResult(Supposed) is null
            ? ConfigurationReport.Verdicts(assessment, internet, parsed.GetValue(Asset), parsed.GetValue(Port))
            : ConfigurationReport.Differences(assessment.Suppose(supposed.Changes().DistinctBy(static change => change.Id), now), internet);
        AnsiConsole.WriteLine(told);
        foreach (var problem in files.Problems.Concat(supposed.Problems))
        {
            Console.Error.WriteLine(problem);
        }

        return files.Problems.Count + supposed.Problems.Count == 0 ? CommandLine.Success : CommandLine.Failed;
    }

    private static PortQuestion? Refuse(System.CommandLine.Parsing.ArgumentResult result, string error)
    {
        result.AddError(error);
        return null;
    }
}
