using Xunit;

namespace ExposurePipeline.Tests.Hunting.Operators;

public sealed class PluginTests
{
    private const string Days = "let T = datatable(u: string, d: long, g: string) ['a',1,'x', 'b',1,'y', 'a',2,'x', 'c',4,'x', 'a',9,'x', 'b',9,'y'];";

    [Fact]
    public void rows_near_shows_each_row_once()
        => Assert.Equal("2; 3; 4; 5; 6; 7", Answer.Of("range x from 1 to 9 step 1 | serialize | evaluate rows_near(x in (4, 5), 2)"));

    [Fact]
    public void rows_near_needs_rows_in_a_defined_order()
        => Assert.Contains("defined order", Answer.Refusal("datatable(x: long) [1, 2] | evaluate rows_near(x == 1, 1)"), StringComparison.Ordinal);

    [Theory]
    [InlineData("sliding_window_counts(u, d, 1, 4, 2, 1)", "1 | 2 | 2; 2 | 3 | 2; 3 | 1 | 1; 4 | 1 | 1")]
    [InlineData("session_count(u, d, 1, 10, 100, 5)", "0 | 5")] // b and a come back after five and more
    [InlineData("session_count(u, d, 1, 10, 100, 5, g)", "0 | x | 3; 0 | y | 2")]
    [InlineData("active_users_count(u, d, 1, 10, 3, 1, 2, 10)", "1 | 1")] // a, on two days of three
    [InlineData("activity_counts_metrics(u, d, 1, 10, 5)", "1 | 4 | 3 | 3 | 3; 6 | 2 | 2 | 0 | 3")]
    public void ids_are_counted_over_time(string call, string rows) => Assert.Equal(rows, Answer.Of($"{Days} T | evaluate {call}"));

    [Fact]
    public void one_schema_is_made_of_several()
    {
        const string Schemas = "let A = datatable(x: int, y: string) [] | getschema; let B = datatable(y: string, z: real) [] | getschema; union A, B";
        Assert.Contains("'y' stands at several places", Answer.Refusal($"{Schemas} | evaluate schema_merge()"), StringComparison.Ordinal);
        Assert.Equal("x | 0 | int; y | 1 | string; z | 2 | real", Answer.Of($"{Schemas} | evaluate schema_merge(PreserveOrder = false) | project ColumnName, ColumnOrdinal, ColumnType"));
    }

    [Fact]
    public void the_longest_network_comes_first_and_what_is_in_none_is_kept_when_asked()
        => Assert.Equal("2001:db8::/32 | wide | 2001:db8::1; 2001:db8::/48 | narrow | 2001:db8::1;  |  | fe80::1", Answer.Of("""
            let N = datatable(n: string, name: string) ['2001:db8::/32', 'wide', '2001:db8::/48', 'narrow'];
            datatable(ip: string) ['2001:db8::1', 'fe80::1'] | evaluate ipv6_lookup(N, ip, n, true) | sort by ip asc, n asc
            """));

    [Theory]
    [InlineData("summarize h = hll(x) | project dcount_hll(h)", "50")]
    [InlineData("summarize h = hll(x) by b = x % 3 | summarize m = hll_merge(h) | project dcount_hll(m)", "50")]
    [InlineData("summarize h = hll(x) by b = x % 3 | summarize a = make_list(h) | project dcount_hll(hll_merge(a[0], a[0]))", "17")] // merged with itself it is the same
    [InlineData("summarize t = tdigest(x) | project percentile_tdigest(t, 50, typeof(long)), rank_tdigest(t, 10), percentrank_tdigest(t, 25)", "25 | 10.0 | 50.0")]
    [InlineData("summarize t = tdigest(x) by b = x % 2 | summarize m = tdigest_merge(t) | project percentiles_array_tdigest(m, 10, 100)", "[5.0,50.0]")]
    [InlineData("summarize t = tdigest(datetime(2020-01-01) + x * 1d) | project percentile_tdigest(t, 100, typeof(datetime))", "2020-02-20T00:00:00.0000000Z")]
    public void states_are_merged_and_asked_later(string query, string value) => Assert.Equal(value, Answer.Of($"range x from 1 to 50 step 1 | {query}"));

    [Fact]
    public void many_values_are_counted_nearly()
    {
        Assert.Equal("True", Answer.Of("range x from 1 to 100000 step 1 | summarize h = hll(x) | project abs(dcount_hll(h) - 100000) < 5000"));
        Assert.Equal("True", Answer.Of("range x from 1 to 20000 step 1 | summarize t = tdigest(x) | project abs(todouble(percentile_tdigest(t, 90)) - 18000) < 50 and rank_tdigest(t, 20000) == 20000"));
    }

    [Fact]
    public void a_schema_admits_every_value()
        => Assert.Equal("""{"a":["long","string"],"b":{"`indexer`":[{"c":"bool"},"double"]}}""", Answer.Of("datatable(v: dynamic) [dynamic({'a': 1}), dynamic({'a': 'x', 'b': [1.5, {'c': true}]}), dynamic(null)] | summarize buildschema(v)"));

    [Fact]
    public void places_are_looked_up_in_areas_and_along_lines()
    {
        const string Areas = "let A = datatable(name: string, shape: dynamic) ['square', dynamic({'type':'Polygon','coordinates':[[[0,0],[1,0],[1,1],[0,1],[0,0]]]})]; datatable(p: string, x: real, y: real) ['in', 0.5, 0.5, 'near', 1.001, 0.5, 'far', 3.0, 3.0]";
        Assert.Equal("in | square", Answer.Of($"{Areas} | evaluate geo_polygon_lookup(A, shape, x, y) | project p, name"));
        Assert.Equal("in | square; near | square", Answer.Of($"{Areas} | evaluate geo_polygon_lookup(A, shape, x, y, radius = 200) | project p, name"));
        Assert.Equal("in | square; near | ; far | ", Answer.Of($"{Areas} | evaluate geo_polygon_lookup(A, shape, x, y, return_unmatched = true) | project p, name"));
    }
}
