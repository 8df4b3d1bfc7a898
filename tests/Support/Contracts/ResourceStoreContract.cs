using System.Text.Json;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Intake;
using ExposurePipeline.Reachability.Ports;
using ExposurePipeline.Reachability.Resources;
using ExposurePipeline.Reachability.Upkeep;
using Xunit;

namespace ExposurePipeline.Tests.Support.Contracts;

/// <summary>One store behind its three ports.</summary>
public sealed record ResourceStores(IResourceStore Resources, IAnalysisStore Analyses, IResourceCatalogue Catalogue);

/// <summary>What any store of cloud resources must promise; derive from it once per store.</summary>
public abstract class ResourceStoreContract
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TenantId Contoso = new("contoso");

    /// <summary>A store with nothing in it.</summary>
    protected abstract ResourceStores Create();

    [Fact]
    public async Task what_was_told_is_found_again_with_its_body()
    {
        var stores = await WithAsync(Told("web", """{"a":[1,2]}""", version: 3));
        var stored = await stores.Catalogue.FindAsync(Contoso, Key("web"), default);
        Assert.Equal((Id("web"), "Microsoft.Compute/virtualMachines", ChangeKind.Present, Version(3), Noon), (stored!.Id, stored.Type, stored.Kind, stored.Version, stored.Heard));
        Assert.Equal(("web", "it has no disk"), (stored.Name, Assert.Single(stored.Problems)));
        Assert.Equal("""{"a":[1,2]}""", (await stores.Catalogue.ReadAsync(Contoso, Key("web"), default))!.Body.ToString());
        Assert.Null(stored.Verdict);
        Assert.Equal(Key("web"), Assert.Single(await stores.Resources.ListMarksAsync(Contoso, 10, default)).Resource);
    }

    [Fact]
    public async Task the_same_body_again_writes_nothing_and_marks_nothing()
    {
        var stores = await SettledAsync(Told("web", """{"a":1}"""));
        Assert.Equal(new SavedResources(0, 1, 0), await SaveAsync(stores, Told("web", """{ "a" : 1 }""")));
        Assert.Empty(await stores.Resources.ListMarksAsync(Contoso, 10, default));
    }

    [Fact]
    public async Task another_body_without_a_version_replaces_one_without()
    {
        var stores = await SettledAsync(Told("web", """{"a":1}"""));
        Assert.Equal(new SavedResources(1, 0, 0), await SaveAsync(stores, Told("web", """{"a":2}""")));
        Assert.Equal("""{"a":2}""", (await stores.Catalogue.ReadAsync(Contoso, Key("web"), default))!.Body.ToString());
        Assert.Single(await stores.Resources.ListMarksAsync(Contoso, 10, default));
    }

    [Fact]
    public async Task a_snapshot_without_a_version_does_not_replace_what_an_event_told()
    {
        var stores = await WithAsync(Told("web", """{"a":1}""", version: 3));
        Assert.Equal(0, (await SaveAsync(stores, Told("web", """{"a":2}"""))).Written);
    }

    [Fact]
    public async Task a_later_version_of_the_same_body_is_remembered_and_not_analysed()
    {
        var stores = await SettledAsync(Told("web", """{"a":1}""", version: 1));
        Assert.Equal(1, (await SaveAsync(stores, Told("web", """{"a":1}""", version: 3))).Written);
        Assert.Empty(await stores.Resources.ListMarksAsync(Contoso, 10, default));
        Assert.Equal(0, (await SaveAsync(stores, Told("web", """{"a":2}""", version: 2))).Written);
        Assert.Equal(Version(3), (await stores.Catalogue.FindAsync(Contoso, Key("web"), default))!.Version);
    }

    [Fact]
    public async Task a_late_event_does_not_bring_back_what_was_deleted()
    {
        var stores = await WithAsync(Told("web", "{}", version: 1));
        await SaveAsync(stores, Told("web", null, version: 3, ChangeKind.Deleted));
        Assert.Equal(0, (await SaveAsync(stores, Told("web", "{}", version: 2))).Written);
        Assert.Null(await stores.Catalogue.FindAsync(Contoso, Key("web"), default));
        Assert.Null(await stores.Catalogue.ReadAsync(Contoso, Key("web"), default));
        Assert.Empty(await ToListAsync(stores.Catalogue.ListAsync(Contoso, default)));
        Assert.Equal(ChangeKind.Deleted, Assert.Single(await stores.Resources.ReadAsync(Contoso, [Key("web")], default)).Kind);
    }

    [Fact]
    public async Task what_was_deleted_and_made_again_is_there()
    {
        var stores = await WithAsync(Told("web", "{}", version: 1));
        await SaveAsync(stores, Told("web", """{"a":2}""", version: 4), Told("web", null, version: 3, ChangeKind.Deleted));
        Assert.Equal("""{"a":2}""", (await stores.Catalogue.ReadAsync(Contoso, Key("web"), default))!.Body.ToString());
    }

    [Fact]
    public async Task the_body_of_an_unread_version_completes_it()
    {
        var stores = await WithAsync(Told("web", null, version: 1, ChangeKind.Unread));
        Assert.Equal(ChangeKind.Unread, (await stores.Catalogue.FindAsync(Contoso, Key("web"), default))!.Kind);
        await SaveAsync(stores, Told("web", """{"a":1}""", version: 1));
        Assert.Equal(ChangeKind.Present, (await stores.Catalogue.FindAsync(Contoso, Key("web"), default))!.Kind);
    }

    [Fact]
    public async Task the_newest_of_a_batch_counts_wherever_it_stands()
    {
        int[][] orders = [[1, 2, 3], [3, 2, 1], [2, 3, 1], [1, 3, 2]];
        foreach (var order in orders)
        {
            var stores = await WithAsync([.. order.Select(version => Told("web", $$"""{"v":{{version}}}""", version))]);
            Assert.Equal("""{"v":3}""", (await stores.Catalogue.ReadAsync(Contoso, Key("web"), default))!.Body.ToString());
        }
    }

    [Fact]
    public async Task more_resources_than_a_transaction_holds_are_kept_and_listed()
    {
        var names = Enumerable.Range(0, 900).Select(n => $"vm{n}").ToList();
        var stores = await WithAsync([.. names.Select(name => Told(name, $$"""{"name":"{{name}}"}"""))]);
        Assert.Equal(names.Order(), (await ToListAsync(stores.Catalogue.ListAsync(Contoso, default))).Select(each => each.Name).Order());
        Assert.Equal(900, (await ToListAsync(stores.Resources.ReadAllAsync(Contoso, default))).Count);
        Assert.Equal(700, (await stores.Resources.ListMarksAsync(Contoso, 700, default)).Count);
    }

    [Fact]
    public async Task two_writers_at_once_leave_the_newest()
    {
        var stores = await WithAsync(Told("web", """{"v":0}""", version: 0));
        await Task.WhenAll(Enumerable.Range(1, 6).Select(version => SaveAsync(stores, Told("web", $$"""{"v":{{version}}}""", version))));
        Assert.Equal("""{"v":6}""", (await stores.Catalogue.ReadAsync(Contoso, Key("web"), default))!.Body.ToString());
    }

    [Fact]
    public async Task a_mark_that_was_renewed_stays()
    {
        var stores = await WithAsync(Told("web", """{"a":1}"""), Told("db", """{"a":1}"""));
        var marks = await stores.Resources.ListMarksAsync(Contoso, 10, default);
        await SaveAsync(stores, Told("web", """{"a":2}"""));
        await stores.Resources.RemoveMarksAsync(Contoso, marks, default);
        Assert.Equal(Key("web"), Assert.Single(await stores.Resources.ListMarksAsync(Contoso, 10, default)).Resource);
        await stores.Resources.RemoveMarksAsync(Contoso, marks, default); // twice is fine
    }

    [Fact]
    public async Task tenants_do_not_see_each_other()
    {
        var stores = await WithAsync(Told("web", "{}"));
        var other = new TenantId("contos");
        Assert.Empty(await ToListAsync(stores.Catalogue.ListAsync(other, default)));
        Assert.Null(await stores.Catalogue.FindAsync(other, Key("web"), default));
        Assert.Empty(await stores.Resources.ListMarksAsync(other, 10, default));
        Assert.Empty(await stores.Resources.ReadAsync(other, [Key("web")], default));
        Assert.Equal(default, await stores.Analyses.ReadLogEndAsync(other, default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task equally_old_copies_that_contradict_each_other_are_both_kept_until_a_newer_one_comes(bool together)
    {
        ToldResource[] copies = [Told("web", Machine("nic1"), 1), Told("web", Machine("nic2"), 1)];
        var stores = await SettledAsync(together ? copies : copies[..1]);
        await SaveAsync(stores, copies[1]);
        await SaveAsync(stores, Told("web", Machine("nic3"), 1));
        Assert.Equal([Machine("nic1"), Machine("nic2")], (await stores.Resources.ReadAsync(Contoso, [Key("web")], default)).Select(each => each.Body.ToString()));
        Assert.Equal(2, (await ToListAsync(stores.Resources.ReadAllAsync(Contoso, default))).Count);
        Assert.Contains("contradict each other", (await stores.Catalogue.FindAsync(Contoso, Key("web"), default))!.Problems[0], StringComparison.Ordinal);
        Assert.Equal(together ? 0 : 1, (await stores.Resources.ListMarksAsync(Contoso, 10, default)).Count);
        await SaveAsync(stores, Told("web", Machine("nic4"), 2));
        Assert.Equal(Machine("nic4"), Assert.Single(await stores.Resources.ReadAsync(Contoso, [Key("web")], default)).Body.ToString());
    }

    [Fact]
    public async Task an_equally_old_copy_that_means_the_same_is_left_out()
    {
        var stores = await SettledAsync(Told("web", Machine("nic1"), 1));
        Assert.Equal(0, (await SaveAsync(stores, Told("web", Machine("nic1").Replace("{\"id\"", "{\"x\":1,\"id\"", StringComparison.Ordinal), 1))).Written);
        Assert.Single(await stores.Resources.ReadAsync(Contoso, [Key("web")], default));
    }

    [Fact]
    public async Task only_old_deletions_are_forgotten()
    {
        var stores = await WithAsync(Told("web", null, 1, ChangeKind.Deleted), Told("db", "{}", 1));
        Assert.Equal(0, await stores.Resources.PruneAsync(Contoso, Noon.AddSeconds(-1), default));
        Assert.Equal(1, await stores.Resources.PruneAsync(Contoso, Noon.AddSeconds(1), default));
        Assert.Equal(Id("db"), Assert.Single(await ToListAsync(stores.Resources.ReadAllAsync(Contoso, default))).Id);
    }

    [Fact]
    public async Task a_tenant_that_became_due_anew_is_not_settled()
    {
        var stores = await WithAsync(Told("web", "{}"));
        var due = Assert.Single(await stores.Analyses.ListTenantsAsync(default));
        Assert.Equal((Contoso, Noon, null, null), (due.Tenant, due.Due, due.Told, due.Internet));
        await SaveAsync(stores, Told("web", "{}"));
        await stores.Analyses.SettleAsync(due, null, Noon, "all", default);
        due = Assert.Single(await stores.Analyses.ListTenantsAsync(default));
        Assert.Equal(Noon, due.Due);
        await stores.Analyses.SettleAsync(due, null, Noon, "all", default);
        due = Assert.Single(await stores.Analyses.ListTenantsAsync(default));
        Assert.Equal((null, Noon, "all"), (due.Due, due.Told, due.Internet));
        await stores.Analyses.SettleAsync(due, Noon.AddDays(1), Noon, "all", default);
        Assert.Equal(Noon.AddDays(1), Assert.Single(await stores.Analyses.ListTenantsAsync(default)).Due);
    }

    [Fact]
    public async Task the_log_names_what_was_noted_since_and_takes_one_writer()
    {
        var log = Create().Analyses;
        var first = await log.AppendAsync(Contoso, default, [Key("a")], default);
        var second = await log.AppendAsync(Contoso, first!.Value, [Key("b"), Key("c")], default);
        Assert.Null(await log.AppendAsync(Contoso, first.Value, [Key("d")], default));
        Assert.Null(await log.AppendAsync(Contoso, default, [Key("d")], default));
        Assert.Equal(2, second!.Value.Number);
        Assert.Equal(second, await log.ReadLogEndAsync(Contoso, default));
        Assert.Equal([Key("b"), Key("c")], await log.ReadLogAsync(Contoso, 1, 2, default));
        Assert.Equal(3, (await log.ReadLogAsync(Contoso, 0, 2, default))!.Count);
        Assert.Empty((await log.ReadLogAsync(Contoso, 2, 2, default))!);
        Assert.Null(await log.ReadLogAsync(Contoso, 1, 3, default));
    }

    [Fact]
    public async Task a_verdict_is_written_once_and_replaced_only_as_it_was_read()
    {
        var stores = await WithAsync(Told("web", "{}"), Told("db", "{}"));
        Assert.Empty(await stores.Analyses.SaveVerdictsAsync(Contoso, [Edit("web", "first"), Edit("db", "first")], default));
        Assert.Equal([Key("web")], await stores.Analyses.SaveVerdictsAsync(Contoso, [Edit("web", "second")], default));
        var kept = Assert.Single(await ToListAsync(stores.Analyses.ListVerdictsAsync(Contoso, [Key("web"), Key("no such")], default)));
        Assert.Equal((Key("web"), Id("web")), (kept.Key, kept.Asset));
        Assert.Empty(await stores.Analyses.SaveVerdictsAsync(Contoso, [Edit("web", "second", kept.Version)], default));
        Assert.Equal([Key("web")], await stores.Analyses.SaveVerdictsAsync(Contoso, [Edit("web", null, kept.Version)], default));
        Assert.Equal("second", Assert.Single((await stores.Catalogue.ReadVerdictAsync(Contoso, Key("web"), default))!.Missing));
        Assert.Equal(["first", "second"], (await ToListAsync(stores.Catalogue.ListVerdictsAsync(Contoso, default))).Select(verdict => Assert.Single(verdict.Missing)).Order());
        Assert.Equal(2, (await ToListAsync(stores.Analyses.ListVerdictsAsync(Contoso, null, default))).Count);
    }

    [Fact]
    public async Task a_verdict_in_short_is_told_with_its_resource()
    {
        var stores = await WithAsync(Told("web", "{}"), Told("db", "{}"));
        await stores.Analyses.SaveVerdictsAsync(Contoso, [Edit("web", "not read")], default);
        var listed = (await ToListAsync(stores.Catalogue.ListAsync(Contoso, default))).ToDictionary(each => each.Name, each => each.Verdict);
        Assert.Null(listed["db"]);
        Assert.Equal((VerdictStatus.Unknown, (Width?)null, Noon), (listed["web"]!.Status, listed["web"]!.Width, listed["web"]!.Judged));
        Assert.Equal(VerdictStatus.Unknown, (await stores.Catalogue.FindAsync(Contoso, Key("web"), default))!.Verdict!.Status);
    }

    [Fact]
    public async Task a_verdict_of_an_asset_that_is_gone_is_removed()
    {
        var stores = await WithAsync(Told("web", "{}"));
        await stores.Analyses.SaveVerdictsAsync(Contoso, [Edit("web", "first")], default);
        var kept = Assert.Single(await ToListAsync(stores.Analyses.ListVerdictsAsync(Contoso, null, default)));
        Assert.Empty(await stores.Analyses.SaveVerdictsAsync(Contoso, [Edit("web", null, kept.Version)], default));
        Assert.Null(await stores.Catalogue.ReadVerdictAsync(Contoso, Key("web"), default));
    }

    private async Task<ResourceStores> WithAsync(params ToldResource[] told)
    {
        var stores = Create();
        await SaveAsync(stores, told);
        return stores;
    }

    private async Task<ResourceStores> SettledAsync(params ToldResource[] told)
    {
        var stores = await WithAsync(told);
        await stores.Resources.RemoveMarksAsync(Contoso, await stores.Resources.ListMarksAsync(Contoso, 10, default), default);
        return stores;
    }

    private static Task<SavedResources> SaveAsync(ResourceStores stores, params ToldResource[] told) => stores.Resources.SaveAsync(Contoso, told, Noon, default);

    private static ToldResource Told(string name, string? body, int? version = null, ChangeKind kind = ChangeKind.Present) => new(
        Contoso,
        new(Id(name), "Microsoft.Compute/virtualMachines", kind, version is { } number ? Version(number) : null, body is null ? Body.Missing : new(JsonElement.Parse(body))),
        Noon.AddSeconds(-1))
    {
        Name = name,
        Problems = ["it has no disk"],
    };

    private static string Machine(string card) => $$$$"""{"properties":{"networkProfile":{"networkInterfaces":[{"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkInterfaces/{{{{card}}}}"}]}}}""";

    private static VerdictEdit Edit(string name, string? missing, string? expected = null) =>
        new(Key(name), missing is null ? null : VerdictRecord.Of(new Verdict(Id(name), [], [missing]), [], InternetSources.Of(Exposure.Policy.ExposurePolicy.Default), Noon), expected);

    private static DateTimeOffset? Version(int number) => Noon.AddTicks(number); // a hundred nanoseconds are a difference

    private static ResourceKey Key(string name) => ResourceKey.Of(Id(name));

    private static ResourceId Id(string name) => new(Cloud.Azure, $"/subscriptions/s/resourcegroups/g/providers/microsoft.compute/virtualmachines/{name}");

    private static async Task<List<T>> ToListAsync<T>(IAsyncEnumerable<T> items) => await items.ToListAsync();
}
