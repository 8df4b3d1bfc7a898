using Xunit;

namespace ExposurePipeline.Tests.Hunting.Operators;

/// <summary>Operators for which rows have an order or a place in time, and plugins that turn tables about.</summary>
public sealed class SequenceTests
{
    private const string Times = "datatable(t:datetime, k:string, v:long)[datetime(2024-01-01 06:00),'a',1, datetime(2024-01-03),'a',3, datetime(2024-01-02),'b',5] | ";

    [Theory]
    [InlineData("make-series s=sum(v) on t from datetime(2024-01-01) to datetime(2024-01-04) step 1d | project s", "s; [1,5,3]")]
    [InlineData("make-series s=sum(v) default=long(null) on t from datetime(2024-01-01) to datetime(2024-01-04) step 1d by k | project k, s", "k s; a [1,null,3]; b [null,5,null]")] // a gap takes the default
    [InlineData("make-series s=count() on t step 1d by k | project k, s", "k s; a [1,0,1]; b [1]")] // without bounds a series has its own
    [InlineData("make-series s=count() on t from datetime(2024-01-01) to datetime(2024-01-02) step 12h | project array_length(t)", "Column1; 2")] // the end is not part
    [InlineData("where v > 9 | make-series s=count() on t from datetime(2024-01-01) to datetime(2024-01-03) step 1d | count", "Count; 0")]
    [InlineData("where v > 9 | make-series kind=nonempty s=count() on t from datetime(2024-01-01) to datetime(2024-01-03) step 1d | project s", "s; [0,0]")]
    public void series_have_a_value_for_every_step(string operation, string rows) => Assert.Equal(rows, Answers.Of(Times + operation));

    [Fact]
    public void a_series_too_long_to_hold_is_refused()
        => Assert.Contains("more than 1048576 points", Answers.Error(Times + "make-series s=count() on t from datetime(2000-01-01) to datetime(2024-01-03) step 1ms"), StringComparison.Ordinal);

    [Theory]
    [InlineData("datatable(x:long)[3, 1, 2, 5] | top 2 by x", "x; 5; 3")]
    [InlineData("datatable(x:long, y:string)[1,'a', 2,'b', 1,'c'] | top 2 by x asc", "x y; 1 a; 1 c")] // equal ones as they came
    [InlineData("datatable(x:long)[1, long(null), 2] | top 2 by x", "x; 2; 1")] // null is the smallest
    [InlineData("range x from 1 to 100000 step 1 | top 3 by x % 1000, x asc | project x", "x; 999; 1999; 2999")] // over many batches
    [InlineData("datatable(k:string, s:string, v:long)['a','x',1, 'a','y',2, 'b','z',9, 'c','w',2] | top-nested 2 of k by t=sum(v), top-nested 1 of s by m=max(v)", "k t s m; b 9 z 9; a 3 y 2")]
    public void the_first_rows_are_those_of_the_whole_order(string query, string rows) => Assert.Equal(rows, Answers.Of(query));

    [Theory]
    [InlineData("range x from 1 to 4 step 1 | scan declare (total:long=0) with (step s: true => total = x + s.total;)", "x total; 1 1; 2 3; 3 6; 4 10")]
    [InlineData("datatable(e:string)['in','x','out','in'] | serialize | scan with_match_id=m with (step a: e == 'in'; step b: e == 'out';)", "e m; in 0; out 0; in 1")] // a step after the other
    [InlineData("datatable(k:string, x:long)['a',1,'b',2,'a',3] | serialize | scan partition by k declare (total:long=0) with (step s: true => total = x + s.total;)", "k x total; a 1 1; b 2 2; a 3 4")]
    public void scan_carries_what_it_saw_from_row_to_row(string query, string rows) => Assert.Equal(rows, Answers.Of(query));

