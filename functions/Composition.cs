using Azure.Data.Tables;
using Azure.Identity;
using Azure.Messaging.EventHubs.Producer;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Blobs;
using ExposurePipeline.Exposure.Aggregation;
using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Functions.Azure;
using ExposurePipeline.Functions.Flow;
using ExposurePipeline.Functions.Http;
using ExposurePipeline.Functions.Http.CloudResources;
using ExposurePipeline.Functions.Http.Hunting;
using ExposurePipeline.Functions.Hunting;
using ExposurePipeline.Functions.Hunting.Kusto;
using ExposurePipeline.Functions.Hunting.Reference;
using ExposurePipeline.Functions.Hunting.Tables;
using ExposurePipeline.Functions.Settings;
using ExposurePipeline.Functions.Telemetry;
using ExposurePipeline.Hunting.Archive;
using ExposurePipeline.Reachability.Messages;
using ExposurePipeline.Reachability.Ports;
using ExposurePipeline.Reachability.Upkeep;
using Microsoft.Extensions.DependencyInjection;

namespace ExposurePipeline.Functions;

/// <summary>What each step of the flow is made of. Clients connect on first use: a credential alone takes longer to load than the rest of the app.</summary>
internal static class Composition
{
    private const string Exposure = "exposure";
    private const string Rejected = "rejected";
    private const string Resources = "resources";
    private const long CachedStateBytes = 48 * 1024 * 1024;

