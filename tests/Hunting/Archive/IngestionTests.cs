using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Archive;
using ExposurePipeline.Tests.Support.Stores;
using Xunit;

namespace ExposurePipeline.Tests.Hunting.Archive;

public sealed class IngestionTests
{
    [Theory]
    [InlineData("DeviceNetworkEvents | where ingestion_time() == Timestamp | count", 0L)] // accepted five seconds and more after it happened
    [InlineData("DeviceNetworkEvents | where ingestion_time() >= datetime(2026-03-01 12:00:20) | count", 5L)]
    [InlineData("DeviceNetworkEvents | where ReportId == 3 | extend At = ingestion_time() | where At == datetime(2026-03-01 12:00:08) | count", 1L)]
    [InlineData("DeviceNetworkEvents | where ReportId == 3 | project At = ingestion_time() | where At == datetime(2026-03-01 12:00:08) | count", 1L)]
    [InlineData("let T = DeviceNetworkEvents; T | sort by Timestamp asc | summarize At = max(ingestion_time()) | where At == datetime(2026-03-01 12:00:24) | count", 1L)]
    public async Task when_a_row_was_accepted_is_what_queries_are_told(string query, long count) => Assert.Equal(count, (await RunAsync(query)).Batches[0][0].Boxed(0));

    [Theory]
    [InlineData("DeviceNetworkEvents | where ingestion_time() > datetime(2020-01-01)")]
    [InlineData("DeviceNetworkEvents | where ingestion_time() > datetime(2020-01-01) | join kind=leftsemi (DeviceNetworkEvents) on DeviceId")]
    [InlineData("DeviceNetworkEvents")]
    public async Task the_column_that_holds_it_is_not_shown(string query)
    {
        var result = await RunAsync(query);

        Assert.DoesNotContain(result.Schema.Columns, column => column.Name.StartsWith('$'));
        Assert.All(result.Batches, batch => Assert.Equal(result.Schema.Count, batch.Width));
        Assert.Equal(20, result.RowCount);
    }

    private static async Task<HuntingResult> RunAsync(string query)
    {
        var store = new MemorySegments();
        await Archived.AppendAsync(store, 0, 19);
        var table = await new EventArchive(store).OpenAsync(Archived.Contoso, null, null, default);
        var answer = HuntingEngine.Run(query, new([table], []), new(TimeProvider.System));
        return answer.Result ?? throw new InvalidOperationException(answer.Error!.Diagnostics[0].Message);
    }
}
