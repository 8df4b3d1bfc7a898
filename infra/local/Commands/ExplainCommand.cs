using System.CommandLine;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Local.Configuration;
using ExposurePipeline.Reachability.Analysis;
using Spectre.Console;

namespace ExposurePipeline.Local.Commands;

/// <summary><c>explain</c>: what cloud configuration in files lets the internet reach, hop by hop, and why not where it does not. Needs no running host.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string[]> Inputs = new("file")
    {
        Description = "Files, folders or patterns of Azure, AWS and Google Cloud configuration as the clouds export it; - for standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> Asset = new("--asset") { Description = "Only assets whose id has this text." };

    private static readonly Option<PortQuestion?> Port = new("--port")
    {
        Description = "One port, 443 or udp/53: says of each asset what becomes of it.",
        CustomParser = static result => PortQuestion.TryParse(result.Tokens[0].Value, out var port) ? port : Refuse(result, $"--port: '{result.Tokens[0].Value}' is no port; write 443 or udp/53."),
    };

    public static Command Create()
    {
        var command = new Command("explain", "Say what cloud configuration in files lets the internet reach, by which way, and what stops it elsewhere.") { Inputs, Asset, Port };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var files = new ConfigurationFiles(parsed.GetValue(Inputs)!);
        var internet = InternetSources.Of(ExposurePolicy.Default);
        var assessment = new Assessment(internet);
        assessment.Accept(assessment.Propose(files.Changes().SelectMany(static changes => changes), TimeProvider.System.GetUtcNow()));
        var (asset, port) = (parsed.GetValue(Asset), parsed.GetValue(Port));
        var shown = assessment.Verdicts.Where(verdict => asset is null || verdict.Asset.Text.Contains(asset, StringComparison.OrdinalIgnoreCase)).ToList();
        foreach (var verdict in shown)
        {
            AnsiConsole.WriteLine(port is null ? Explanation.Of(verdict, internet) : $"{port} {port.Answer(verdict)}: {Explanation.Of(verdict, internet)}");
        }

        AnsiConsole.WriteLine($"{shown.Count:N0} asset(s): {Count(shown, VerdictStatus.Reachable)} reachable, {Count(shown, VerdictStatus.NotReachable)} not, {Count(shown, VerdictStatus.Unknown)} unknown.");
        foreach (var problem in files.Problems)
        {
            Console.Error.WriteLine(problem);
        }

        return files.Problems.Count == 0 ? CommandLine.Success : CommandLine.Failed;
    }

    private static int Count(List<Verdict> verdicts, VerdictStatus status) => verdicts.Count(verdict => verdict.Status == status);

    private static PortQuestion? Refuse(System.CommandLine.Parsing.ArgumentResult result, string error)
    {
        result.AddError(error);
        return null;
    }
}
