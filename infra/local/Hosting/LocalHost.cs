using ExposurePipeline.Local.Azurite;
using ExposurePipeline.Local.Broker;
using ExposurePipeline.Local.Dispatch;
using ExposurePipeline.Local.Dispatch.App;
using ExposurePipeline.Local.Settings;
using Microsoft.Extensions.Logging;

namespace ExposurePipeline.Local.Hosting;

/// <summary>The whole system on one machine: Azurite, then hubs and topics, then the function app with its triggers and routes.</summary>
public sealed class LocalHost : IAsyncDisposable
{
    private readonly AzuriteServer _azurite;
    private readonly BrokerServer _broker;

    private LocalHost(AzuriteServer azurite, BrokerServer broker, FunctionsHost functions)
    {
        (_azurite, _broker, Functions) = (azurite, broker, functions);
        Endpoints = new(Environment.ProcessId, functions.HttpAddress, broker.ConnectionString, broker.ConnectionString, azurite.ConnectionString);
    }

    /// <summary>Where it answers.</summary>
    public Endpoints Endpoints { get; }

    /// <summary>The function app and its triggers.</summary>
    public FunctionsHost Functions { get; }

    /// <summary>Process id of Azurite.</summary>
    public int AzuriteProcessId => _azurite.ProcessId;

    /// <summary>The hubs as the dispatcher reads them.</summary>
    public IHubLog HubLog => _broker.HubLog;

    /// <summary>Starts everything and returns when every trigger runs.</summary>
    /// <exception cref="SetupException">Something that the caller can mend.</exception>
    public static async Task<LocalHost> StartAsync(LocalHostOptions options, ILoggerFactory loggers, CancellationToken cancellation)
    {
        FunctionApp.Read(options.AppFolder); // before anything slow: an app that was not built is the commonest fault
        await using var started = new StartedParts();
        Directory.CreateDirectory(options.StateFolder);
        var azurite = started.Add(await StartAzuriteAsync(options, cancellation));
        var broker = started.Add(await StartBrokerAsync(options, cancellation));
        var functions = started.Add(await FunctionsHost.StartAsync(HostOptions(options, broker, azurite), broker.HubLog, loggers, cancellation));
        started.Keep();
        return new(azurite, broker, functions);
    }

    /// <summary>Whether every event that was sent so far has its outcome, those that functions sent on included.</summary>
    public Task<bool> IsDrainedAsync(CancellationToken cancellation) => Functions.IsDrainedAsync(cancellation);

    /// <summary>Waits until <see cref="IsDrainedAsync"/>.</summary>
    public async Task DrainAsync(CancellationToken cancellation)
    {
        while (!await IsDrainedAsync(cancellation))
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellation);
    }

    /// <summary>Stops in the reverse order of starting; nothing that was acknowledged is lost.</summary>
    public async ValueTask DisposeAsync()
    {
        await Functions.DisposeAsync();
        await _broker.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    private static async Task<AzuriteServer> StartAzuriteAsync(LocalHostOptions options, CancellationToken cancellation)
    {
        var azurite = new AzuriteOptions
        {
            DataFolder = Path.Combine(options.StateFolder, "tables"),
            Port = options.AzuritePort,
            Progress = options.Progress,
        };
        try
        {
            return await AzuriteServer.StartAsync(azurite, cancellation);
        }
        catch (AzuriteException e) when (e.Message.Contains("EADDRINUSE", StringComparison.Ordinal))
        {
            throw new SetupException($"Port {options.AzuritePort} for Azurite is taken: choose another with --azurite-port.");
        }
        catch (AzuriteException e)
        {
            throw new SetupException(e.Message.ReplaceLineEndings(" "));
        }
    }

    private static async Task<BrokerServer> StartBrokerAsync(LocalHostOptions options, CancellationToken cancellation)
    {
        var broker = new BrokerOptions
        {
            DatabasePath = Path.Combine(options.StateFolder, "broker.db"),
            EntitiesPath = RepositoryFolder.Entities,
            Port = options.BrokerPort,
            MostWaitingBytes = options.MostWaitingBytes ?? BrokerOptions.DefaultWaitingBytes,
        };
        try
        {
            return await BrokerServer.StartAsync(broker, cancellation);
        }
        catch (BrokerConfigurationException e)
        {
            throw new SetupException(e.Message.ReplaceLineEndings(" "));
        }
        catch (IOException e)
        {
            throw new SetupException($"Port {options.BrokerPort} for the broker is taken ({e.Message.TrimEnd('.')}): choose another with --broker-port.");
        }
    }

    private static FunctionsHostOptions HostOptions(LocalHostOptions options, BrokerServer broker, AzuriteServer azurite) => new()
    {
        AppFolder = options.AppFolder,
        Settings = new([
            .. LocalDefaults.Values,
            .. LocalDefaults.Connections(broker.ConnectionString, azurite.ConnectionString),
            .. options.Settings]),
        TimerStatusPath = Path.Combine(options.StateFolder, "timers.json"),
        EventHubsNamespace = broker.Url.Host,
        HttpPort = options.HttpPort,
        RestartLimit = options.RestartLimit,
    };
}
