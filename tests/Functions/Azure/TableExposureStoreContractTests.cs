using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Functions.Azure;
using ExposurePipeline.Tests.Support;
using ExposurePipeline.Tests.Support.Contracts;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Azure;

public sealed class TableExposureStoreContractTests(AzuriteFixture azurite) : ExposureStoreContract, IClassFixture<AzuriteFixture>
{
    protected override Task<IExposureStore> CreateAsync() => Task.FromResult<IExposureStore>(AzuriteStores.Store(AzuriteStores.Table(azurite)));
}

/// <summary>The same promises with states cached.</summary>
public sealed class CachedTableExposureStoreContractTests(AzuriteFixture azurite) : ExposureStoreContract, IClassFixture<AzuriteFixture>
{
    protected override Task<IExposureStore> CreateAsync() =>
        Task.FromResult<IExposureStore>(AzuriteStores.Store(AzuriteStores.Table(azurite), new StateCache(1 << 20)));
}