    /// <summary>The account's tables behind the ports of the core.</summary>
    public static IServiceCollection AddTables(this IServiceCollection services, AppSettings settings)
    {
        var account = new Lazy<TableServiceClient>(() => ConnectStorage(settings.ExposureStorage));
        var (exposure, rejected) = (new StoreTable(account, Exposure, new(settings.Exposure.Buckets)), new StoreTable(account, Rejected));
        var resources = new StoreTable(account, Resources);
        var gate = new TransactionGate(settings.Exposure.TransactionsAtOnce);
        var buckets = settings.Exposure.Buckets;
        var uncached = new TableExposureStore(exposure, buckets, gate, cache: null);
        return services
            .AddSingleton<IExposureStore>(_ => new TableExposureStore(exposure, buckets, gate, new StateCache(CachedStateBytes)))
            .AddSingleton<IRejectedEvents>(new TableRejectedEvents(rejected, gate))
            .AddSingleton<IPolicies>(provider => new TablePolicies(exposure, settings.Exposure.Policy, provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(provider => new MachineInventory(uncached, provider.GetRequiredService<IPolicies>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(provider => new MachineTimeline(uncached, provider.GetRequiredService<IPolicies>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(provider => new UnattributedFindings(uncached, provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<IResourceStore>(new TableResourceStore(resources, gate))
            .AddSingleton<IAnalysisStore>(new TableAnalysisStore(resources, gate))
            .AddSingleton<IResourceCatalogue>(new TableResourceCatalogue(resources))
            .AddSingleton(new TableProbe(exposure))
            .AddSingleton<IReadOnlyList<StoreTable>>([exposure, rejected, resources])
            .AddHostedService<TablePreparation>();
    }

    /// <summary>Raw events in, observations out.</summary>
    public static IServiceCollection AddNormalisation(this IServiceCollection services, AppSettings settings) => services
        .AddSingleton(new Lazy<EventHubProducerClient>(() => ConnectHub(settings.EventHubs, settings.Hubs.Observations)))
        .AddSingleton(new Lanes(settings.Exposure.Buckets))
        .AddSingleton<ObservationSender>()
        .AddSingleton<IObservationHub, EventHubObservations>()
        .AddSingleton<NormaliseOutputs>()
        .AddSingleton<NormaliseHop>();

    /// <summary>Connection events and time in; rows for queries out.</summary>
    public static IServiceCollection AddArchive(this IServiceCollection services, AppSettings settings) => services
        .AddSingleton(Segments(settings))
        .AddSingleton(new ArchiveLimits { Retention = settings.Archive.Retention })
        .AddSingleton<ArchiveWriter>()
        .AddSingleton<ArchiveUpkeep>()
        .AddSingleton(static provider => new EventArchive(provider.GetRequiredService<ISegmentStore>()))
        .AddSingleton<ArchiveOutputs>()
        .AddSingleton<ArchiveHop>()
        .AddSingleton<IHuntingTables, ArchivedEvents>();

    /// <summary>Observations and time in; states, tag changes and signals out.</summary>
    public static IServiceCollection AddAggregation(this IServiceCollection services, AppSettings settings) => services
        .AddSingleton(new Lazy<ServiceBusClient>(() => ConnectBus(settings.ServiceBus)))
        .AddSingleton(settings.Topics)
        .AddSingleton<IMessageSender, MessageSender>()
        .AddSingleton<Aggregator>()
        .AddSingleton<OutboxDispatch>()
        .AddSingleton<SendHop>()
        .AddSingleton<AggregateHop>();

    /// <summary>Cloud configuration and time in; kept resources and verdicts, and observations of what became different, out.</summary>
    public static IServiceCollection AddReachability(this IServiceCollection services) => services
        .AddSingleton<IngestMeasures>()
        .AddSingleton<IngestHop>()
        .AddSingleton<Replicas>()
        .AddSingleton<IAssessments>(static provider => provider.GetRequiredService<Replicas>())
        .AddSingleton<Analyst>()
        .AddSingleton<AnalysisUpkeep>()
        .AddSingleton<AnalyseHop>();

    /// <summary>What people say and decide in; changed machines out, and told.</summary>
    public static IServiceCollection AddDecrees(this IServiceCollection services) => services
        .AddSingleton<DecreeHop>()
        .AddSingleton<InaccuracyReports>();

    /// <summary>Requests in; cloud resources out, with what is configured and what was observed.</summary>
    public static IServiceCollection AddClouds(this IServiceCollection services) => services
        .AddSingleton(new ResourceQueries<CloudResource>(CloudResourceModel.Create))
        .AddSingleton<CloudInventory>()
        .AddSingleton<Suppositions>();

    /// <summary>Requests in; machines, findings and policies out.</summary>
    public static IServiceCollection AddHttp(this IServiceCollection services, AppSettings settings) => services
        .AddSingleton(new ResourceQueries<Machine>(MachineModel.Create))
        .AddSingleton(new ResourceQueries<FindingView>(FindingModel.Create))
        .AddSingleton(new ResourceQueries<DeviceInfoRow>(DeviceInfoModel.Create))
        .AddSingleton(provider => new FrontDoor(
            new Caller(settings.Exposure.Policy.DefaultTenant, settings.SignIn),
            new RequestLimit(settings.Exposure.RequestsPerMinute, provider.GetRequiredService<TimeProvider>())))
        .AddSingleton(static provider => new HealthCheck(provider.GetRequiredService<TableProbe>(), provider.GetRequiredService<DependencyStates>(), provider.GetRequiredService<PipelineMetrics>()));

    /// <summary>Queries in; rows of what a tenant may see out.</summary>
    public static IServiceCollection AddHunting(this IServiceCollection services, AppSettings settings) => services
        .AddSingleton(settings.Hunting)
        .AddSingleton(new ReferenceFolder(settings.Hunting.ReferenceFolder))
        .AddSingleton<ReferenceData>()
        .AddSingleton<IHuntingTables, DeviceTables>()
        .AddSingleton<IHuntingTables, GraphTables>()
        .AddSingleton<HuntingCatalogue>()
        .AddSingleton<IHuntingEngine>(provider => settings.Hunting.Kusto is { } kusto
            ? new KustoHuntingEngine(ConnectKusto(kusto, settings.Hunting), new(kusto, settings.Exposure.Policy.DefaultTenant), settings.Hunting, provider.GetRequiredService<TimeProvider>())
            : ActivatorUtilities.CreateInstance<LocalHuntingEngine>(provider))
        .AddSingleton<HuntingBudgets>()
        .AddSingleton<HuntingDesk>();

    /// <summary>Metrics, spans and what is known of dependencies; Application Insights where it is configured.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, AppSettings settings) => services
        .AddSingleton<PipelineMetrics>()
        .AddSingleton<DependencyStates>()
        .AddApplicationInsights(settings.ApplicationInsights);

    private static TableServiceClient ConnectStorage(ConnectionSettings storage) => storage.ConnectionString is { } text
        ? new(text)
        : new(new Uri(storage.Address!), Credential(storage));

    private static ISegmentStore Segments(AppSettings settings) => settings.Archive.Folder is { } folder
        ? new FolderSegments(folder)
        : new BlobSegments(new(() => ConnectBlobs(settings).GetBlobContainerClient(settings.Archive.Container)));

    private static BlobServiceClient ConnectBlobs(AppSettings settings) => settings.ExposureStorage.ConnectionString is { } text
        ? new(text)
        : new(settings.Archive.BlobAddress!, Credential(settings.ExposureStorage));

    private static EventHubProducerClient ConnectHub(ConnectionSettings hubs, string hub) => hubs.ConnectionString is { } text
        ? new(text, hub)
        : new(hubs.Address!, hub, Credential(hubs));

    private static ServiceBusClient ConnectBus(ConnectionSettings bus) => bus.ConnectionString is { } text
        ? new(text)
        : new(bus.Address!, Credential(bus));

    private static KustoConnection ConnectKusto(KustoSettings kusto, HuntingSettings limits) =>
        KustoConnection.Create(kusto.Cluster, Credential(kusto.ClientId), new(limits.MaxTime, TimeSpan.FromSeconds(1)));

    private static DefaultAzureCredential Credential(ConnectionSettings connection) => Credential(connection.ClientId);

    private static DefaultAzureCredential Credential(string? clientId) => new(new DefaultAzureCredentialOptions { ManagedIdentityClientId = clientId });
}
