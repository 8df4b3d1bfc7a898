using ExposurePipeline.Functions.Hunting;
using ExposurePipeline.Hunting.Archive;
using ExposurePipeline.Tests.Support.Contracts;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Hunting;

public sealed class FolderSegmentsTests : SegmentStoreContract, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("segments");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("../outside")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../b")]
    [InlineData("a//b")]
    [InlineData("a\\b")]
    [InlineData("")]
    public async Task a_name_leads_nowhere_outside_the_folder(string name)
    {
        var store = await CreateAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => store.CreateAsync(name, new byte[1], default));
        Assert.Throws<ArgumentException>(() => store.Read(name, 0, 1, default));
    }

    [Fact]
    public async Task a_file_that_was_not_finished_is_not_listed()
    {
        var store = await CreateAsync();
        await store.CreateAsync("a/b", new byte[1], default);
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "a", "c.0123.unfinished"), new byte[1]);
        Assert.Equal("a/b", Assert.Single(await store.ListAsync("", default)).Name);
    }

    protected override Task<ISegmentStore> CreateAsync() => Task.FromResult<ISegmentStore>(new FolderSegments(folder.FullName));
}
