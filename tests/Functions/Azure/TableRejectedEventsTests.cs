using Azure.Data.Tables;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Functions.Azure;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Azure;

public sealed class TableRejectedEventsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private readonly string name = AzuriteFixture.CreateTableNameUnique("rejected");

    [Fact]
    public async Task an_event_is_kept_with_its_place_its_reason_and_its_first_bytes()
    {
        var body = Enumerable.Range(0, 40_000).Select(static n => (byte)n).ToArray();

        await AddAsync(Event(41, 3, body));

        var row = Assert.Single(await RowsAsync());
        Assert.Equal(("scans|7", "0000000000000000041|000003"), (row.PartitionKey, row.RowKey));
        Assert.Equal(("TooLarge", "too large", 40_000), (row.GetString("Reason"), row.GetString("Detail"), row.GetInt32("BodyLength")));
        Assert.Equal(body[..RejectedEvent.BodyLimit], row.GetBinary("Body"));
        Assert.Equal(Changes.Noon, row.GetDateTimeOffset("Enqueued"));
        Assert.Equal(("nmap", "contoso", """{"deviceId":"host-1"}"""), (row.GetString("Format"), row.GetString("Tenant"), row.GetString("Properties")));
    }

    [Fact]
    public async Task the_same_event_again_keeps_one_row()
    {
        await AddAsync(Event(41, -1, [1]), Event(41, -1, [1]));
        await AddAsync(Event(41, -1, [1]));

        Assert.Single(await RowsAsync());
    }

    [Fact]
    public async Task events_without_a_sequence_number_are_told_apart_by_their_bytes()
    {
        await AddAsync(Event(-1, -1, [1]), Event(-1, -1, [2]));

        Assert.Equal(2, (await RowsAsync()).Count);
    }

    [Fact]
    public async Task a_large_batch_goes_in_as_many_transactions_as_it_takes()
    {
        await AddAsync([.. Enumerable.Range(0, 250).Select(static n => Event(n, -1, new byte[50_000]))]);

        Assert.Equal(250, (await RowsAsync()).Count);
    }

    private static RejectedEvent Event(long sequence, int record, byte[] body) =>
        new(new("scans", "7", sequence), new(RejectionReason.TooLarge, "too large", record), body, Changes.Noon) 
        {
            Format = "nmap", Tenant = new("contoso"), Properties = new(new Dictionary<string, string> { ["deviceId"] = "host-1" }),
        };

    private Task AddAsync(params RejectedEvent[] events) =>
        new TableRejectedEvents(AzuriteStores.Table(azurite, name), AzuriteStores.Gate).AddAsync(events, CancellationToken.None);

    private Task<List<TableEntity>> RowsAsync() => AzuriteStores.ToListAsync(azurite.Tables.GetTableClient(name).QueryAsync<TableEntity>());
}
