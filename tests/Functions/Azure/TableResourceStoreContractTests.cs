using ExposurePipeline.Functions.Azure;
using ExposurePipeline.Tests.Support;
using ExposurePipeline.Tests.Support.Contracts;
using ExposurePipeline.Tests.Support.Stores;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Azure;

public sealed class TableResourceStoreContractTests(AzuriteFixture azurite) : ResourceStoreContract, IClassFixture<AzuriteFixture>
{
    protected override ResourceStores Create()
    {
        var table = AzuriteStores.Table(azurite);
        return new(new TableResourceStore(table, AzuriteStores.Gate), new TableAnalysisStore(table, AzuriteStores.Gate), new TableResourceCatalogue(table));
    }
}

/// <summary>The double that other tests stand on keeps the same promises.</summary>
public sealed class MemoryResourcesContractTests : ResourceStoreContract
{
    protected override ResourceStores Create()
    {
        var memory = new MemoryResources();
        return new(memory, memory, memory);
    }
}
