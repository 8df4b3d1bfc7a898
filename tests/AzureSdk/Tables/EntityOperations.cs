using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Tables;

public sealed class EntityOperations(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task an_entity_is_added_read_changed_and_deleted()
    {
        var table = await azurite.CreateTableAsync("crud");

        await table.AddEntityAsync(new TableEntity("p", "r") { ["n"] = 1, ["kept"] = "old" });
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["n"] = 2 });
        var merged = await table.GetEntityAsync<TableEntity>("p", "r");
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["n"] = 3 }, TableUpdateMode.Replace);
        var replaced = await table.GetEntityAsync<TableEntity>("p", "r");
        await table.DeleteEntityAsync("p", "r");
        var deleted = await table.GetEntityIfExistsAsync<TableEntity>("p", "r");

        Assert.Equal((2, "old"), (merged.Value.GetInt32("n"), merged.Value.GetString("kept")));
        Assert.Equal((3, null), (replaced.Value.GetInt32("n"), replaced.Value.GetString("kept")));
        Assert.NotNull(merged.Value.Timestamp);
        Assert.False(deleted.HasValue);
        Assert.Equal(404, deleted.GetRawResponse().Status);
    }

    [Fact]
    public async Task a_second_add_of_the_same_keys_is_a_conflict()
    {
        var table = await azurite.CreateTableAsync("twice");
        await table.AddEntityAsync(new TableEntity("p", "r"));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal((409, "EntityAlreadyExists"), (failure.Status, failure.ErrorCode));
        Assert.True(failure.ErrorCode == TableErrorCode.EntityAlreadyExists);
    }

    [Fact]
    public async Task an_update_with_an_outdated_version_is_refused_and_changes_nothing()
    {
        var table = await azurite.CreateTableAsync("race");
        await table.AddEntityAsync(new TableEntity("p", "r") { ["n"] = 1 });
        var first = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["n"] = 2 }, first.ETag, TableUpdateMode.Replace);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() =>
            table.UpdateEntityAsync(new TableEntity("p", "r") { ["n"] = 3 }, first.ETag, TableUpdateMode.Replace));

        Assert.Equal((412, "UpdateConditionNotSatisfied"), (failure.Status, failure.ErrorCode));
        Assert.Equal(2, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.GetInt32("n"));
    }

    [Fact]
    public async Task the_version_in_the_answer_to_a_write_is_the_version_stored()
    {
        var table = await azurite.CreateTableAsync("etag");
        var written = await table.UpsertEntityAsync(new TableEntity("p", "r") { ["n"] = 1 }, TableUpdateMode.Replace);

        Assert.Equal(written.Headers.ETag, (await table.GetEntityAsync<TableEntity>("p", "r")).Value.ETag);
        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["n"] = 2 }, written.Headers.ETag!.Value);
    }

    [Fact]
    public async Task a_delete_honours_the_version_and_forgives_absence()
    {
        var table = await azurite.CreateTableAsync("del");
        await table.AddEntityAsync(new TableEntity("p", "r"));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.DeleteEntityAsync("p", "r", new ETag("W/\"datetime'2001-01-01T00%3A00%3A00.0000000Z'\"")));
        await table.DeleteEntityAsync(new TableEntity("p", "r"));
        var again = await table.DeleteEntityAsync("p", "r");

        Assert.Equal(412, failure.Status);
        Assert.Equal(404, again.Status);
    }

    [Fact]
    public async Task reading_what_is_not_there_names_the_reason()
    {
        var table = await azurite.CreateTableAsync("none");

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.GetEntityAsync<TableEntity>("p", "r"));

        Assert.Equal((404, "ResourceNotFound"), (failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task writing_to_a_table_that_is_not_there_names_the_reason()
    {
        var table = azurite.Tables.GetTableClient(AzuriteFixture.CreateTableNameUnique("absent"));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal((404, "TableNotFound"), (failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task a_table_may_be_created_and_deleted_twice()
    {
        var name = AzuriteFixture.CreateTableNameUnique("again");

        var created = await azurite.Tables.CreateTableIfNotExistsAsync(name);
        var found = await azurite.Tables.CreateTableIfNotExistsAsync(name);
        var deleted = await azurite.Tables.DeleteTableAsync(name);
        var absent = await azurite.Tables.DeleteTableAsync(name);

        Assert.Equal((name, name), (created.Value.Name, found.Value.Name));
        Assert.Equal((204, 409, 204, 404), (created.GetRawResponse().Status, found.GetRawResponse().Status, deleted.Status, absent.Status));
    }

    [Fact]
    public async Task only_the_selected_properties_are_read()
    {
        var table = await azurite.CreateTableAsync("sel");
        await table.AddEntityAsync(new TableEntity("p", "r") { ["a"] = 1, ["b"] = 2 });

        var entity = (await table.GetEntityAsync<TableEntity>("p", "r", ["a"])).Value;

        Assert.Equal((1, false), (entity.GetInt32("a"), entity.ContainsKey("b")));
    }

    [Fact]
    public async Task null_properties_are_not_stored_and_a_merge_leaves_what_is_there()
    {
        var table = await azurite.CreateTableAsync("nulls");
        await table.AddEntityAsync(new TableEntity("p", "r") { ["kept"] = "x", ["never"] = null });
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["kept"] = null });

        var entity = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;

        Assert.Equal(("x", false), (entity.GetString("kept"), entity.ContainsKey("never")));
    }
}
