using System.CommandLine;
using ExposurePipeline.Local.Hosting;
using ExposurePipeline.Reachability.Analysis;
using Spectre.Console;

namespace ExposurePipeline.Local.Commands;

/// <summary>An asset that the running host knows, explained.</summary>
internal static class KnownAsset
{
    /// <summary>Prints what is configured and what was observed of the one asset that a name means; several are listed.</summary>
    public static async Task<int> ExplainAsync(ParseResult parsed, string name, PortQuestion? port, CancellationToken cancellation)
    {
        using var clouds = new CloudClient((await FindHostAsync(parsed, name, cancellation)).Http, parsed.GetValue(SharedOptions.Tenant)!);
        switch (await clouds.FindAsync(name, cancellation))
        {
            case []:
                throw new SetupException($"{name}: no such file, and the running host knows no asset with this in its id or name.");
            case [var asset]:
                await PrintAsync(clouds, asset.Key, port, cancellation);
                return CommandLine.Success;
            case var several:
                AnsiConsole.Write(Report.Resources(several));
                AnsiConsole.WriteLine($"{PlainText.Of(name)} may mean any of these; say more of the id.");
                return CommandLine.Failed;
        }
    }

    /// <summary>Prints one asset.</summary>
    public static async Task PrintAsync(CloudClient clouds, string key, PortQuestion? port, CancellationToken cancellation)
    {
        foreach (var line in CloudReport.Explain(await clouds.GetAsync(key, cancellation), port))
            AnsiConsole.WriteLine(PlainText.Of(line));
    }

    private static async Task<Endpoints> FindHostAsync(ParseResult parsed, string name, CancellationToken cancellation)
    {
        try
        {
            return await RunningHost.FindAsync(parsed.GetValue(SharedOptions.State)!, cancellation);
        }
        catch (SetupException fault)
        {
            throw new SetupException($"{name}: no such file, and there is no host to ask for an asset of this name. {fault.Message}");
        }
    }
}