    [Theory]
    [InlineData("datatable(x:long)[1] | scan with (step s: true;)", "1:24: the rows of scan must be in order; sort or serialize them")]
    [InlineData("print d=dynamic([1]) | sort by d", "1:32: dynamic values have no order; sort by tostring() or another type of them")]
    [InlineData("print 1 | evaluate teleport()", "1:20: the plugin 'teleport' is not supported")]
    public void what_has_no_order_or_is_unknown_is_refused(string query, string error) => Assert.Equal(error, Answers.Error(query));

    [Theory]
    [InlineData("datatable(x:real)[1.5, -0.0, real(nan), -2.5, 0.0, real(+inf), real(-inf)] | sort by x asc", "x; NaN; -Infinity; -2.5; -0; 0; 1.5; Infinity")] // both zeros are one, as they came
    [InlineData("datatable(x:real, y:string)[1.0,'a', 2.0,'b', 1.0,'c'] | sort by x", "x y; 2 b; 1 a; 1 c")] // descending, equal ones as they came
    [InlineData("datatable(x:long)[5, long(null), -1] | sort by x", "x; 5; -1; null")]
    [InlineData("datatable(x:long)[5, long(null), -1] | sort by x asc nulls last", "x; -1; 5; null")]
    [InlineData("datatable(x:string, y:datetime)['b',datetime(2024-01-01), 'a',datetime(2024-01-02), 'b',datetime(2024-01-03)] | sort by x asc, y desc | project x, d=dayofmonth(y)", "x d; a 2; b 3; b 1")]
    [InlineData("range i from 1 to 5 step 1 | extend x = case(i == 3, 'z', i % 2 == 0, 'b', 'B') | sort by x asc | project i", "i; 1; 5; 2; 4; 3")] // text by its code units
    public void rows_are_in_order_whatever_the_type(string query, string rows) => Assert.Equal(rows, Answers.Of(query));

    private const string Bags = "datatable(n:string, d:dynamic)['p',dynamic({'b':1,'a':'x'}), 'q',dynamic({'b':2.5})] | ";

    [Theory]
    [InlineData("evaluate bag_unpack(d)", "n a b; p x 1; q '' 2.5")] // by name; long and real are real
    [InlineData("evaluate bag_unpack(d, 'd_') | project n, d_b", "n d_b; p 1; q 2.5")]
    [InlineData("project-rename b=n | evaluate bag_unpack(d, columnsConflict='keep_source')", "b a; p x; q ''")]
    [InlineData("evaluate bag_unpack(d) : (*, b:long) | project n, b", "n b; p 1; q 2")]
    public void bags_become_columns(string operation, string rows) => Assert.Equal(rows, Answers.Of(Bags + operation));

    [Theory]
    [InlineData("datatable(k:string, c:string, v:long)['a','x',1, 'a','y',2, 'b','x',3, 'a','x',4] | evaluate pivot(c, sum(v))", "k x y; a 5 2; b 3 0")]
    [InlineData("datatable(k:string, c:string)['a','x', 'b','y'] | evaluate pivot(c)", "k x y; a 1 0; b 0 1")]
    [InlineData("print a=1, b='x' | evaluate narrow()", "Row Column Value; 0 a 1; 0 b x")]
    [InlineData("let N = datatable(net:string, who:string)['10.0.0.0/8','wide', '10.1.0.0/16','narrow']; datatable(ip:string)['10.1.2.3','8.8.8.8'] | evaluate ipv4_lookup(N, ip, net) | project ip, who", "ip who; 10.1.2.3 narrow; 10.1.2.3 wide")]
    [InlineData("let N = datatable(net:string, who:string)['10.0.0.0/8','wide']; datatable(ip:string)['8.8.8.8'] | evaluate ipv4_lookup(N, ip, net, return_unmatched=true)", "ip net who; 8.8.8.8 '' ''")]
    public void plugins_turn_tables_about(string query, string rows) => Assert.Equal(rows, Answers.Of(query));
}
