using System.Globalization;
using Azure;
using Azure.Data.Tables;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Tables;

public sealed class Queries(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task more_entities_than_a_page_holds_are_all_read_once_and_in_order()
    {
        var table = await azurite.CreateTableAsync("many");
        const int Count = 1050; // a page ends at 1000
        await FillAsync(table, Count);

        var pages = new List<Page<TableEntity>>();
        await foreach (var page in table.QueryAsync<TableEntity>().AsPages()) pages.Add(page);
        var keys = pages.SelectMany(page => page.Values).Select(entity => entity.RowKey).ToList();

        Assert.Equal([1000, 50], pages.Select(page => page.Values.Count));
        Assert.Equal(Enumerable.Range(0, Count).Select(RowKey), keys);
    }

    [Fact]
    public async Task a_page_holds_at_most_what_was_asked_for()
    {
        var table = await azurite.CreateTableAsync("paged");
        await FillAsync(table, 25);

        var sizes = new List<int>();
        await foreach (var page in table.QueryAsync<TableEntity>(maxPerPage: 10).AsPages()) sizes.Add(page.Values.Count);

        Assert.Equal([10, 10, 5], sizes);
    }

    [Fact]
    public async Task a_query_goes_on_from_a_continuation_token()
    {
        var table = await azurite.CreateTableAsync("resume");
        await FillAsync(table, 25);
        string? token = null;
        await foreach (var page in table.QueryAsync<TableEntity>(maxPerPage: 10).AsPages())
        {
            token = page.ContinuationToken;
            break;
        }

        var rest = new List<string>();
        await foreach (var page in table.QueryAsync<TableEntity>(maxPerPage: 10).AsPages(token)) rest.AddRange(page.Values.Select(entity => entity.RowKey));

        Assert.Equal(Enumerable.Range(10, 15).Select(RowKey), rest);
    }

    [Fact]
    public async Task filter_and_selection_hold_on_every_page()
    {
        var table = await azurite.CreateTableAsync("both");
        await FillAsync(table, 30);

        var found = new List<TableEntity>();
        await foreach (var entity in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"n ge {10}"), maxPerPage: 7, select: ["n"])) found.Add(entity);

        Assert.Equal(Enumerable.Range(10, 20), found.Select(entity => entity.GetInt32("n")!.Value));
        Assert.All(found, entity => Assert.False(entity.ContainsKey("text")));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("O'Neil")] // ends the literal unless doubled
    [InlineData("' or PartitionKey ne '")] // widens the filter unless doubled
    [InlineData("''")]
    [InlineData("a b&c=d+e%20f;g,h(i)j!k*l@m$n~o")] // means something in an address
    [InlineData("zażółć-日本-🛰")]
    [InlineData("{0}")] // a placeholder of the format string itself
    public async Task a_value_finds_exactly_the_rows_that_hold_it(string value)
    {
        var table = await azurite.CreateTableAsync("quote");
        await table.AddEntityAsync(new TableEntity("p", "other") { ["v"] = "other" });
        await table.AddEntityAsync(new TableEntity(value, value) { ["v"] = value });

        Assert.Equal([value], await RowKeysAsync(table, TableClient.CreateQueryFilter($"v eq {value}")));
        Assert.Equal([value], await RowKeysAsync(table, TableClient.CreateQueryFilter($"PartitionKey eq {value} and RowKey eq {value}")));
        Assert.Equal(value, (await table.GetEntityAsync<TableEntity>(value, value)).Value.RowKey);
        Assert.Equal(204, (await table.DeleteEntityAsync(value, value)).Status);
        Assert.Equal(["other"], await RowKeysAsync(table, null));
    }

    [Fact]
    public async Task every_type_of_literal_finds_its_row()
    {
        var table = await azurite.CreateTableAsync("typed");
        var when = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero).AddTicks(1_234_567);
        var id = new Guid("0f8fad5b-d9cb-469f-a165-70867728950e");
        await table.AddEntityAsync(new TableEntity("p", "hit") { ["i"] = 7, ["l"] = 1L << 60, ["d"] = 2.0, ["b"] = true, ["g"] = id, ["t"] = when });
        await table.AddEntityAsync(new TableEntity("p", "miss") { ["i"] = 8, ["l"] = (1L << 60) + 1, ["d"] = 2.5, ["b"] = false, ["g"] = Guid.Empty, ["t"] = when.AddMilliseconds(1) });

        // Azurite compares instants to the millisecond, the service to 100 ns.
        FormattableString[] filters = [$"i eq {7}", $"l eq {1L << 60}", $"d eq {2.0}", $"b eq {true}", $"g eq {id}", $"t eq {when}", $"t le {when.UtcDateTime}"];
        var found = new List<string>();
        foreach (var filter in filters.Select(TableClient.CreateQueryFilter)) found.Add($"{filter}: {string.Join(' ', await RowKeysAsync(table, filter))}");

        Assert.All(found, line => Assert.EndsWith(": hit", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_filter_the_service_cannot_read_is_an_error_of_the_caller()
    {
        var table = await azurite.CreateTableAsync("bad");

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => RowKeysAsync(table, "PartitionKey eq"));

        Assert.InRange(failure.Status, 400, 599);
    }

    private static string RowKey(int number) => number.ToString("D5", CultureInfo.InvariantCulture);

    private static async Task FillAsync(TableClient table, int count)
    {
        foreach (var numbers in Enumerable.Range(0, count).Chunk(100))
        {
            await Transactions.SubmitAsync(table, numbers.Select(number => new TableTransactionAction(
                TableTransactionActionType.Add, new TableEntity("p", RowKey(number)) { ["n"] = number, ["text"] = "t" })));
        }
    }

    private static async Task<List<string>> RowKeysAsync(TableClient table, string? filter)
    {
        var keys = new List<string>();
        await foreach (var entity in table.QueryAsync<TableEntity>(filter)) keys.Add(entity.RowKey);
        return keys;
    }
}
