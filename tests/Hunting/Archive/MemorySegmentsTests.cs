using ExposurePipeline.Hunting.Archive;
using ExposurePipeline.Tests.Support.Contracts;
using ExposurePipeline.Tests.Support.Stores;

namespace ExposurePipeline.Tests.Hunting.Archive;

public sealed class MemorySegmentsTests : SegmentStoreContract
{
    protected override Task<ISegmentStore> CreateAsync() => Task.FromResult<ISegmentStore>(new MemorySegments());
}
