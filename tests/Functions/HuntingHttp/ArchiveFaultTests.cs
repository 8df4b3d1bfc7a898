using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Hunting;
using ExposurePipeline.Functions.Hunting.Reference;
using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Archive;
using ExposurePipeline.Hunting.Archive.Format;
using ExposurePipeline.Hunting.Values;
using ExposurePipeline.Tests.Functions.Flow;
using Xunit;

namespace ExposurePipeline.Tests.Functions.HuntingHttp;

/// <summary>What is told when the archive fails beneath a query.</summary>
public sealed class ArchiveFaultTests
{
    [Fact]
    public async Task a_segment_that_went_during_a_query_is_told_with_when_to_ask_again()
    {
        var told = await AskAsync(new SegmentGoneException("contoso/2026-03-01/a.seg"));

        Assert.Equal((429, "1"), (told.Status, told.RetryAfter));
        Assert.Contains("Ask again", told.Error("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_damaged_segment_is_named()
    {
        var told = await AskAsync(new DamagedSegmentException("segment a.seg, block 3, column RemoteIP: its checksum differs"));

        Assert.Equal(503, told.Status);
        Assert.Contains("segment a.seg, block 3, column RemoteIP", told.Error("message"), StringComparison.Ordinal);
    }

    private static Task<Reply> AskAsync(Exception fault)
    {
        var engine = new LocalHuntingEngine(new HuntingCatalogue([new Failing(fault)], new ReferenceData(new ReferenceFolder(null))), HuntingSamples.Settings, new FixedClock(App.Now));
        return new Desk(engine: engine).GraphAsync("Events | where Name == 'a' | count");
    }

    private sealed class Failing(Exception fault) : IHuntingTables, IHuntingTable
    {
        public string Name => "Events";

        public Schema Schema { get; } = new([new("Name", ScalarType.String)]);

        public Task<IReadOnlyList<IHuntingTable>> OpenAsync(TenantId tenant, HuntingSpan? span, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<IHuntingTable>>([this]);

        public IEnumerable<Batch> Read(TableScan scan) => throw fault;
    }
}
