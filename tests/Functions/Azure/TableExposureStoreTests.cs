using Azure.Data.Tables;
using System.Globalization;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Azure;
using ExposurePipeline.Tests.Support;
using Xunit;
using static ExposurePipeline.Tests.Functions.Azure.AzuriteStores;
using static ExposurePipeline.Tests.Functions.Azure.Changes;

namespace ExposurePipeline.Tests.Functions.Azure;

public sealed class TableExposureStoreTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef01234567")] // Defender's form
    [InlineData("CONTOSO\\srv/1?#%20")] // everything a URL or key could trip over
    [InlineData("O'Neil's \"box\"")] // quotes of OData and JSON
    [InlineData("a|b!7c")] // the separator and something that looks escaped
    [InlineData("tab\tnewline\nnul\0del\u007f")] // control characters
    [InlineData(" réseau 数 🖥 ")] // beyond ASCII, beyond the basic plane, blanks at the ends
    public async Task an_odd_identifier_is_stored_listed_and_read_back(string id)
    {
        var store = Store(Table(azurite));
        var device = Device(id, tenant: "t/1|x");

        await store.SaveAsync([Change(device).Indexed("{\"id\":1}").With(Message(device, "m1")).With(Entry(device, Noon, 1))], None);

        Assert.Equal("state", Text((await store.LoadAsync([device], None))[0].State));
        var flagged = Assert.Single(await ToListAsync(store.ListIndexAsync(EntityKind.Device, null, None)));
        Assert.Equal((device, Noon.AddHours(48), "{\"id\":1}"), (flagged.Entity, flagged.DueAt, Text(flagged.Body)));
        Assert.Equal(device, Assert.Single(await ToListAsync(store.ListDevicesAsync(device.Tenant, None))).Entity);
        Assert.Equal(device, Assert.Single(await ToListAsync(store.ListOutboxAsync(Noon.AddTicks(1), None))).Message.Subject);
        Assert.Equal(device, Assert.Single(await ToListAsync(store.ListHistoryAsync(device, None))).Device);
    }

    [Fact]
    public async Task a_message_comes_back_as_it_was_committed()
    {
        var store = Store(Table(azurite));
        var (device, other) = (Device("d"), EntityId.Of(new TenantId("contoso"), new IpAddress(0x01020304, true)));
        var sent = Message(other, "m1") with { Channel = Channel.Signals, Body = new byte[200_000] };

        await store.SaveAsync([Change(device).With(sent)], None);

        var message = Assert.Single(await ToListAsync(store.ListOutboxAsync(Noon.AddTicks(1), None))).Message;
        Assert.Equal(sent.Body.ToArray(), message.Body.ToArray());
        Assert.Equal(sent.Properties, message.Properties);
        Assert.Equal(sent with { Body = default, Properties = message.Properties }, message with { Body = default });
    }

    [Fact]
    public async Task many_entities_of_a_partition_are_committed_in_one_transaction()
    {
        var store = Store(Table(azurite), buckets: 1);

        var saved = await store.SaveAsync([.. Range(33).Select(static n => Change(Device($"d{n}")).Indexed().With(Message(Device($"d{n}"), $"m{n}")))], None);

        Assert.Equal((1, 33), (saved.Transactions, saved.Committed.Count)); // two rows each and one for all messages
    }

    [Fact]
    public async Task more_than_a_hundred_operations_take_another_transaction()
    {
        var store = Store(Table(azurite), buckets: 1);

        var saved = await store.SaveAsync([.. Range(101).Select(static n => Change(Device($"d{n}")))], None);

        Assert.Equal(2, saved.Transactions);
        Assert.Equal(101, (await ToListAsync(store.ListDevicesAsync(new("contoso"), None))).Count);
    }

    [Fact]
    public async Task four_mebibytes_are_not_exceeded()
    {
        var store = Store(Table(azurite), buckets: 1);
        var large = new string('x', 60_000);

        var saved = await store.SaveAsync([.. Range(90).Select(n => Change(Device($"d{n}"), state: large))], None);

        Assert.Equal(90, (await ToListAsync(store.ListDevicesAsync(new("contoso"), None))).Count);
        Assert.InRange(saved.Transactions, 2, 4);
    }

    [Fact]
    public async Task a_change_that_no_transaction_can_hold_is_refused_by_name()
    {
        var device = Device("d1");
        var change = Change(device).With([.. Range(100).Select(n => Entry(device, Noon.AddHours(n), n))]);

        var fault = await Assert.ThrowsAsync<ArgumentException>(() => Store(Table(azurite)).SaveAsync([change], None));

        Assert.Contains("contoso|d|d1 changes 101 rows", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task an_entity_with_more_to_say_than_a_transaction_has_rows_says_it_all()
    {
        var store = Store(Table(azurite));
        var device = Device("a");
        var saved = await store.SaveAsync([Change(device).Indexed().With([.. Range(150).Select(n => Message(device, $"m{n}"))])], None);

        var listed = await ToListAsync(store.ListOutboxAsync(Noon.AddTicks(1), None));
        await store.RemoveOutboxAsync([.. saved.Committed.Take(5)], None);

        Assert.Equal(1, saved.Transactions);
        Assert.Equal(Range(150).Select(static n => $"m{n}"), listed.Select(static row => row.Message.Id));
        Assert.Equal(saved.Committed.Select(static row => row.Key), listed.Select(static row => row.Key));
        Assert.Equal(Range(145).Select(static n => $"m{n + 5}"), (await ToListAsync(store.ListOutboxAsync(Noon.AddTicks(1), None))).Select(static row => row.Message.Id));
    }

    [Fact]
    public async Task messages_larger_than_a_row_holds_take_several()
    {
        var store = Store(Table(azurite));
        var device = Device("a");
        var messages = Range(40).Select(n => Message(device, $"m{n}") with { Body = new byte[60_000] }).ToArray();

        var saved = await store.SaveAsync([Change(device).With(messages)], None);

        Assert.Equal(1, saved.Transactions);
        Assert.Equal(messages.Select(static message => message.Id), (await ToListAsync(store.ListOutboxAsync(Noon.AddTicks(1), None))).Select(static row => row.Message.Id));
    }

    [Fact]
    public async Task a_damaged_row_of_the_outbox_is_named_and_hides_no_other()
    {
        var table = Table(azurite);
        var store = Store(table, buckets: 1);
        await store.SaveAsync([Change(Device("a")).With(Message(Device("a"), "m1")), Change(Device("b", "fabrikam")).With(Message(Device("b", "fabrikam"), "m2"))], None);
        await (await table.OpenAsync()).UpsertEntityAsync(new TableEntity("contoso|0", "o|0|damaged") { ["Created"] = Noon, ["Headers"] = Bytes("rubbish") }, cancellationToken: None);

        var damaged = new List<DamagedRow>();
        var ids = (await ToListAsync(store.ListOutboxAsync(Noon.AddTicks(1), None, damaged))).Select(static row => row.Message.Id);

        Assert.Equal(["m1", "m2"], ids.Order());
        Assert.Equal(("contoso|0", "o|0|damaged"), (Assert.Single(damaged).Partition, damaged[0].Key));
        await Assert.ThrowsAsync<InvalidDataException>(() => ToListAsync(store.ListOutboxAsync(DateTimeOffset.MaxValue, None)));
    }

    [Fact]
    public async Task the_index_is_listed_by_kind_or_whole()
    {
        var store = Store(Table(azurite));
        var (device, address) = (Device("d"), EntityId.Of(new TenantId("contoso"), new IpAddress(0x01020304, true)));
        await store.SaveAsync([Change(device).Indexed(), Change(address).Indexed()], None);

        Assert.Equal(address, Assert.Single(await ToListAsync(store.ListIndexAsync(EntityKind.Address, null, None))).Entity);
        Assert.Equal([address, device], (await ToListAsync(store.ListIndexAsync(null, null, None))).Select(static row => row.Entity).OrderBy(static entity => entity.Kind is EntityKind.Device));
    }

    [Fact]
    public async Task rows_of_sent_messages_go_with_the_next_transaction_of_their_partition()
    {
        var table = Table(azurite);
        var (mine, other) = (Store(table, buckets: 1), Store(table, buckets: 1));
        var first = await mine.SaveAsync([Change(Device("a")).With(Message(Device("a"), "m1"))], None);

        await mine.RemoveOutboxAsync(first.Committed, None);
        var second = await mine.SaveAsync([Change(Device("b")).With(Message(Device("b"), "m2"))], None);

        Assert.Equal(1, second.Transactions);
        Assert.Equal("m2", Assert.Single(await ToListAsync(other.ListOutboxAsync(DateTimeOffset.MaxValue, None))).Message.Id);
    }

    [Fact]
    public async Task a_sent_row_that_a_sweep_has_deleted_does_not_stop_the_transaction_it_was_to_go_with()
    {
        var table = Table(azurite);
        var (mine, sweep) = (Store(table, buckets: 1), Store(table, buckets: 1));
        var first = await mine.SaveAsync([Change(Device("a")).With(Message(Device("a"), "m1"))], None);
        await mine.RemoveOutboxAsync(first.Committed, None);
        await sweep.RemoveOutboxAsync(first.Committed, None);
        await sweep.FlushAsync(None);

        var second = await mine.SaveAsync([Change(Device("b"))], None);

        Assert.Empty(second.Conflicts);
        Assert.Equal("state", Text((await sweep.LoadAsync([Device("b")], None))[0].State));
    }

    [Fact]
    public async Task rows_of_sent_messages_go_without_another_transaction_too()
    {
        var table = Table(azurite);
        var (mine, other) = (Store(table, buckets: 1), Store(table, buckets: 1));
        var saved = await mine.SaveAsync([Change(Device("a")).With(Message(Device("a"), "m1"))], None);
        await mine.RemoveOutboxAsync(saved.Committed, None);

        while ((await ToListAsync(other.ListOutboxAsync(DateTimeOffset.MaxValue, None))).Count > 0)
        {
            await Task.Delay(50);
        }
    }

    [Fact]
    public async Task a_stale_entity_is_named_and_its_neighbours_are_committed()
    {
        var table = Table(azurite);
        var (mine, theirs) = (Store(table, buckets: 1), Store(table, buckets: 1));
        EntityId[] devices = [Device("a"), Device("b"), Device("c")];
        await mine.SaveAsync([.. devices.Select(static d => Change(d))], None);
        var read = await mine.LoadAsync(devices, None);
        await theirs.SaveAsync([Change(devices[1], read[1].Version, "theirs")], None);

        var saved = await mine.SaveAsync([.. read.Select(static e => Change(e.Entity, e.Version, "mine").Indexed().With(Message(e.Entity, "m")))], None);

        Assert.Equal([devices[1]], saved.Conflicts);
        Assert.Equal(2, saved.Committed.Count);
        Assert.Equal(["mine", "theirs", "mine"], (await theirs.LoadAsync(devices, None)).Select(static e => Text(e.State)));
        Assert.Equal([devices[0], devices[2]], (await ToListAsync(mine.ListIndexAsync(EntityKind.Device, null, None))).Select(static f => f.Entity).OrderBy(static d => d.Key));
    }

    [Fact]
    public async Task of_two_who_create_an_entity_one_conflicts()
    {
        var table = Table(azurite);

        var results = await Task.WhenAll(Store(table).SaveAsync([Change(Device("a"), state: "1")], None), Store(table).SaveAsync([Change(Device("a"), state: "2")], None));

        Assert.Single(results, static result => result.Conflicts.Count == 1);
    }

    [Fact]
    public async Task a_save_repeated_after_an_unknown_outcome_conflicts_and_changes_nothing()
    {
        var store = Store(Table(azurite));
        var change = Change(Device("a")).With(Message(Device("a"), "m1"));
        await store.SaveAsync([change], None);

        var again = await store.SaveAsync([change], None);

        Assert.Equal([Device("a")], again.Conflicts);
        Assert.Single(await ToListAsync(store.ListOutboxAsync(Noon.AddTicks(1), None)));
    }

    [Fact]
    public async Task a_stale_cache_loses_the_race_once_and_then_knows_better()
    {
        var table = Table(azurite);
        var (cached, other) = (Store(table, new StateCache(1 << 20)), Store(table));
        var device = Device("a");
        await cached.SaveAsync([Change(device, null, "1")], None);
        var version = (await other.LoadAsync([device], None))[0].Version;
        await other.SaveAsync([Change(device, version, "2")], None);

        var stale = (await cached.LoadAsync([device], None))[0];
        var lost = await cached.SaveAsync([Change(device, stale.Version, "3")], None);
        var fresh = (await cached.LoadAsync([device], None))[0];
        var won = await cached.SaveAsync([Change(device, fresh.Version, "3")], None);

        Assert.Equal(("1", 1, "2", 0), (Text(stale.State), lost.Conflicts.Count, Text(fresh.State), won.Conflicts.Count));
    }

    [Fact]
    public async Task what_another_instance_created_is_taken_for_new_once_and_then_known()
    {
        var table = Table(azurite);
        var (cached, other) = (Store(table, new StateCache(1 << 20), buckets: 1), Store(table, buckets: 1));
        EntityId[] many = [.. Range(20).Select(static n => Device($"d{n}"))];
        await cached.LoadAsync(many, None); // enough to load the partition: whatever it lacks is new
        await other.SaveAsync([Change(many[3], state: "theirs")], None);

        var taken = await cached.LoadAsync(many, None);
        var saved = await cached.SaveAsync([.. taken.Select(static each => Change(each.Entity, each.Version, "mine"))], None);
        var again = (await cached.LoadAsync([many[3]], None))[0];

        Assert.Null(taken[3].Version);
        Assert.Equal([many[3]], saved.Conflicts);
        Assert.Equal("theirs", Text(again.State));
        Assert.Empty((await cached.SaveAsync([Change(many[3], again.Version, "both")], None)).Conflicts);
    }

    [Fact]
    public async Task a_partition_that_another_instance_wrote_costs_few_transactions_to_learn_anew()
    {
        var table = Table(azurite);
        var (cached, other) = (Store(table, new StateCache(1 << 20), buckets: 1), Store(table, buckets: 1));
        EntityId[] many = [.. Range(90).Select(static n => Device($"d{n}"))];
        await cached.LoadAsync(many, None);
        await cached.SaveAsync([.. many.Select(static each => Change(each))], None);
        await other.SaveAsync([.. (await other.LoadAsync(many, None)).Select(static each => Change(each.Entity, each.Version, "theirs"))], None);

        var lost = await cached.SaveAsync([.. (await cached.LoadAsync(many, None)).Select(static each => Change(each.Entity, each.Version, "mine"))], None);
        var won = await cached.SaveAsync([.. (await cached.LoadAsync(many, None)).Select(static each => Change(each.Entity, each.Version, "both"))], None);

        Assert.Equal((90, 90), (lost.Conflicts.Count, lost.Conflicts.Distinct().Count()));
        Assert.InRange(lost.Transactions, 1, 5);
        Assert.Empty(won.Conflicts);
        Assert.All(await other.LoadAsync(many, None), static each => Assert.Equal("both", Text(each.State)));
    }

    [Fact]
    public async Task an_index_row_deleted_by_hand_does_not_stop_its_device()
    {
        var table = Table(azurite);
        var store = Store(table);
        var device = Device("a");
        await store.SaveAsync([Change(device)], None);
        var version = (await store.LoadAsync([device], None))[0].Version;

        var saved = await store.SaveAsync([Change(device, version, "2") with { WasIndexed = true }], None);

        Assert.Empty(saved.Conflicts);
        Assert.Equal("2", Text((await store.LoadAsync([device], None))[0].State));
    }

    [Fact]
    public async Task an_expired_flag_leaves_the_index()
    {
        var store = Store(Table(azurite));
        var device = Device("a");
        await store.SaveAsync([Change(device).Indexed()], None);
        var version = (await store.LoadAsync([device], None))[0].Version;

        await store.SaveAsync([Change(device, version) with { WasIndexed = true }], None);

        Assert.Empty(await ToListAsync(store.ListIndexAsync(EntityKind.Device, null, None)));
    }

    [Fact]
    public async Task a_tenant_lists_its_own_only()
    {
        var store = Store(Table(azurite));
        var (ours, theirs) = (Device("same", "contoso"), Device("same", "contoso|0"));
        await store.SaveAsync([Change(ours, state: "ours").Indexed(), Change(theirs, state: "theirs").Indexed()], None);

        Assert.Equal(ours, Assert.Single(await ToListAsync(store.ListIndexAsync(EntityKind.Device, ours.Tenant, None))).Entity);
        Assert.Equal("theirs", Text(Assert.Single(await ToListAsync(store.ListDevicesAsync(theirs.Tenant, None))).State));
        Assert.Equal(2, (await ToListAsync(store.ListIndexAsync(EntityKind.Device, null, None))).Count);
    }

    [Fact]
    public async Task sent_messages_are_forgotten_and_forgetting_twice_is_fine()
    {
        var store = Store(Table(azurite), buckets: 1);
        var saved = await store.SaveAsync([.. Range(3).Select(static n => Change(Device($"d{n}")).With(Message(Device($"d{n}"), $"m{n}")))], None);

        await store.RemoveOutboxAsync([saved.Committed[1]], None);
        await store.RemoveOutboxAsync(saved.Committed, None);
        await store.RemoveOutboxAsync(saved.Committed, None);

        Assert.Empty(await ToListAsync(store.ListOutboxAsync(DateTimeOffset.MaxValue, None)));
    }

    [Fact]
    public async Task only_messages_created_before_the_moment_are_left_over()
    {
        var store = Store(Table(azurite));
        var device = Device("a");
        await store.SaveAsync([Change(device).With(Message(device, "old", Noon), Message(device, "new", Noon.AddSeconds(1)))], None);

        Assert.Equal("old", Assert.Single(await ToListAsync(store.ListOutboxAsync(Noon.AddSeconds(1), None))).Message.Id);
    }

    [Fact]
    public async Task messages_of_one_entity_are_listed_oldest_first()
    {
        var store = Store(Table(azurite));
        var device = Device("a");
        string? version = null;
        foreach (var n in Range(12))
        {
            await store.SaveAsync([Change(device, version).With(Message(device, $"{n}-0"), Message(device, $"{n}-1"))], None);
            version = (await store.LoadAsync([device], None))[0].Version;
        }

        var ids = (await ToListAsync(store.ListOutboxAsync(Noon.AddTicks(1), None))).Select(static row => row.Message.Id);

        Assert.Equal(Range(12).SelectMany(static n => new[] { $"{n}-0", $"{n}-1" }), ids);
    }

    [Fact]
    public async Task history_is_newest_first_and_pruned_by_age()
    {
        var store = Store(Table(azurite));
        var device = Device("a");
        HistoryEntry[] all = [Entry(device, Noon, 1), Entry(device, Noon.AddHours(1), 1, "removed"), Entry(device, Noon.AddHours(2), 2)];
        await store.SaveAsync([Change(device).With(all)], None);

        Assert.Equal(all.Reverse().Select(Describe), (await ToListAsync(store.ListHistoryAsync(device, None))).Select(Describe));
        Assert.Equal(2, await store.PruneHistoryAsync(Noon.AddHours(2), None));
        Assert.Equal(Describe(all[2]), Describe(Assert.Single(await ToListAsync(store.ListHistoryAsync(device, None)))));
    }

    [Fact]
    public async Task history_that_shares_rows_is_newest_first_all_the_same()
    {
        var store = Store(Table(azurite));
        var device = Device("a");
        HistoryEntry[] one = [Entry(device, Noon.AddMinutes(50), 1), Entry(device, Noon, 2, "evidence"), Entry(device, Noon.AddMinutes(20), 3, "recommendation")];
        HistoryEntry[] two = [Entry(device, Noon.AddMinutes(10), 4, "evidence"), Entry(device, Noon.AddMinutes(40), 5, "evidence")];
        await store.SaveAsync([Change(device).With(one)], None);
        await store.SaveAsync([Change(device, (await store.LoadAsync([device], None))[0].Version).With(two)], None);

        Assert.Equal(["1", "5", "3", "4", "2"], (await ToListAsync(store.ListHistoryAsync(device, None))).Select(static entry => entry.Key));
        Assert.Equal(2, await store.PruneHistoryAsync(Noon.AddMinutes(41), None)); // a row goes with its newest entry
        Assert.Equal(["1", "3", "2"], (await ToListAsync(store.ListHistoryAsync(device, None))).Select(static entry => entry.Key));
    }

    [Fact]
    public async Task a_reader_may_stop_early()
    {
        var store = Store(Table(azurite));
        await store.SaveAsync([.. Range(20).Select(static n => Change(Device($"d{n}")).Indexed())], None);

        await foreach (var device in store.ListIndexAsync(EntityKind.Device, null, None))
        {
            Assert.NotEmpty(device.Entity.Key);
            break;
        }
    }

    [Fact]
    public async Task an_entity_never_stored_loads_empty_and_the_order_is_the_callers()
    {
        var store = Store(Table(azurite));
        await store.SaveAsync([Change(Device("b"), state: "b")], None);

        var loaded = await store.LoadAsync([Device("a"), Device("b")], None);

        Assert.Equal([("a", "", true), ("b", "b", false)], loaded.Select(static e => (e.Entity.Key, Text(e.State), e.Version is null)));
    }

    private static IEnumerable<int> Range(int count) => Enumerable.Range(0, count);

    private static string Describe(HistoryEntry t) => string.Create(CultureInfo.InvariantCulture, $"{t.Device} {t.At:O} {t.Kind} {t.Key} {Text(t.Detail)}");
}
