using Azure.Data.Tables;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Azure;
using ExposurePipeline.Tests.Support;

namespace ExposurePipeline.Tests.Functions.Azure;

/// <summary>Stores on the test process's Azurite, each on tables of its own.</summary>
internal static class AzuriteStores
{
    /// <summary>One for all: Azurite takes one transaction at a time.</summary>
    public static TransactionGate Gate { get; } = new(1);

    public static StoreTable Table(AzuriteFixture azurite, string? name = null) =>
        new(new Lazy<TableServiceClient>(azurite.Tables), name ?? AzuriteFixture.CreateTableNameUnique("t"));

    public static TableExposureStore Store(StoreTable table, StateCache? cache = null, int buckets = 2) => new(table, buckets, Gate, cache);

    public static EntityId Device(string id, string tenant = "contoso") => EntityId.Of(new(tenant), new DeviceId(id));

    public static async Task<List<T>> ToListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }
}
