using System.Collections;
using System.CommandLine;
using ExposurePipeline.Local.Hosting;
using ExposurePipeline.Local.Settings;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace ExposurePipeline.Local.Commands;

/// <summary><c>up</c>: runs everything until Ctrl-C.</summary>
internal static class UpCommand
{
    private static readonly Option<int> HttpPort = Port("--http-port", "HTTP functions", 7071);
    private static readonly Option<int> BrokerPort = Port("--broker-port", "Event Hubs and Service Bus", 7073);
    private static readonly Option<int> AzuritePort = Port("--azurite-port", "Azurite's tables", 10002);

    private static readonly Option<int> RestartLimit = new("--restart-limit")
    {
        Description = "Give up at this crash of the function app within half an hour; 0 for never.",
        DefaultValueFactory = _ => 3,
    };

    public static Command Create()
    {
        var command = new Command("up", "Run everything until Ctrl-C.");
        Configure(command);
        return command;
    }

    /// <summary>Gives a command the options and the action.</summary>
    public static void Configure(Command command)
    {
        foreach (var option in (Option[])[HttpPort, BrokerPort, AzuritePort, RestartLimit, SharedOptions.State, SharedOptions.App])
            command.Options.Add(option);
        command.SetAction(RunAsync);
    }

    /// <summary>Settings from <c>local.settings.json</c> and, above them, the environment.</summary>
    public static IReadOnlyDictionary<string, string> ReadSettings()
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(e => KeyValuePair.Create((string)e.Key, (string?)e.Value ?? ""));
        return new AppSettings([
            .. LocalSettingsFile.Read(Path.Combine(RepositoryFolder.Root, "local.settings.json")),
            .. LocalDefaults.Overrides(environment)]).Values;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var state = Path.GetFullPath(parsed.GetValue(SharedOptions.State)!);
        var options = new LocalHostOptions
        {
            StateFolder = state,
            HttpPort = parsed.GetValue(HttpPort),
            BrokerPort = parsed.GetValue(BrokerPort),
            AzuritePort = parsed.GetValue(AzuritePort),
            RestartLimit = parsed.GetValue(RestartLimit),
            AppFolder = parsed.GetValue(SharedOptions.App)!,
            Settings = ReadSettings(),
            Progress = AnsiConsole.WriteLine,
        };
        using var loggers = ConsoleLog.Create(LogLevel.Information);
        AnsiConsole.WriteLine("Starting Azurite, hubs and topics, and the function app.");
        await using var host = await LocalHost.StartAsync(options, loggers, cancellation);
        host.Endpoints.Write(state);
        try
        {
            Announce(host.Endpoints, state);
            await host.Functions.Completion.WaitAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            AnsiConsole.WriteLine("Stopping.");
        }
        finally
        {
            Endpoints.Remove(state);
        }

        return CommandLine.Success;
    }

    private static void Announce(Endpoints endpoints, string state)
    {
        var table = new Table().NoBorder().HideHeaders().AddColumns("", "");
        table.AddRow("HTTP", $"{endpoints.Http}api/machines");
        table.AddRow("Event Hubs, Service Bus", Markup.Escape(endpoints.EventHubs));
        table.AddRow("Tables", Markup.Escape(endpoints.ExposureStorage));
        table.AddRow("State", Markup.Escape(state));
        table.AddRow("Send", "dotnet run --project infra/local -- send connections <file>");
        table.AddRow("Watch", "dotnet run --project infra/local -- watch tag-changes");
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine("Running; Ctrl-C stops.");
    }

    private static Option<int> Port(string name, string what, int port)
    {
        var option = new Option<int>(name) { Description = $"Port of {what}; 0 for a free one.", DefaultValueFactory = _ => port };
        option.Validators.Add(result =>
        {
            // A text that is no number has its own message, which only comes if the value is not asked for here.
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var number) && number is < 0 or > 65535)
                result.AddError($"{name} must be a port from 0 to 65535.");
        });
        return option;
    }
}
