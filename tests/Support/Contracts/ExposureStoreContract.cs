using System.Text;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;
using Xunit;

namespace ExposurePipeline.Tests.Support.Contracts;

/// <summary>What any exposure store must promise; derive from it once per store.</summary>
public abstract class ExposureStoreContract
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TenantId Contoso = new("contoso");

    public static TheoryData<string> AwkwardKeys =>
    [
        "a/b\\c#d?e'f%g", // all that a table key or an OData literal forbids
        "%2F", // must not come back as a slash
        "a|b", // the separator of composed keys
        "d!e!2fg!", // an escape character of a store's own
        "tab\tand\u0001and\u007fand\u009f", // control characters
        "Gerät-日本語-🛰", // beyond the first plane
        new('x', DeviceId.MaxLength), // the longest
        new('/', DeviceId.MaxLength), // the longest, all to be escaped
        " leading and trailing ",
        "case", // and only this one: see keys_differ_by_case
    ];

    /// <summary>A store with nothing in it.</summary>
    protected abstract Task<IExposureStore> CreateAsync();

    [Fact]
    public async Task An_unknown_entity_is_empty_and_has_no_version()
    {
        var loaded = Assert.Single(await (await CreateAsync()).LoadAsync([Device("d1")], default));
        Assert.Equal((Device("d1"), 0, (string?)null), (loaded.Entity, loaded.State.Length, loaded.Version));
    }

    [Fact]
    public async Task All_parts_of_a_change_are_visible_after_the_save()
    {
        var store = await CreateAsync();
        var saved = await store.SaveAsync([Change(Device("d1"), null, "one", indexed: true, history: 1, messages: 2)], default);

        Assert.Empty(saved.Conflicts);
        Assert.Equal(["one-0", "one-1"], saved.Committed.Select(r => r.Message.Id));
        Assert.Equal("one", await StateAsync(store, "d1"));
        Assert.Equal(Device("d1"), Assert.Single(await IndexAsync(store)).Entity);
        Assert.Single(await HistoryAsync(store, "d1"));
        Assert.Equal(2, (await OutboxAsync(store)).Count);
    }

    [Fact]
    public async Task A_stale_version_is_a_conflict_and_nothing_of_that_change_is_visible()
    {
        var store = await CreateAsync();
        await store.SaveAsync([Change(Device("d1"), null, "one")], default);
        var stale = await VersionAsync(store, "d1");
        await store.SaveAsync([Change(Device("d1"), stale, "two")], default);

        var saved = await store.SaveAsync([Change(Device("d1"), stale, "lost", indexed: true, history: 1, messages: 1), Change(Device("d2"), null, "other")], default);

        Assert.Equal([Device("d1")], saved.Conflicts);
        Assert.Empty(saved.Committed);
        Assert.Equal(("two", "other"), (await StateAsync(store, "d1"), await StateAsync(store, "d2")));
        Assert.Empty(await IndexAsync(store));
        Assert.Empty(await HistoryAsync(store, "d1"));
        Assert.Empty(await OutboxAsync(store));
    }

    [Fact]
    public async Task Creating_what_exists_is_a_conflict()
    {
        var store = await CreateAsync();
        await store.SaveAsync([Change(Device("d1"), null, "one")], default);
        Assert.Equal([Device("d1")], (await store.SaveAsync([Change(Device("d1"), null, "again")], default)).Conflicts);
        Assert.Equal("one", await StateAsync(store, "d1"));
    }

    [Fact]
    public async Task Of_two_writers_with_one_version_exactly_one_wins()
    {
        var store = await CreateAsync();
        await store.SaveAsync([Change(Device("d1"), null, "start")], default);
        var version = await VersionAsync(store, "d1");
        var saves = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => store.SaveAsync([Change(Device("d1"), version, $"w{i}", messages: 1)], default)));

        Assert.Equal(7, saves.Sum(s => s.Conflicts.Count));
        Assert.Equal(await StateAsync(store, "d1") + "-0", Assert.Single(await OutboxAsync(store)).Message.Id);
    }

    [Fact]
    public async Task The_index_holds_the_indexed_entities_with_their_newest_row()
    {
        var store = await CreateAsync();
        await store.SaveAsync([Change(Device("d1"), null, "one", indexed: true), Change(Device("d2"), null, "two", indexed: true), Change(Device("d3"), null, "three")], default);
        await store.SaveAsync([Change(Device("d1"), await VersionAsync(store, "d1"), "newer", indexed: true, wasIndexed: true)], default);
        await store.SaveAsync([Change(Device("d2"), await VersionAsync(store, "d2"), "gone", indexed: false, wasIndexed: true)], default);

        var row = Assert.Single(await IndexAsync(store));
        Assert.Equal((Device("d1"), Noon.AddHours(48), "machine newer"), (row.Entity, row.DueAt, Encoding.UTF8.GetString(row.Body.Span)));
    }

    [Fact]
    public async Task Tenants_do_not_see_each_other()
    {
        var store = await CreateAsync();
        var twin = EntityId.Of(new TenantId("fabrikam"), new DeviceId("d1"));
        await store.SaveAsync([Change(Device("d1"), null, "ours", indexed: true), Change(twin, null, "theirs", indexed: true)], default);

        Assert.Equal("ours", await StateAsync(store, "d1"));
        Assert.Equal([Device("d1")], (await ListAsync(store.ListIndexAsync(EntityKind.Device, Contoso, default))).Select(f => f.Entity));
        Assert.Equal([Device("d1")], (await ListAsync(store.ListDevicesAsync(Contoso, default))).Select(d => d.Entity));
        Assert.Equal(2, (await IndexAsync(store)).Count);
    }

    [Fact]
    public async Task Devices_are_listed_without_addresses()
    {
        var store = await CreateAsync();
        var address = new EntityId(Contoso, EntityKind.Address, "52.1.2.3");
        await store.SaveAsync([Change(Device("52.1.2.3"), null, "device"), Change(address, null, "address")], default);

        Assert.Equal("device", Text(Assert.Single(await ListAsync(store.ListDevicesAsync(Contoso, default))).State));
        Assert.Equal("address", Text(Assert.Single(await store.LoadAsync([address], default)).State));
    }

    [Fact]
    public async Task The_index_keeps_devices_and_addresses_apart()
    {
        var store = await CreateAsync();
        var address = new EntityId(Contoso, EntityKind.Address, "52.1.2.3");
        await store.SaveAsync([Change(Device("52.1.2.3"), null, "device", indexed: true), Change(address, null, "address", indexed: true)], default);

        Assert.Equal(address, Assert.Single(await ListAsync(store.ListIndexAsync(EntityKind.Address, Contoso, default))).Entity);
        Assert.Equal("v1", Assert.Single(await IndexAsync(store)).Policy);
    }

    [Fact]
    public async Task The_outbox_keeps_the_order_of_an_entity_over_many_versions()
    {
        var store = await CreateAsync();
        await store.SaveAsync([Change(Device("d1"), null, "v0", messages: 12)], default);
        for (var i = 1; i < 12; i++)
        {
            await store.SaveAsync([Change(Device("d1"), await VersionAsync(store, "d1"), $"v{i}", messages: 2)], default);
        }

        var expected = Enumerable.Range(0, 12).Select(n => $"v0-{n}").Concat(Enumerable.Range(1, 11).SelectMany(i => new[] { $"v{i}-0", $"v{i}-1" }));
        Assert.Equal(expected, (await OutboxAsync(store)).Select(r => r.Message.Id));
    }

    [Fact]
    public async Task The_outbox_gives_back_every_member_of_a_message()
    {
        var store = await CreateAsync();
        var message = new OutboxMessage(
            "added-1", Channel.Recommendations, Device("d1"), Encoding.UTF8.GetBytes("""{"é":"🛰"}"""),
            new Dictionary<string, string> { ["deviceId"] = "d1", ["empty"] = "", ["odd'name"] = "ü\n" }, Noon.AddTicks(7), Noon.AddTicks(-3)) { EventTime = Noon.AddTicks(-9) };
        await store.SaveAsync([Change(Device("d1"), null, "one") with { Outbox = [message] }], default);

        var kept = Assert.Single(await OutboxAsync(store)).Message;
        Assert.Equal(message with { Body = default, Properties = kept.Properties }, kept with { Body = default });
        Assert.Equal(message.Properties.OrderBy(p => p.Key), kept.Properties.OrderBy(p => p.Key));
        Assert.Equal(Text(message.Body), Text(kept.Body));
    }

    [Fact]
    public async Task The_outbox_lists_only_what_was_decided_before_the_given_moment()
    {
        var store = await CreateAsync();
        await store.SaveAsync([Change(Device("d1"), null, "one", messages: 1)], default);
        Assert.Empty(await ListAsync(store.ListOutboxAsync(Noon, default)));
        Assert.Single(await ListAsync(store.ListOutboxAsync(Noon.AddTicks(1), default)));
    }

    [Fact]
    public async Task Removing_a_sent_message_twice_is_fine_and_leaves_the_others()
    {
        var store = await CreateAsync();
        var committed = (await store.SaveAsync([Change(Device("d1"), null, "one", messages: 3)], default)).Committed;
        await store.RemoveOutboxAsync([committed[1]], default);
        await store.RemoveOutboxAsync([committed[1]], default);
        Assert.Equal(["one-0", "one-2"], (await OutboxAsync(store)).Select(r => r.Message.Id));
        await store.RemoveOutboxAsync(committed, default);
        Assert.Empty(await OutboxAsync(store));
    }

    [Fact]
    public async Task History_is_newest_first_and_pruned_by_age()
    {
        var store = await CreateAsync();
        HistoryEntry[] entries = [.. Enumerable.Range(1, 5).Select(i => new HistoryEntry(Device("d1"), Noon.AddDays(i), i % 2 == 1 ? "added" : "removed", $"{i}", Encoding.UTF8.GetBytes($"detail {i}")))];
        await store.SaveAsync([Change(Device("d1"), null, "one") with { History = entries }, Change(Device("d10"), null, "neighbour", history: 1)], default);

        Assert.Equal(["5", "4", "3", "2", "1"], (await HistoryAsync(store, "d1")).Select(t => t.Key));
        Assert.Equal(("added", "detail 5"), ((await HistoryAsync(store, "d1"))[0].Kind, Text((await HistoryAsync(store, "d1"))[0].Detail)));
        Assert.Equal(3, await store.PruneHistoryAsync(Noon.AddDays(3), default)); // days 1 and 2, and the neighbour's
        Assert.Equal(["5", "4", "3"], (await HistoryAsync(store, "d1")).Select(t => t.Key));
    }

    [Fact]
    public async Task The_same_history_twice_is_kept_once()
    {
        var store = await CreateAsync();
        await store.SaveAsync([Change(Device("d1"), null, "one", history: 1)], default);
        await store.SaveAsync([Change(Device("d1"), await VersionAsync(store, "d1"), "two", history: 1)], default);
        Assert.Single(await HistoryAsync(store, "d1"));
    }

    [Fact]
    public async Task Two_hundred_and_fifty_changes_are_saved_at_once()
    {
        var store = await CreateAsync();
        EntityId[] devices = [.. Enumerable.Range(0, 250).Select(i => Device($"d{i}"))];
        var saved = await store.SaveAsync([.. devices.Select(d => Change(d, null, d.Key, indexed: true, history: 1, messages: 1))], default);

        Assert.Empty(saved.Conflicts);
        Assert.Equal(250, saved.Committed.Count);
        Assert.Equal(devices.Select(d => d.Key), (await store.LoadAsync(devices, default)).Select(s => Text(s.State)));
        Assert.Equal(250, (await IndexAsync(store)).Count);
        Assert.Equal(250, (await ListAsync(store.ListDevicesAsync(Contoso, default))).Count);
    }

    [Fact]
    public async Task The_largest_state_survives()
    {
        var store = await CreateAsync();
        await store.SaveAsync([Change(Device("d1"), null, new string('s', 128 * 1024))], default);
        Assert.Equal(128 * 1024, (await StateAsync(store, "d1")).Length);
    }

    [Fact]
    public async Task Keys_differ_by_case()
    {
        var store = await CreateAsync();
        await store.SaveAsync([Change(Device("Case"), null, "upper"), Change(Device("case"), null, "lower")], default);
        Assert.Equal(("upper", "lower"), (await StateAsync(store, "Case"), await StateAsync(store, "case")));
    }

    [Theory]
    [MemberData(nameof(AwkwardKeys))]
    public async Task Awkward_keys_come_back_as_they_were(string key)
    {
        var store = await CreateAsync();
        var entity = EntityId.Of(new TenantId(key[..Math.Min(key.Length, TenantId.MaxLength)].TrimEnd('\ud83d')), new DeviceId(key));
        await store.SaveAsync([Change(entity, null, "one", indexed: true, history: 1, messages: 1)], default);

        Assert.Equal("one", Text(Assert.Single(await store.LoadAsync([entity], default)).State));
        Assert.Equal(entity, Assert.Single(await ListAsync(store.ListDevicesAsync(entity.Tenant, default))).Entity);
        Assert.Equal(entity, Assert.Single(await IndexAsync(store)).Entity);
        Assert.Equal(entity, Assert.Single(await ListAsync(store.ListHistoryAsync(entity, default))).Device);
        var row = Assert.Single(await OutboxAsync(store));
        Assert.Equal(entity, row.Message.Subject);
        await store.RemoveOutboxAsync([row], default);
        Assert.Empty(await OutboxAsync(store));
    }

    private static EntityId Device(string id) => EntityId.Of(Contoso, new DeviceId(id));

    private static EntityChange Change(EntityId entity, string? version, string state, bool indexed = false, bool wasIndexed = false, int history = 0, int messages = 0) => new(
        entity, version, Encoding.UTF8.GetBytes(state), indexed ? new(entity, Noon.AddHours(48), "v1", Encoding.UTF8.GetBytes("machine " + state)) : null, wasIndexed,
        [.. Enumerable.Range(0, history).Select(i => new HistoryEntry(entity, Noon.AddMinutes(i), "added", $"{i + 1}", Encoding.UTF8.GetBytes("{}")))],
        [.. Enumerable.Range(0, messages).Select(i => new OutboxMessage($"{state}-{i}", Channel.TagChanges, entity, Encoding.UTF8.GetBytes("{}"), new Dictionary<string, string>(), Noon, null))]);

    private static async Task<string?> VersionAsync(IExposureStore store, string device) => (await store.LoadAsync([Device(device)], default))[0].Version;

    private static async Task<string> StateAsync(IExposureStore store, string device) => Text((await store.LoadAsync([Device(device)], default))[0].State);

    private static Task<List<IndexEntry>> IndexAsync(IExposureStore store) => ListAsync(store.ListIndexAsync(EntityKind.Device, null, default));

    private static Task<List<HistoryEntry>> HistoryAsync(IExposureStore store, string device) => ListAsync(store.ListHistoryAsync(Device(device), default));

    private static Task<List<OutboxRow>> OutboxAsync(IExposureStore store) => ListAsync(store.ListOutboxAsync(DateTimeOffset.MaxValue, default));

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items) => await items.ToListAsync();

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
