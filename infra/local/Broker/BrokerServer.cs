using System.Net;
using ExposurePipeline.Local.Broker.Http;
using ExposurePipeline.Local.Broker.Topics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace ExposurePipeline.Local.Broker;

/// <summary>
/// Event Hubs and Service Bus for one machine, behind their REST protocols on loopback. What was acknowledged is in the file; disposing stops
/// taking requests, and a killed process loses nothing either.
/// </summary>
public sealed class BrokerServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly BrokerState _state;
    private bool _isDisposed;

    private BrokerServer(WebApplication app, BrokerState state, BrokerOptions options)
    {
        (_app, _state) = (app, state);
        Url = new Uri(app.Urls.First());
        ConnectionString = $"Endpoint=sb://{Url.Authority};SharedAccessKeyName={options.KeyName};SharedAccessKey={options.Key};UseDevelopmentEmulator=true;";
    }

    /// <summary>The address, with the port taken.</summary>
    public Uri Url { get; }

    /// <summary>In the emulators' form, for hubs, queues and topics alike.</summary>
    public string ConnectionString { get; }

    /// <summary>The hubs, for the dispatcher in this process.</summary>
    public IHubLog HubLog => _state.Log;

    internal BrokerState State => _state;

    /// <summary>Opens the file, declares the entities and takes requests.</summary>
    /// <exception cref="BrokerConfigurationException">The file is in use or of another version, or the entities cannot be declared as written.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<BrokerServer> StartAsync(BrokerOptions options, CancellationToken ct)
    {
        var state = new BrokerState(options);
        try
        {
            if (options.EntitiesPath is { } path)
                await EntitiesFile.Read(path).DeclareAsync(state);
            return new BrokerServer(await ListenAsync(options, state, ct), state, options);
        }
        catch
        {
            await state.DisposeAsync();
            throw;
        }
    }

    /// <summary>Declares a hub, or adds partitions or consumer groups to it.</summary>
    public Task EnsureHub(string name, int partitionCount, params IReadOnlyList<string> consumerGroups) =>
        _state.Hubs.EnsureAsync(name, partitionCount, consumerGroups);

    /// <summary>Declares a topic, or gives it these settings.</summary>
    public Task EnsureTopic(string name, EntitySettings? settings = null) => _state.Entities.EnsureAsync(name, EntityKind.Topic, settings ?? new());

    /// <summary>Declares a queue, or gives it these settings.</summary>
    public Task EnsureQueue(string name, EntitySettings? settings = null) => _state.Entities.EnsureAsync(name, EntityKind.Queue, settings ?? new());

    /// <summary>Declares a subscription, or gives it these settings and rules; without a rule it gets every message.</summary>
    public Task EnsureSubscription(string topic, string name, EntitySettings? settings = null, params IReadOnlyList<Rule> rules) =>
        _state.Entities.EnsureAsync(topic + Entity.Subscriptions + name, EntityKind.Subscription, (settings ?? new()) with { Rules = rules.Count == 0 ? null : rules });

    /// <summary>Stops taking requests, finishes those begun, closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
            return;
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _state.DisposeAsync();
    }

    private static async Task<WebApplication> ListenAsync(BrokerOptions options, BrokerState state, CancellationToken ct)
    {
        var app = Build(options, state);
        try
        {
            await app.StartAsync(ct);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    private static WebApplication Build(BrokerOptions options, BrokerState state)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null; // each operation has its own limit and its own answer
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        var app = builder.Build();
        app.Run(Endpoints(options, state, app.Lifetime.ApplicationStopping).HandleAsync);
        return app;
    }

    private static BrokerEndpoints Endpoints(BrokerOptions options, BrokerState state, CancellationToken stopping) => new(
        new SasToken(options.KeyName, options.Key, options.Time),
        state.Hubs,
        state.Entities,
        new Endpoints(new HubEndpoint(state.Log), new MessageEndpoint(state.Store, stopping), new SubscriptionEndpoint(state.Entities), new HealthEndpoint(state.Upkeep)));
}
