using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Azure;
using ExposurePipeline.Reachability.Intake;
using ExposurePipeline.Reachability.Resources;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Azure;

/// <summary>What only a table can get wrong: sizes, damaged rows, entries that are gone.</summary>
public sealed class TableResourceStoreTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly TenantId Contoso = new("con/toso|#");
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly StoreTable table = AzuriteStores.Table(azurite);

    [Fact]
    public async Task a_body_of_many_columns_comes_back_whole()
    {
        var body = Body(100_000); // a megabyte of text, several columns even when compressed
        await Store.SaveAsync(Contoso, [Told("big", body)], Noon, default);
        Assert.Equal(body, (await new TableResourceCatalogue(table).ReadAsync(Contoso, Key("big"), default))!.Body.ToString());
    }

    [Fact]
    public async Task a_body_that_no_row_holds_counts_as_unread_and_says_so_once()
    {
        var told = Told("huge", Body(500_000));
        Assert.Equal(1, (await Store.SaveAsync(Contoso, [told, Told("small", "{}")], Noon, default)).Written - 1);
        Assert.Equal(0, (await Store.SaveAsync(Contoso, [told], Noon, default)).Written);
        var stored = await new TableResourceCatalogue(table).FindAsync(Contoso, Key("huge"), default);
        Assert.Equal(ChangeKind.Unread, stored!.Kind);
        Assert.Contains("counts as unread", Assert.Single(stored.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task bodies_beyond_a_transaction_are_kept_in_several()
    {
        var told = Enumerable.Range(0, 40).Select(n => Told($"b{n}", Body(20_000 + n))).ToList();
        Assert.Equal(40, (await Store.SaveAsync(Contoso, told, Noon, default)).Written);
        Assert.Equal(40, await Store.ReadAllAsync(Contoso, default).CountAsync());
    }

    [Fact]
    public async Task a_damaged_row_is_told_by_its_keys()
    {
        await Store.SaveAsync(Contoso, [Told("web", "{}")], Noon, default);
        await (await table.OpenAsync()).UpdateEntityAsync(
            new TableEntity(ResourceKeys.Partition(Contoso, Key("web")), ResourceKeys.Resources + Key("web")) { ["Body"] = new byte[] { 1 } }, global::Azure.ETag.All, TableUpdateMode.Merge);
        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => Store.ReadAsync(Contoso, [Key("web")], default));
        Assert.Contains(Key("web").Text, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_log_whose_entries_are_gone_says_so()
    {
        var log = new TableAnalysisStore(table, AzuriteStores.Gate);
        var end = (await log.AppendAsync(Contoso, default, [Key("a")], default))!.Value;
        await log.AppendAsync(Contoso, end, [Key("b")], default);
        await (await table.OpenAsync()).DeleteEntityAsync(ResourceKeys.Log(Contoso), ResourceKeys.LogEntry(1));
        Assert.Null(await log.ReadLogAsync(Contoso, 0, 2, default));
        Assert.Equal([Key("b")], await log.ReadLogAsync(Contoso, 1, 2, default));
    }

    private TableResourceStore Store => new(table, AzuriteStores.Gate);

    private static ToldResource Told(string name, string body) =>
        new(Contoso, new(Id(name), "Microsoft.Compute/virtualMachines", ChangeKind.Present, null, new(JsonElement.Parse(body))), Noon);

    // Numbers that hardly compress.
    private static string Body(int numbers)
    {
        var random = new Random(7);
        return $"[{string.Join(',', Enumerable.Range(0, numbers).Select(_ => random.Next().ToString(CultureInfo.InvariantCulture)))}]";
    }

    private static ResourceKey Key(string name) => ResourceKey.Of(Id(name));

    private static ResourceId Id(string name) => new(Cloud.Azure, $"/subscriptions/s/{name}");
}
