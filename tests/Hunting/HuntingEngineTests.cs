using ExposurePipeline.Hunting;
using Xunit;

namespace ExposurePipeline.Tests.Hunting;

public sealed class HuntingEngineTests
{
    [Theory]
    [InlineData("print x = 1 | where y == 1", HuntingErrorKind.Semantic, "1:21: 'y' names no column or value; did you mean 'x'?")]
    [InlineData("DeviceInf", HuntingErrorKind.Semantic, "1:1: 'DeviceInf' names no table")]
    [InlineData("print new_guid()", HuntingErrorKind.Unsupported, "1:7: the function 'new_guid' is not supported")]
    [InlineData("print strlenn('a')", HuntingErrorKind.Semantic, "1:7: the function 'strlenn' is not supported; did you mean 'strlen'?")]
    [InlineData("print abs('a')", HuntingErrorKind.Semantic, "1:7: abs() does not take (string); it takes (long) or (real) or (decimal) or (timespan)")]
    [InlineData("print first = 1", HuntingErrorKind.Syntax, "1:7: 'first' is a word of the language; write ['first'] for the name")]
    [InlineData("print has('a', 'b')", HuntingErrorKind.Semantic, "1:7: 'has' is an operator, not a function")]
    [InlineData("range x from 1 to 100000 step 1", HuntingErrorKind.Budget, "1:1: the result has more than 30000 rows; summarize it or take fewer")]
    public void what_cannot_be_answered_is_refused_by_name_and_place(string query, HuntingErrorKind kind, string message)
    {
        var error = Run(query).Error!;

        Assert.Equal((kind, message), (error.Kind, error.Diagnostics[0].ToString()));
    }

    [Fact]
    public void tables_that_double_with_every_let_stop_at_the_budget()
    {
        var doubling = string.Concat(Enumerable.Range(1, 40).Select(i => $"let f{i} = (a: long) {{ f{i - 1}(a) + f{i - 1}(a) }};"));

        Assert.NotNull(Run($"let f0 = (a: long) {{ a }}; {doubling} print f40(1)").Error);
    }

    [Fact]
    public void a_query_nobody_waits_for_ends()
        => Assert.Equal(HuntingErrorKind.Cancelled, HuntingEngine.Run("range x from 1 to 1000000000 step 1 | count", HuntingSources.None, new(TimeProvider.System), new(canceled: true)).Error!.Kind);

    [Fact]
    public void every_now_of_a_query_is_one_instant()
        => Assert.Equal(true, Run("print now() == now() and ago(0s) == now()").Result!.Batches[0][0].Boxed(0));

    private static HuntingAnswer Run(string query) => HuntingEngine.Run(query, HuntingSources.None, new(TimeProvider.System));
}
