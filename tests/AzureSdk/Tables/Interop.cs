using System.Text.Json.Nodes;
using Azure.Data.Tables;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Tables;

/// <summary>Two independent clients of one service: what one writes, the other reads, value and type.</summary>
public sealed class Interop(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Key = "a|b 'c' é日🛰";
    private static readonly DateTimeOffset When = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero).AddTicks(1_234_567);
    private static readonly Guid Id = new("0f8fad5b-d9cb-469f-a165-70867728950e");

    // The same entity twice: as JavaScript says it, and as we do. Whole doubles are left out: JavaScript cannot tell them from Int32.
    private static readonly (string Name, string Type, JsonNode Wire, object Value)[] Values =
    [
        ("text", "String", "naïve \"quoted\" 'x' \r\n 日本 🛰", "naïve \"quoted\" 'x' \r\n 日本 🛰"),
        ("int", "Int32", int.MinValue, int.MinValue),
        ("long", "Int64", "9007199254740993", 9_007_199_254_740_993L), // 2^53 + 1
        ("double", "Double", -0.1, -0.1),
        ("nan", "Double", "NaN", double.NaN),
        ("infinite", "Double", "-Infinity", double.NegativeInfinity),
        ("truth", "Boolean", true, true),
        ("id", "Guid", "0f8fad5b-d9cb-469f-a165-70867728950e", Id),
        ("when", "DateTime", "2026-02-03T04:05:06.1234567Z", When),
        ("bytes", "Binary", "AP+ADQo=", new byte[] { 0, 255, 128, 13, 10 }),
    ];

    [Fact]
    public async Task the_javascript_client_reads_every_type_we_wrote()
    {
        var table = await azurite.CreateTableAsync("ours");
        await table.AddEntityAsync(Ours("p", Key));

        var read = await Javascript(table).ReadAsync();

        Assert.True(JsonNode.DeepEquals(new JsonArray(AsRead("p", Key)), Sorted(read)), read.ToJsonString());
    }

    [Fact]
    public async Task we_read_every_type_the_javascript_client_wrote()
    {
        var table = await azurite.CreateTableAsync("theirs");
        await Javascript(table).WriteAsync([Theirs("p", Key)]);

        AssertOurs((await table.GetEntityAsync<TableEntity>("p", Key)).Value);
    }

    [Fact]
    public async Task the_javascript_client_reads_a_transaction_of_ours()
    {
        var table = await azurite.CreateTableAsync("ourbatch");
        await Transactions.SubmitAsync(table,
        [
            new(TableTransactionActionType.Add, Ours("p", "1")),
            new(TableTransactionActionType.UpsertReplace, Ours("p", Key)),
        ]);

        var read = await Javascript(table).ReadAsync();

        Assert.True(JsonNode.DeepEquals(new JsonArray(AsRead("p", "1"), AsRead("p", Key)), Sorted(read)), read.ToJsonString());
    }

    [Fact]
    public async Task we_read_a_transaction_of_the_javascript_client()
    {
        var table = await azurite.CreateTableAsync("theirbatch");
        await table.AddEntityAsync(new TableEntity("p", "gone"));
        await AzuriteFixture.OneTransaction.WaitAsync();
        try
        {
            await Javascript(table).CommitAsync(
            [
                new JsonArray("create", Theirs("p", "1")),
                new JsonArray("upsert", Theirs("p", Key), "Replace"),
                new JsonArray("delete", new JsonObject { ["partitionKey"] = "p", ["rowKey"] = "gone" }),
            ]);
        }
        finally
        {
            AzuriteFixture.OneTransaction.Release();
        }

        var read = new List<TableEntity>();
        await foreach (var entity in table.QueryAsync<TableEntity>()) read.Add(entity);
        Assert.Equal(["1", Key], read.Select(entity => entity.RowKey));
        Assert.All(read, AssertOurs);
    }

    private JavaScriptClient Javascript(TableClient table) => new(azurite.ConnectionString, table.Name);

    private static TableEntity Ours(string partitionKey, string rowKey)
    {
        var entity = new TableEntity(partitionKey, rowKey);
        foreach (var (name, _, _, value) in Values) entity[name] = value;
        return entity;
    }

    private static JsonObject Theirs(string partitionKey, string rowKey)
    {
        var entity = new JsonObject { ["partitionKey"] = partitionKey, ["rowKey"] = rowKey };
        foreach (var (name, type, wire, _) in Values) entity[name] = new JsonObject { ["value"] = wire.DeepClone(), ["type"] = type };
        return entity;
    }

    // Asked for types, the JavaScript client gives every value as text.
    private static JsonObject AsRead(string partitionKey, string rowKey)
    {
        var entity = Theirs(partitionKey, rowKey);
        foreach (var (name, _, wire, _) in Values) entity[name]!["value"] = wire.ToString();
        return entity;
    }

    private static JsonArray Sorted(JsonArray read) => new([.. read.OrderBy(entity => (string?)entity!["rowKey"], StringComparer.Ordinal).Select(entity => entity!.DeepClone())]);

    private static void AssertOurs(TableEntity entity) => Assert.All(Values, value => Assert.Equal(value.Value, entity[value.Name]));
}
