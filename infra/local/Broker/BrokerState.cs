using ExposurePipeline.Local.Broker.Hubs;
using ExposurePipeline.Local.Broker.Storage;
using ExposurePipeline.Local.Broker.Topics;

namespace ExposurePipeline.Local.Broker;

/// <summary>What lies behind the endpoints: the file and all that is read from it.</summary>
internal sealed class BrokerState : IAsyncDisposable
{
    public BrokerState(BrokerOptions options)
    {
        Journal = Journal.Open(options.DatabasePath, options.SurvivePowerLoss);
        Hubs = new HubCatalogue(Journal);
        Entities = new EntityCatalogue(Journal);
        Log = new HubLog(Journal, Hubs, options.Time, options.MostWaitingBytes);
        Store = new MessageStore(Journal, Entities, options.Time);
        Upkeep = new Upkeep(new Retention(Journal, Hubs, options), Store, options.Time);
    }

    public Journal Journal { get; }

    public HubCatalogue Hubs { get; }

    public EntityCatalogue Entities { get; }

    public HubLog Log { get; }

    public MessageStore Store { get; }

    public Upkeep Upkeep { get; }

    public async ValueTask DisposeAsync()
    {
        await Upkeep.DisposeAsync();
        await Journal.DisposeAsync();
    }
}
