using System.Text;
using ExposurePipeline.Exposure.Aggregation;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Tests.Support.Stores;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Scenarios;

/// <summary>A store, a clock in plain sight, and a hub that hands signals on at once; tag-change messages pile up in <see cref="Sent"/>.</summary>
internal sealed class Stage : IMessageSender
{
    public static readonly TenantId Tenant = new("contoso");
    public static readonly DateTimeOffset T = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Queue<EntityObservations> signals = new();

    public Stage(ExposurePolicy? policy = null, IPolicies? policies = null)
    {
        Policy = policy ?? ExposurePolicy.Default;
        Aggregator = new(Store, policies ?? new MemoryPolicies(Policy));
        Dispatch = new(Store, this, TimeProvider.System);
    }

    public ExposurePolicy Policy { get; }

    public MemoryExposureStore Store { get; } = new();

    public Aggregator Aggregator { get; }

    public OutboxDispatch Dispatch { get; }

    public DateTimeOffset Now { get; set; } = T;

    public List<OutboxMessage> Sent { get; } = [];

    public List<OutboxMessage> Recommended { get; } = [];

    public IEnumerable<string> Changes => Sent.Select(m => m.Properties["change"]);

    public static EntityId Device(string id) => EntityId.Of(Tenant, new DeviceId(id));

    public static EntityId Address(string address) => EntityId.Of(Tenant, Ip(address));

    public static IpAddress Ip(string text) => IpAddress.TryParse(text, out var ip) ? ip : throw new FormatException(text);

    public static EntityObservations Of(EntityId entity, params Observation[] observations) => new(entity, observations, T, null);

    /// <summary>A stranger's connection to a device.</summary>
    public static EvidenceSeen Connection(DateTimeOffset at, ushort port = 3389, string remote = "45.9.9.9", string local = "10.0.0.5", ProcessIdentity? process = null) => new(
        new(Reason.ExternalNetworkConnection, Transport.Tcp, new(Ip(local), port), null), Sighting.At(at), [Ip(remote)], Attribution.NamedByEvent,
        process, null, "defender-streaming");

    /// <summary>A scanner got an answer.</summary>
    public static PortAnswered Answer(DateTimeOffset at, ushort port = 443) => new(Transport.Tcp, port, Sighting.At(at), "nmap", null, "nmap-xml");

    public async Task<Aggregated> Apply(params EntityObservations[] batch)
    {
        var result = await Aggregator.ApplyAsync(batch, Now, default);
        await Dispatch.SendAsync(result.Committed, default);
        while (signals.TryDequeue(out var signal))
        {
            await Dispatch.SendAsync((await Aggregator.ApplyAsync([signal], Now, default)).Committed, default);
        }

        return result;
    }

    public Task<Aggregated> Apply(EntityId entity, params Observation[] observations) => Apply(Of(entity, observations));

    public async Task Expire(DateTimeOffset now)
    {
        Now = now;
        await Dispatch.SendAsync((await Aggregator.ExpireAsync(now, default)).Aggregated.Committed, default);
    }

    public async Task<DeviceRecord> Record(string device) => StateCodec.DecodeDevice((await Store.LoadAsync([Device(device)], default))[0].State);

    public async Task<Machine> Machine(string device)
    {
        return ExposurePipeline.Exposure.Messages.Machine.From(Device(device), await Record(device), Policy, Now);
    }

    public async Task<AddressState> AddressState(string address) => StateCodec.DecodeAddress((await Store.LoadAsync([Address(address)], default))[0].State).State;

    public async Task<List<string>> Flagged() => await Store.ListIndexAsync(EntityKind.Device, null, default)
        .Where(f => ExposurePipeline.Exposure.Messages.Machine.FromUtf8(f.Body.Span).IsInternetFacing).Select(f => f.Entity.Key).Order().ToListAsync();

    /// <summary>What is nobody's yet, as the index lists it.</summary>
    public async Task<List<FindingView>> Findings() => await Store.ListIndexAsync(EntityKind.Address, null, default)
        .SelectMany(row => FindingView.FromUtf8(row.Body.Span).ToAsyncEnumerable()).ToListAsync();

    /// <summary>Every stored state, as text.</summary>
    public async Task<string> States(params EntityId[] entities) =>
        string.Join('\n', (await Store.LoadAsync(entities, default)).Select(s => Encoding.UTF8.GetString(s.State.Span)));

    public Task SendAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken cancellation)
    {
        Sent.AddRange(messages.Where(m => m.Channel is Channel.TagChanges));
        Recommended.AddRange(messages.Where(m => m.Channel is Channel.Recommendations));
        foreach (var message in messages.Where(m => m.Channel is Channel.Signals))
        {
            var read = new List<EntityObservations>();
            Assert.True(ObservationCodec.TryRead(message.Body.Span, read, out var rejection), rejection.Detail);
            read.ForEach(signals.Enqueue);
        }

        return Task.CompletedTask;
    }
}
