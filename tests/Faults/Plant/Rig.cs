using ExposurePipeline.Local.Settings;
using ExposurePipeline.Tests.Faults.Injection;
using ExposurePipeline.Tests.Faults.Proxies;
using Microsoft.Extensions.Configuration;
using AppSettings = ExposurePipeline.Functions.Settings.AppSettings;

namespace ExposurePipeline.Tests.Faults.Plant;

/// <summary>The running system, with proxies between the function app and everything it depends on. Only one fault at a time stops processes.</summary>
internal sealed class Rig : IAsyncDisposable
{
    private readonly string _state = Directory.CreateTempSubdirectory("exposure-faults-").FullName;
    private readonly int[] _ports = Connections.FreePorts(3);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<Service, Proxy> _proxies = [];
    private HostProcess _host = null!;

    private Rig(bool hasClock) => Clock = hasClock ? new(_state) : null;

    public Subscriber Subscriber { get; private set; } = null!;

    /// <summary>The clock of its processes; null for the true time.</summary>
    public ClockFile? Clock { get; }

    /// <summary>Where everything is kept.</summary>
    public string State => _state;

    /// <summary>The broker's file.</summary>
    public string Database => Path.Combine(_state, "broker.db");

    /// <summary>The running local host.</summary>
    public HostProcess Host => _host;

    /// <summary>The app's settings, connected without proxies.</summary>
    public AppSettings Settings => Read(Values(_ports[1], _ports[1], _ports[2]));

    /// <summary>The app's settings, connected through the proxies.</summary>
    public IReadOnlyDictionary<string, string> Disturbed => Values(ProxyOf(Service.Hubs).Port, ProxyOf(Service.Bus).Port, ProxyOf(Service.Tables).Port);

    public Sender Sender => new(Connections.Bus(_ports[1]));

    public Tables Tables => new(Settings);

    public static async Task<Rig> StartAsync(bool hasClock = false)
    {
        var rig = new Rig(hasClock);
        foreach (var service in Enum.GetValues<Service>())
            rig._proxies[service] = await Proxy.StartAsync(rig._ports[service is Service.Tables ? 2 : 1]);
        rig.Clock?.Set(TimeSpan.Zero);
        await rig.LaunchAsync();
        rig.Subscriber = new(Connections.Bus(rig._ports[1]));
        return rig;
    }

    /// <summary>Kills the function app, if it runs at this moment.</summary>
    public Task KillAppAsync() => ExclusiveAsync(() =>
    {
        Signals.Kill(_host.Apps());
        return Task.CompletedTask;
    });

    /// <summary>Kills the local host, does something while all is down, and starts it again.</summary>
    /// <param name="appFirst">Whether the app is killed with it, or finds itself without a host.</param>
    /// <param name="meanwhile">While nothing runs.</param>
    public Task KillHostAsync(bool appFirst = false, Action? meanwhile = null) => ExclusiveAsync(async () =>
    {
        if (appFirst)
            Signals.Kill(_host.Apps());
        await _host.KillAsync();
        _host.Dispose();
        meanwhile?.Invoke();
        await LaunchAsync();
    });

    /// <summary>Does something while no process is stopped or started.</summary>
    public async Task ExclusiveAsync(Func<Task> action)
    {
        await _turn.WaitAsync();
        try
        {
            await action();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>What stands between the app and a service.</summary>
    public Proxy ProxyOf(Service service) => _proxies[service];

    /// <summary>Ends every disturbance.</summary>
    public void Calm()
    {
        foreach (var proxy in _proxies.Values)
            proxy.Weather = null;
    }

    public async ValueTask DisposeAsync()
    {
        await Subscriber.DisposeAsync();
        await _host.KillAsync();
        _host.Dispose();
        foreach (var proxy in _proxies.Values)
            await proxy.DisposeAsync();
        _turn.Dispose();
        Directory.Delete(_state, recursive: true);
    }

    private async Task LaunchAsync() => _host = await HostProcess.StartAsync(_state, _ports, new Dictionary<string, string>(Disturbed.Concat(Clock?.Environment ?? new Dictionary<string, string>())));

    private Dictionary<string, string> Values(int hubs, int bus, int tables) => new(LocalDefaults.Values)
    {
        ["EventHubs"] = Connections.Bus(hubs),
        ["ServiceBus"] = Connections.Bus(bus),
        ["ExposureStorage"] = Connections.Tables(tables),
        ["Archive__Folder"] = Path.Combine(_state, "archive"), // of storage the tables are disturbed
        ["Schedules__Sweep"] = "*/2 * * * * *",
        ["Exposure__Buckets"] = "2", // a sweep looks at every bucket of every round's tenant
        ["FUNCTIONS_CUSTOMHANDLER_DEADLINE"] = "00:00:05",
    };

    private static AppSettings Read(Dictionary<string, string> values)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Key.Replace("__", ":", StringComparison.Ordinal), (string?)v.Value))).Build();
        return AppSettings.TryRead(configuration, out var settings, out var problem) ? settings : throw new InvalidOperationException(problem);
    }
}
