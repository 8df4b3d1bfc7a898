using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Values;
using ExposurePipeline.Tests.Hunting.Conformance;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Hunting.Functions;

public sealed class SeriesTests
{
    [Theory]
    [InlineData("series_add(dynamic([1,2]), dynamic([3,4]))", "[4.0,6.0]")]
    [InlineData("series_multiply(10, dynamic([1,null,3]))", "[10.0,null,30.0]")]
    [InlineData("series_greater(dynamic([1,2]), dynamic([2,1]))", "[false,true]")]
    [InlineData("series_fill_forward(dynamic([null,1,null]))", "[null,1,1]")]
    [InlineData("series_fill_backward(dynamic([null,1,null]))", "[1,1,null]")]
    [InlineData("series_fill_linear(dynamic([null,1,null,3,null]))", "[1,1,2,3,3]")]
    [InlineData("series_fill_linear(dynamic([null,1,null,3,null]), double(null), false)", "[null,1,2,3,null]")]
    [InlineData("series_iir(dynamic([1,2,3]), dynamic([1]), dynamic([1,-1]))", "[1.0,3.0,6.0]")]
    [InlineData("series_seasonal(dynamic([1,3,5,2,4,6,1,3,5,2,4,6]), 3)", "[1.5,3.5,5.5,1.5,3.5,5.5,1.5,3.5,5.5,1.5,3.5,5.5]")]
    [InlineData("series_seasonal(dynamic([1,3,5,2,4,6,1,3,5,2,4,6]))", "[0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0]")] // too short to find a season
    [InlineData("series_dot_product(dynamic([1,2]), dynamic([3,4]))", "11.0")]
    [InlineData("series_stats_dynamic(dynamic([3,1,2])).min_idx", "1")]
    [InlineData("series_outliers(dynamic(['a']))", "null")]
    [InlineData("series_decompose_anomalies(dynamic([1,1,1,1,1,1,1,1,1,1,1,50]), 1.5, 0)", "[0,0,0,0,0,0,0,0,0,0,0,0]")] // no range between the percentiles, no score
    public void series(string expression, string value) => Assert.Equal(value, Answer.Of($"print y = {expression}"));

    [Fact]
    public void several_results_are_columns_and_one_name_takes_the_first()
    {
        Assert.Equal("1.0 | 0 | 3.0 | 2 | 2.0 | 1.0 | 1.0", Answer.Of("print x = dynamic([1,2,3]) | project series_stats(x)"));
        Assert.Equal("1.0 | 0", Answer.Of("print x = dynamic([1,2,3]) | project (low, place) = series_stats(x)"));
        Assert.Equal("1.0", Answer.Of("print x = dynamic([1,2,3]) | project low = series_stats(x)"));
    }

    /// <summary>The samples' series are random, and so are no conformance cases; but each carries what the real engine made of it.</summary>
    [SampleTheory]
    [InlineData("docs/series-decompose-anomalies-function-00", "series_decompose_anomalies(y)", 2)]
    [InlineData("docs/series-decompose-anomalies-function-01", "series_decompose_anomalies(y)", 3)]
    [InlineData("docs/series-decompose-anomalies-function-02", "series_decompose_anomalies(y, 1.5, -1, 'linefit')", 3)]
    [InlineData("docs/series-decompose-anomalies-function-03", "series_decompose_anomalies(y, 2.5, -1, 'linefit')", 3)]
    [InlineData("docs/series-decompose-function-00", "series_decompose(y)", 2)]
    [InlineData("docs/series-decompose-function-02", "series_decompose(y, -1, 'linefit')", 2)]
    public void weekly_seasons_and_what_lies_far_out_are_found_as_the_real_engine_finds_them(string sample, string call, int from)
    {
        var expected = ConformanceCase.All().Single(c => c.Name == sample).Expected.GetProperty("rows")[0];
        var answer = HuntingEngine.Run($"print y = dynamic({expected[1].GetRawText()}) | project {call}", HuntingSources.None, new(TimeProvider.System)).Result!.Batches[0];

        for (var column = from; column < expected.GetArrayLength(); column++)
        {
            Assert.True(ExpectedValue.Same(ScalarType.Dynamic, answer[column - 2].Boxed(0), expected[column], setSemantics: false), $"column {column}");
        }
    }
}
