using Azure;
using Azure.Data.Tables;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Tables;

public sealed class Transactions(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly ETag Outdated = new("W/\"datetime'2001-01-01T00%3A00%3A00.0000000Z'\"");

    [Fact]
    public async Task all_kinds_of_actions_commit_together_and_answer_in_order()
    {
        var table = await azurite.CreateTableAsync("batch");
        foreach (var key in new[] { "merge", "replace", "delete", "upmerge" }) await table.AddEntityAsync(new TableEntity("p", key) { ["old"] = 1 });
        var version = (await table.GetEntityAsync<TableEntity>("p", "replace")).Value.ETag;

        var answer = await SubmitAsync(table,
        [
            new(TableTransactionActionType.Add, New("add")),
            new(TableTransactionActionType.UpdateMerge, New("merge"), ETag.All),
            new(TableTransactionActionType.UpdateReplace, New("replace"), version),
            new(TableTransactionActionType.Delete, new TableEntity("p", "delete")),
            new(TableTransactionActionType.UpsertMerge, New("upmerge")),
            new(TableTransactionActionType.UpsertReplace, New("upreplace")),
        ]);

        Assert.Equal(202, answer.GetRawResponse().Status);
        Assert.Equal(Enumerable.Repeat(204, 6), answer.Value.Select(response => response.Status));
        Assert.Equal(["add +", "merge 1+", "replace +", "upmerge 1+", "upreplace +"], await ContentAsync(table));
        Assert.Equal((await table.GetEntityAsync<TableEntity>("p", "replace")).Value.ETag, answer.Value[2].Headers.ETag);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(99)] // the last that fits
    public async Task an_outdated_version_names_the_action_and_nothing_is_stored(int failing)
    {
        var table = await azurite.CreateTableAsync("index");
        await table.AddEntityAsync(new TableEntity("p", Key(failing)) { ["old"] = 1 });
        var actions = Enumerable.Range(0, 100).Select(number => number == failing
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, New(Key(number)), Outdated)
            : new TableTransactionAction(TableTransactionActionType.UpsertReplace, New(Key(number))));

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => SubmitAsync(table, actions));

        Assert.Equal((412, "UpdateConditionNotSatisfied", failing), (failure.Status, failure.ErrorCode, failure.FailedTransactionActionIndex!.Value));
        Assert.Equal([$"{Key(failing)} 1"], await ContentAsync(table));
    }

    [Fact]
    public async Task adding_what_is_there_names_the_action_and_nothing_is_stored()
    {
        var table = await azurite.CreateTableAsync("exists");
        await table.AddEntityAsync(new TableEntity("p", "b") { ["old"] = 1 });

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => SubmitAsync(table,
        [
            new(TableTransactionActionType.Add, New("a")),
            new(TableTransactionActionType.Add, New("b")),
        ]));

        Assert.Equal((409, "EntityAlreadyExists", 1), (failure.Status, failure.ErrorCode, failure.FailedTransactionActionIndex!.Value));
        Assert.Equal(["b 1"], await ContentAsync(table));
    }

    [Fact]
    public async Task deleting_what_is_not_there_fails_the_transaction()
    {
        var table = await azurite.CreateTableAsync("gone");

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => SubmitAsync(table,
        [
            new(TableTransactionActionType.Add, New("a")),
            new(TableTransactionActionType.Delete, New("b")),
        ]));

        Assert.Equal(404, failure.Status);
        Assert.Empty(await ContentAsync(table));
    }

    [Fact]
    public async Task keys_and_values_with_odd_characters_commit_unchanged()
    {
        var table = await azurite.CreateTableAsync("odd");
        const string Odd = "a|b'c \"d\" é 日本 🛰 %41 & + = ;";
        const string Lines = "--changeset_x\r\nPUT http://x HTTP/1.1\n\n--batch--"; // a value that looks like the envelope
        await SubmitAsync(table,
        [
            new(TableTransactionActionType.Add, new TableEntity("p|1", Odd) { ["v"] = Lines }),
            new(TableTransactionActionType.UpsertReplace, new TableEntity("p|1", "r2") { ["v"] = Lines }),
        ]);

        Assert.Equal(Lines, (await table.GetEntityAsync<TableEntity>("p|1", Odd)).Value.GetString("v"));
        await SubmitAsync(table, [new(TableTransactionActionType.Delete, new TableEntity("p|1", Odd))]);
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p|1", Odd)).HasValue);
    }

    [Fact]
    public async Task a_transaction_needs_an_action()
    {
        var table = azurite.Tables.GetTableClient("none");

        await Assert.ThrowsAsync<InvalidOperationException>(() => table.SubmitTransactionAsync([]));
    }

    internal static async Task<Response<IReadOnlyList<Response>>> SubmitAsync(TableClient table, IEnumerable<TableTransactionAction> actions)
    {
        await AzuriteFixture.OneTransaction.WaitAsync();
        try
        {
            return await table.SubmitTransactionAsync(actions);
        }
        finally
        {
            AzuriteFixture.OneTransaction.Release();
        }
    }

    private static TableEntity New(string key) => new("p", key) { ["new"] = "+" };

    private static string Key(int number) => $"r{number:D3}";

    private static async Task<List<string>> ContentAsync(TableClient table)
    {
        var rows = new List<string>();
        await foreach (var entity in table.QueryAsync<TableEntity>()) rows.Add($"{entity.RowKey} {entity.GetInt32("old")}{entity.GetString("new")}");
        return rows;
    }
}
