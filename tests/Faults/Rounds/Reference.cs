using ExposurePipeline.Exposure.Aggregation;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Tests.Support.Stores;

namespace ExposurePipeline.Tests.Faults.Rounds;

/// <summary>The fault-free run: the same events, one by one, through the same rules into memory.</summary>
internal sealed class Reference(ExposurePolicy policy) : IMessageSender
{
    private readonly MemoryExposureStore _store = new();
    private readonly List<EntityObservations> _signals = [];
    private readonly List<TagMessage> _messages = [];
    private readonly List<string> _rejected = [];

    /// <summary>Records met, by what became of them: <c>observed</c>, <c>rejected</c>, or the name of the rule that filtered them.</summary>
    public Dictionary<string, int> Books { get; } = [];

    /// <summary>What the events of a tenant lead to.</summary>
    public static async Task<(Snapshot Snapshot, IReadOnlyDictionary<string, int> Books)> RunAsync(
        IEnumerable<InputEvent> events, TenantId tenant, IReadOnlyCollection<EntityId> addresses, ExposurePolicy policy, DateTimeOffset now)
    {
        var run = new Reference(policy);
        foreach (var each in events)
            await run.ApplyAsync(each, now);
        var read = await Snapshot.ReadAsync(run._store, tenant, addresses);
        return (read with { Messages = run._messages, Rejected = run._rejected }, run.Books);
    }

    public Task SendAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken cancellation)
    {
        foreach (var message in messages)
        {
            if (message.Channel is Channel.TagChanges)
                _messages.Add(new(message.Id, message.Subject.Tenant.Value, message.Subject.Key, message.Properties["change"]));
            else if (message.Channel is Channel.Signals && !ObservationCodec.TryRead(message.Body.Span, _signals, out var rejection))
                throw new InvalidDataException($"A signal to {message.Subject} cannot be read: {rejection}");
        }

        return Task.CompletedTask;
    }

    private async Task ApplyAsync(InputEvent input, DateTimeOffset now)
    {
        var tenant = input.Properties.TryGetValue(RawEvent.TenantProperty, out var named) ? new TenantId(named) : (TenantId?)null;
        var raw = new RawEvent(input.Body, new(input.Hub, "0", 0), now, input.Properties.GetValueOrDefault(RawEvent.FormatProperty), tenant);
        var read = Normaliser.Normalise([raw], new PolicyBook(policy, new Dictionary<TenantId, TenantPolicy>()), now);
        if (input.Records.Count > 0)
            Count(read.Tally);
        _rejected.AddRange(read.Rejected.Select(r => System.Text.Encoding.UTF8.GetString(r.Body.Span)));
        await AggregateAsync(read.Observations, now);
    }

    private async Task AggregateAsync(IReadOnlyList<EntityObservations> observations, DateTimeOffset now)
    {
        var aggregator = new Aggregator(_store, new MemoryPolicies(policy));
        var dispatch = new OutboxDispatch(_store, this, TimeProvider.System);
        while (observations.Count > 0)
        {
            await dispatch.SendAsync((await aggregator.ApplyAsync(observations, now, default)).Committed, default);
            observations = [.. _signals];
            _signals.Clear();
        }
    }

    private void Count(Tally tally)
    {
        Add("observed", tally.Observed);
        Add("rejected", tally.Rejected.Values.Sum());
        foreach (var (rule, records) in tally.Filtered)
            Add(rule, records);
    }

    private void Add(string name, int records) => Books[name] = Books.GetValueOrDefault(name) + records;
}
