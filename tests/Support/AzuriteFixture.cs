using Azure.Data.Tables;
using Azure.Storage.Blobs;
using ExposurePipeline.Local.Azurite;
using Xunit;

namespace ExposurePipeline.Tests.Support;

/// <summary>
/// Real Table and Blob Storage semantics: one Azurite for the whole test process, in memory, ended with the process.
/// Tests share it and stay apart by table names.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private static readonly Lazy<Task<AzuriteServer>> Shared = new(() => AzuriteServer.StartAsync(new AzuriteOptions()));

    /// <summary>
    /// Azurite keeps one rollback list for all transactions of all tables: hold this while submitting one,
    /// for test classes run at the same time.
    /// </summary>
    public static SemaphoreSlim OneTransaction { get; } = new(1, 1);

    /// <summary>Leads to the shared Azurite.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>The account's tables.</summary>
    public TableServiceClient Tables { get; private set; } = null!;

    /// <summary>The account's blobs.</summary>
    public BlobServiceClient Blobs { get; private set; } = null!;

    /// <summary>A legal table name that no other test has.</summary>
    public static string CreateTableNameUnique(string prefix) => $"{prefix}{Guid.NewGuid():N}";

    /// <summary>A new, empty table.</summary>
    public async Task<TableClient> CreateTableAsync(string prefix)
    {
        var table = Tables.GetTableClient(CreateTableNameUnique(prefix));
        await table.CreateIfNotExistsAsync();
        return table;
    }

    /// <summary>A new, empty container.</summary>
    public async Task<BlobContainerClient> CreateContainerAsync()
    {
        var container = Blobs.GetBlobContainerClient($"c{Guid.NewGuid():N}");
        await container.CreateIfNotExistsAsync();
        return container;
    }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        ConnectionString = (await Shared.Value).ConnectionString;
        Tables = new TableServiceClient(ConnectionString);
        Blobs = new BlobServiceClient(ConnectionString);
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;
}
