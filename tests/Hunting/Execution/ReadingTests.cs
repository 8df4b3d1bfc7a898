using ExposurePipeline.Hunting.Values;
using Xunit;

namespace ExposurePipeline.Tests.Hunting.Execution;

public sealed class ReadingTests
{
    private const int Rows = 1000;

    [Theory]
    [InlineData("where Id == 7 | project Text", "text 7", 1)]
    [InlineData("where Id < 20 | where Id > 17 | project Text", "text 18; text 19", 2)]
    [InlineData("summarize arg_max(Id, Text) by Even = Id % 2 == 0", "True | 998 | text 998; False | 999 | text 999", 2)]
    [InlineData("where Id > 5000 | project Text", "", 0)]
    [InlineData("summarize count()", "1000", 0)]
    [InlineData("where Id >= 2 | where Text == 'text 500' | project Text", "text 500", Rows)]
    public void a_column_is_read_at_the_rows_that_the_query_still_wants(string operators, string answer, int read)
    {
        var text = new Counting();
        var rows = Batch.Lazy([new Numbers(), text], Rows);

        Assert.Equal(answer, Answer.Of($"T | {operators}", new([new RememberingTable("T", new([new("Id", ScalarType.Long), new("Text", ScalarType.String)]), rows)], [])));
        Assert.Equal(read, text.Asked);
    }

    private sealed class Numbers : LazyColumn
    {
        public override Column Read() => new Column<long>([.. Enumerable.Range(0, Rows).Select(row => (long)row)]);
    }

    private sealed class Counting : LazyColumn
    {
        public int Asked { get; private set; }

        public override Column Read() => Read([.. Enumerable.Range(0, Rows)]);

        public override Column Read(int[] rows)
        {
            Asked += rows.Length;
            return new Column<string>([.. rows.Select(row => $"text {row}")]);
        }
    }
}
