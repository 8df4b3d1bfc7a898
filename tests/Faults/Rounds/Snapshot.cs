using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Tests.Faults.Rounds;

/// <summary>What a tenant's events have led to.</summary>
/// <param name="States">Encoded records of devices and addresses.</param>
/// <param name="Index">What pages show, by entity.</param>
/// <param name="Tags">Tags that came and went: device, change and key of the entry.</param>
/// <param name="Outbox">Ids of messages that are committed and not sent.</param>
/// <param name="Messages">What a subscriber received, repetitions included.</param>
/// <param name="Rejected">Bodies that were set aside, as text.</param>
internal sealed record Snapshot(
    IReadOnlyDictionary<EntityId, string> States, IReadOnlyDictionary<EntityId, string> Index, IReadOnlyList<string> Tags,
    IReadOnlyList<string> Outbox, IReadOnlyList<TagMessage> Messages, IReadOnlyList<string> Rejected)
{
    /// <summary>Reads what a store holds of a tenant.</summary>
    /// <param name="store">Reads the tables, not a cache.</param>
    /// <param name="tenant">Whose.</param>
    /// <param name="addresses">The addresses to look at: a store lists devices only.</param>
    public static async Task<Snapshot> ReadAsync(IExposureStore store, TenantId tenant, IReadOnlyCollection<EntityId> addresses)
    {
        var devices = await store.ListDevicesAsync(tenant, default).ToListAsync();
        var index = await store.ListIndexAsync(EntityKind.Device, tenant, default).Concat(store.ListIndexAsync(EntityKind.Address, tenant, default)).ToListAsync();
        var history = await devices.ToAsyncEnumerable().SelectMany(d => store.ListHistoryAsync(d.Entity, default)).ToListAsync();
        return new(
            devices.Concat(await store.LoadAsync(addresses, default)).ToDictionary(s => s.Entity, s => Text(s.State)),
            index.ToDictionary(row => row.Entity, row => $"{row.DueAt:O} {Text(row.Body)}"),
            [.. history.Where(h => h.Kind is "added" or "removed").Select(h => $"{h.Device.Key} {h.Kind} {h.Key}").Order(StringComparer.Ordinal)],
            [], [], []);
    }

    private static string Text(ReadOnlyMemory<byte> utf8) => System.Text.Encoding.UTF8.GetString(utf8.Span);
}

/// <summary>A message of topic <c>tag-changes</c>.</summary>
/// <param name="Id">Message id.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="Device">The device.</param>
/// <param name="Change"><c>added</c>, <c>removed</c> or <c>evidence-changed</c>.</param>
internal sealed record TagMessage(string Id, string Tenant, string Device, string Change)
{
    /// <summary>Whether a tag came or went.</summary>
    public bool IsTransition => Change is "added" or "removed";
}
