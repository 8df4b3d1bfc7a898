using Azure.Data.Tables;
using ExposurePipeline.Functions.Azure;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Azure;

public sealed class TableLayoutTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private readonly string _name = $"layout{Guid.NewGuid():N}";

    [Fact]
    public async Task a_table_keeps_the_number_of_partitions_it_began_with()
    {
        await OpenAsync(16);
        await OpenAsync(16);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => OpenAsync(4));

        Assert.Equal($"Table {_name} is laid out in 16 partitions per tenant, but Exposure__Buckets is 4: set it to 16, or use an empty table.", refused.Message);
    }

    [Fact]
    public async Task rows_of_an_earlier_build_are_refused_and_left_alone()
    {
        var table = new TableClient(azurite.ConnectionString, _name);
        await table.CreateIfNotExistsAsync();
        await table.AddEntityAsync(new TableEntity("contoso|3", "s|d|web"));

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => OpenAsync(4));

        Assert.StartsWith($"Table {_name} was written by another version of this app, layout unknown instead of {TableLayout.Version}", refused.Message, StringComparison.Ordinal);
        Assert.Equal("contoso|3", (await table.QueryAsync<TableEntity>().SingleAsync()).PartitionKey);
    }

    [Fact]
    public async Task instances_that_start_at_once_agree() =>
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OpenAsync(8)));

    private Task<TableClient> OpenAsync(int buckets) => new StoreTable(new(() => new TableServiceClient(azurite.ConnectionString)), _name, new(buckets)).OpenAsync();
}
