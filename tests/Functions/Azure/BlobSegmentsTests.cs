using ExposurePipeline.Functions.Azure;
using ExposurePipeline.Hunting.Archive;
using ExposurePipeline.Tests.Support;
using ExposurePipeline.Tests.Support.Contracts;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Azure;

public sealed class BlobSegmentsTests(AzuriteFixture azurite) : SegmentStoreContract, IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task a_container_that_is_not_there_holds_nothing_and_is_made_by_the_first_segment()
    {
        var store = new BlobSegments(new(() => azurite.Blobs.GetBlobContainerClient($"c{Guid.NewGuid():N}")));

        Assert.Empty(await store.ListAsync("", default));
        Assert.Throws<SegmentGoneException>(() => store.Read("a/b", 0, 1, default));
        await store.DeleteAsync("a/b", default);
        Assert.True(await store.CreateAsync("a/b", new byte[1], default));
        Assert.Equal("a/b", Assert.Single(await store.ListAsync("", default)).Name);
    }

    protected override async Task<ISegmentStore> CreateAsync()
    {
        var container = await azurite.CreateContainerAsync();
        return new BlobSegments(new(() => container));
    }
}
