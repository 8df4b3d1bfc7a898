using ExposurePipeline.Hunting.Syntax;
using Xunit;

namespace ExposurePipeline.Tests.Hunting.Syntax;

public sealed class ParserTests
{
    [Theory]
    [InlineData("T | wher x == 1", "1:5: 'wher' is no operator; did you mean 'where'?")]
    [InlineData("T\n| where x ==", "2:13: expected an expression but found the end of the query")]
    [InlineData("T | extend x = \"abc", "1:16: a string that starts here is not closed")]
    [InlineData("T | summarize count() by", "1:25: expected an expression but found the end of the query")]
    [InlineData("let x = ; T", "1:9: expected an expression but found ';'")]
    [InlineData("T | top 5 of x", "1:11: expected 'by' but found 'of'")]
    [InlineData("print datetime(yesterday)", "1:7: 'datetime(yesterday)' is no datetime value")]
    public void a_mistake_is_told_with_its_place_and_what_was_expected(string query, string expected)
        => Assert.Equal(expected, Parser.Parse(query).Diagnostics[0].ToString());

    [Fact]
    public void after_a_mistake_the_next_operators_and_statements_are_read_too()
    {
        var diagnostics = Parser.Parse("T | wher x == 1 | extend y = | take 5; U | sortt by z").Diagnostics;

        Assert.Equal([5, 30, 44], diagnostics.Select(d => d.Column));
    }

    [Fact]
    public void nesting_ends_in_a_message_not_in_an_exhausted_stack()
        => Assert.Contains("nested deeper", Parser.Parse("print " + new string('(', 100_000)).Diagnostics[0].Message, StringComparison.Ordinal);
}
