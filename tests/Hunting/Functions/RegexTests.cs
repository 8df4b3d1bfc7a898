using System.Diagnostics;
using Xunit;

namespace ExposurePipeline.Tests.Hunting.Functions;

public sealed class RegexTests
{
    [Theory]
    [InlineData("'ab12' matches regex @'^[[:alpha:]]+\\d+$'", "True")] // ASCII classes inside brackets
    [InlineData("'ab' matches regex @'a$'", "False")]
    [InlineData("'a\\n' matches regex @'a$'", "False")] // without (?m) only the very end
    [InlineData("'a\\nb' matches regex @'(?m)a$'", "True")]
    [InlineData("'ABC' matches regex @'(?i)abc'", "True")]
    [InlineData("'[' matches regex @'[[]'", "True")]
    [InlineData("'tab\\there' matches regex @'\\x{9}'", "True")]
    [InlineData("'grüße' matches regex @'^\\w+$'", "True")] // letters are Unicode
    [InlineData("extract(@'(?U)a+', 0, 'aaa')", "a")] // swaps greed
    [InlineData("extract(@'(?P<x>a)(b)', 2, 'ab')", "b")] // named groups count with the others
    [InlineData("extract('x', 0, 'abc')", "")]
    [InlineData("extract(@'\\d+', 0, 'a42', typeof(long)) + 1", "43")]
    [InlineData("extract_all(@'(\\d)', 'none')", "null")]
    [InlineData("replace_regex('a.b.c', @'\\.', '-')", "a-b-c")]
    [InlineData("replace_regex('John Smith', @'(\\w+) (\\w+)', @'\\2, \\1')", "Smith, John")]
    [InlineData("replace(@'\\s', '', 'a b c')", "abc")] // the older name takes the text last
    [InlineData("trim('x', 'xxabcxx')", "xabcx")] // one match at either end
    [InlineData("countof('aaa', 'aa')", "2")] // parts of a text overlap
    [InlineData("countof('aaa', 'aa', 'regex')", "1")] // matches do not
    public void patterns_match_as_in_the_language(string expression, string value) => Assert.Equal(value, Answer.Of($"print {expression}"));

    [Theory]
    [InlineData(@"(?=a)", "look-around")]
    [InlineData(@"(?<!a)b", "look-around")]
    [InlineData(@"(a)\1", "back-references")]
    [InlineData(@"a)", "a bracket too many")]
    [InlineData(@"[a", "a class not closed")]
    [InlineData(@"\Z", "an escape of another dialect")]
    public void what_cannot_be_matched_in_linear_time_is_refused_where_it_stands(string pattern, string reason)
        => Assert.True(Answer.Refusal($"print 'a' matches regex @'{pattern}'").StartsWith("1:11: matches regex(): ", StringComparison.Ordinal), reason + ": " + Answer.Refusal($"print 'a' matches regex @'{pattern}'"));

    [Fact] // Seen to fail with a backtracking matcher: it does not end.
    public void a_hostile_pattern_takes_time_linear_in_the_text()
    {
        var watch = Stopwatch.StartNew();

        Assert.Equal("False", Answer.Of("print strcat(strrep('a', 1000), 'b') matches regex @'^(a+)+$'"));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10));
    }
}
