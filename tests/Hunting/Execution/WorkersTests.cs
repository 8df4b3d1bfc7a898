using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Values;
using Xunit;

namespace ExposurePipeline.Tests.Hunting.Execution;

public sealed class WorkersTests
{
    private const int Queries = 100;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void answers_depend_neither_on_the_number_of_threads_nor_on_what_a_table_leaves_out(int seed)
    {
        var random = new Random(seed);
        var queries = new RandomQuery(random);
        for (var i = 0; i < Queries; i++)
        {
            var (table, query) = (new RandomTable("T", random), queries.Next());
            var alone = Answer.Of(query, Sources(table));

            Assert.Equal((query, alone), (query, Answer.Of(query, Sources(table), workers: 4)));
            table.LeavesOut = true;
            Assert.Equal((query, alone), (query, Answer.Of(query, Sources(table))));
            Assert.Equal((query, alone), (query, Answer.Of(query, Sources(table), workers: 3)));
        }
    }

    [Fact]
    public void a_table_that_fails_fails_the_query_on_every_thread()
    {
        var failing = new Failing("T", After: 30);

        Assert.Equal("part 30", Assert.Throws<InvalidOperationException>(() => Run("T | where x > 1 | summarize count() by x", failing)).Message);
        Assert.Equal("part 30", Assert.Throws<InvalidOperationException>(() => Run("T | where x > 1 | sort by x", failing)).Message);
        Assert.Null(Run("T | where x > 1 | take 1", failing).Error);
    }

    [Fact]
    public void what_is_held_counts_whichever_thread_holds_it()
    {
        var rows = new Batch([new Column<long>([.. Enumerable.Range(0, 5_000).Select(i => (long)i)])], 5_000);
        var table = new RememberingTable("T", new([new("x", ScalarType.Long)]), [.. Enumerable.Repeat(rows, 20)]);

        var error = HuntingEngine.Run("T | summarize count() by x", new([table], []), new(TimeProvider.System, MaxBytes: 10_000) { Workers = 4 }).Error;

        Assert.Equal(HuntingErrorKind.Budget, error?.Kind);
    }

    private static HuntingAnswer Run(string query, IHuntingTable table) => HuntingEngine.Run(query, Sources(table), new(TimeProvider.System) { Workers = 4 });

    private static HuntingSources Sources(IHuntingTable table) => new([table], []);

    private sealed record Failing(string Name, int After) : IHuntingTable
    {
        public Schema Schema { get; } = new([new("x", ScalarType.Long)]);

        public IEnumerable<Batch> Read(TableScan scan)
            => Enumerable.Range(0, 100).Select(part => Batch.Lazy([() => part < After ? new Column<long>([1, 2, 3]) : throw new InvalidOperationException($"part {part}")], 3));
    }
}
