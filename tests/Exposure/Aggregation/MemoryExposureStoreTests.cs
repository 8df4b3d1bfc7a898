using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Tests.Support.Contracts;
using ExposurePipeline.Tests.Support.Stores;

namespace ExposurePipeline.Tests.Exposure.Aggregation;

public sealed class MemoryExposureStoreTests : ExposureStoreContract
{
    protected override Task<IExposureStore> CreateAsync() => Task.FromResult<IExposureStore>(new MemoryExposureStore());
}
