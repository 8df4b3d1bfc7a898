using Xunit;

namespace ExposurePipeline.Tests.Hunting.Aggregates;

public sealed class AggregateTests
{
    private const string Rows = "datatable(k: string, v: long, t: string) ['a', 1, 'x', 'a', 3, 'y', 'a', 3, 'z', 'b', long(null), 'n', 'b', long(null), 'm']";

    [Theory]
    [InlineData("arg_max(v, *) by k", "a | 3 | y; b | null | n")] // the first of equals; null only where there is no other
    [InlineData("arg_min(v, t) by k", "a | 1 | x; b | null | n")]
    [InlineData("take_any(v) by k", "a | 1; b | null")]
    [InlineData("dcount(v)", "2")]
    [InlineData("dcountif(t, k == 'b')", "2")]
    [InlineData("count_distinct(t) by k", "a | 3; b | 2")]
    [InlineData("make_set_if(t, v == 3)", "[\"y\",\"z\"]")]
    [InlineData("make_bag(bag_pack(k, t))", "{\"a\":\"x\",\"b\":\"n\"}")] // the first value of a key stays
    [InlineData("make_list(v)", "[1,3,3]")]
    [InlineData("make_list_with_nulls(v)", "[1,3,3,null,null]")]
    [InlineData("percentile(v, 50) by k", "a | 3; b | null")]
    [InlineData("percentiles(v, 0, 34)", "1 | 3")]
    [InlineData("stdev(v) by k", "a | 1.1547005383648177; b | 0.0")] // the root of a variance of ten decimals
    [InlineData("variancep(v)", "0.8888888889")]
    [InlineData("sum(v*10)", "70")] // a product, not a pattern of names
    [InlineData("binary_all_or(v)", "3")]
    [InlineData("binary_all_or(v) by k", "a | 3; b | null")]
    public void nulls_are_skipped_and_groups_without_values_answer(string aggregate, string answer)
        => Assert.Equal(answer, Answer.Of($"{Rows} | summarize {aggregate}"));

    [Fact]
    public void of_no_rows_each_gives_what_it_promises()
        => Assert.Equal("0 | 0.0 | null | null | [] | {}", Answer.Of($"{Rows} | take 0 | summarize dcount(v), stdev(v), percentile(v, 50), take_any(v), make_set(v), make_bag(bag_pack(k, v))"));

    [Fact] // Rows come in many batches; those once best and no longer so are let go.
    public void the_latest_row_wins_however_many_came_before()
        => Assert.Equal("0 | 299999 | 299999; 1 | 299998 | 299998; 2 | 299997 | 299997", Answer.Of("range x from 0 to 299999 step 1 | extend k = (299999 - x) % 3, y = tostring(x) | summarize arg_max(x, y) by k | sort by k asc"));
}
