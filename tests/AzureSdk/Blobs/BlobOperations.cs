using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Blobs;

/// <summary>On Azurite, which checks signatures.</summary>
public sealed class BlobOperations(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly BinaryData Content = new("0123456789"u8.ToArray());
    private static readonly BlobUploadOptions OnlyNew = new() { Conditions = new() { IfNoneMatch = ETag.All } };

    [Theory]
    [InlineData("plain")]
    [InlineData("folder/of=it/file-1_2.seg")]
    [InlineData("with space/ä+ü%20#?&'\"")]
    public async Task what_is_written_is_read_by_the_same_name(string name)
    {
        var container = await azurite.CreateContainerAsync();
        await container.GetBlobClient(name).UploadAsync(Content, OnlyNew);

        Assert.Equal("0123456789", container.GetBlobClient(name).DownloadContent().Value.Content.ToString());
        Assert.Equal("0123456789", (await container.GetBlobClient(name).DownloadContentAsync()).Value.Content.ToString());
        var item = Assert.Single(await container.GetBlobsAsync().ToListAsync());
        Assert.Equal((name, 10L), (item.Name, item.Properties.ContentLength));
        Assert.InRange(item.Properties.CreatedOn!.Value, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
    }

    [Fact]
    public async Task a_range_is_read_alone()
    {
        var blob = (await azurite.CreateContainerAsync()).GetBlobClient("b");
        await blob.UploadAsync(Content);

        Assert.Equal("345", blob.DownloadContent(new() { Range = new(3, 3) }).Value.Content.ToString());
        Assert.Equal("789", (await blob.DownloadContentAsync(new() { Range = new(7, 100) })).Value.Content.ToString()); // up to the end
        Assert.Equal(416, Assert.Throws<RequestFailedException>(() => blob.DownloadContent(new() { Range = new(100, 1) })).Status);
    }

    [Fact]
    public async Task a_blob_that_exists_is_not_written_again_unless_it_may_be()
    {
        var blob = (await azurite.CreateContainerAsync()).GetBlobClient("b");
        await blob.UploadAsync(Content, OnlyNew);

        var refused = await Assert.ThrowsAsync<RequestFailedException>(() => blob.UploadAsync(new BinaryData("other"), OnlyNew));
        Assert.Equal((409, BlobErrorCode.BlobAlreadyExists), (refused.Status, refused.ErrorCode!));
        Assert.Equal("0123456789", blob.DownloadContent().Value.Content.ToString());

        await blob.UploadAsync(new BinaryData("other"), overwrite: true);
        Assert.Equal("other", blob.DownloadContent().Value.Content.ToString());
    }

    [Fact]
    public async Task an_empty_blob_is_a_blob()
    {
        var blob = (await azurite.CreateContainerAsync()).GetBlobClient("empty");
        await blob.UploadAsync(BinaryData.Empty, OnlyNew);

        Assert.Equal(0, blob.DownloadContent().Value.Content.ToMemory().Length);
    }

    [Fact]
    public async Task a_blob_that_is_gone_is_named_as_the_fault()
    {
        var container = await azurite.CreateContainerAsync();
        await container.GetBlobClient("b").UploadAsync(Content);

        Assert.True((await container.GetBlobClient("b").DeleteIfExistsAsync()).Value);
        Assert.False((await container.GetBlobClient("b").DeleteIfExistsAsync()).Value);
        var failure = Assert.Throws<RequestFailedException>(() => container.GetBlobClient("b").DownloadContent());
        Assert.Equal((404, BlobErrorCode.BlobNotFound), (failure.Status, failure.ErrorCode!));
    }

    [Fact]
    public async Task a_listing_has_the_prefix_in_the_order_of_names_over_all_its_pages()
    {
        var container = await azurite.CreateContainerAsync();
        var names = Enumerable.Range(0, 12).Select(static n => $"a/{n:00}").ToArray();
        foreach (var name in names.Append("b/00").Append("a").Reverse())
        {
            await container.GetBlobClient(name).UploadAsync(Content);
        }

        var pages = await container.GetBlobsAsync(prefix: "a/").AsPages(pageSizeHint: 5).ToListAsync();

        Assert.Equal(names, pages.SelectMany(static page => page.Values).Select(static blob => blob.Name));
        Assert.Equal(3, pages.Count);
    }

    [Fact]
    public async Task a_container_is_created_once_and_its_absence_is_told()
    {
        var container = azurite.Blobs.GetBlobContainerClient($"c{Guid.NewGuid():N}");
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => container.GetBlobClient("b").UploadAsync(Content));

        Assert.Equal(BlobErrorCode.ContainerNotFound, failure.ErrorCode!);
        Assert.NotNull(await container.CreateIfNotExistsAsync());
        Assert.Null(container.CreateIfNotExists());
        Assert.True((await container.DeleteIfExistsAsync()).Value);
        Assert.False((await container.DeleteIfExistsAsync()).Value);
    }

    [Fact]
    public async Task a_wrong_key_is_refused()
    {
        var wrong = azurite.ConnectionString.Replace("AccountKey=E", "AccountKey=F", StringComparison.Ordinal);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => new BlobServiceClient(wrong).GetBlobContainerClient("refused").CreateIfNotExistsAsync());

        Assert.Equal(403, failure.Status);
    }

    [Fact]
    public async Task a_large_blob_comes_back_to_the_byte()
    {
        var bytes = new byte[20_000_000];
        new Random(5).NextBytes(bytes);
        var blob = (await azurite.CreateContainerAsync()).GetBlobClient("large");
        await blob.UploadAsync(new BinaryData(bytes));

        Assert.Equal(bytes.AsSpan(19_000_000, 500_000), blob.DownloadContent(new() { Range = new(19_000_000, 500_000) }).Value.Content.ToMemory().Span);
        Assert.True(blob.DownloadContent().Value.Content.ToMemory().Span.SequenceEqual(bytes));
    }
}
