using Xunit;

namespace ExposurePipeline.Tests.Hunting.Operators;

public sealed class JoinTests
{
    private const string Tables = "let L = datatable(k:long, a:string)[1,'x', 1,'y', 2,'z', long(null),'n']; let R = datatable(k:long, b:long)[1,10, 1,11, 3,30, long(null),99]; ";

    [Theory]
    [InlineData("", "k a k1 b; 1 x 1 10; 1 x 1 11; null n null 99")] // one left row of a key
    [InlineData("kind=innerunique", "k a k1 b; 1 x 1 10; 1 x 1 11; null n null 99")]
    [InlineData("kind=inner", "k a k1 b; 1 x 1 10; 1 x 1 11; 1 y 1 10; 1 y 1 11; null n null 99")] // null keys match each other
    [InlineData("kind=leftouter", "k a k1 b; 1 x 1 10; 1 x 1 11; 1 y 1 10; 1 y 1 11; 2 z null null; null n null 99")]
    [InlineData("kind=rightouter", "k a k1 b; 1 x 1 10; 1 x 1 11; 1 y 1 10; 1 y 1 11; null n null 99; null '' 3 30")] // text is "" where nothing matches
    [InlineData("kind=fullouter", "k a k1 b; 1 x 1 10; 1 x 1 11; 1 y 1 10; 1 y 1 11; 2 z null null; null n null 99; null '' 3 30")]
    [InlineData("kind=leftsemi", "k a; 1 x; 1 y; null n")]
    [InlineData("kind=leftanti", "k a; 2 z")]
    [InlineData("kind=anti", "k a; 2 z")]
    [InlineData("kind=leftantisemi", "k a; 2 z")]
    [InlineData("kind=rightsemi", "k b; 1 10; 1 11; null 99")]
    [InlineData("kind=rightanti", "k b; 3 30")]
    public void each_kind_gives_its_rows(string kind, string rows)
        => Assert.Equal(rows, Answers.Of($"{Tables} L | join {kind} hint.strategy=shuffle R on k"));

    [Theory]
    [InlineData("on $left.k == $right.k", 5)]
    [InlineData("on $right.k == $left.k", 5)]
    [InlineData("on k, $left.n == $right.b", 1)] // long and int are one number
    [InlineData("on k and $left.n == $right.b", 1)]
    public void keys_are_named_on_either_side(string keys, int count)
        => Assert.Equal($"Count; {count}", Answers.Of($"{Tables} L | extend n = toint(10 + strlen(a) - 1 - iff(a == 'x', 0, 5)) | join kind=inner R {keys} | count"));

    [Theory]
    [InlineData("print a=1 | join kind=sideways (print a=1) on a", "1:13: 'sideways' is no kind of join")]
    [InlineData("print a=1 | join (print a='1') on a", "1:35: a long column cannot be matched with a string column")]
    [InlineData("print a=dynamic(1) | join (print a=dynamic(1)) on a", "1:51: 'a' is dynamic; match by tostring() of it")]
    [InlineData("print a=1 | join (print b=1) on a", "1:33: 'a' names no column of the right side; did you mean 'b'?")]
    [InlineData("print a=1 | join (print b=1) on $left.a > $right.b", "1:41: rows are matched by equal columns only: on Key, or on $left.A == $right.B")]
    public void keys_that_cannot_match_are_refused(string query, string error)
        => Assert.Equal(error, Answers.Error(query));

    [Theory]
    [InlineData("lookup R on k", "k a b; 1 x 10; 1 x 11; 1 y 10; 1 y 11; 2 z null; null n 99")]
    [InlineData("lookup kind=inner R on k", "k a b; 1 x 10; 1 x 11; 1 y 10; 1 y 11; null n 99")]
    public void lookup_drops_the_keys_of_the_right_side(string lookup, string rows) => Assert.Equal(rows, Answers.Of($"{Tables} L | {lookup}"));

    [Fact]
    public void a_join_that_would_explode_ends_at_the_row_budget()
        => Assert.Equal("1:1: the result has more than 30000 rows; summarize it or take fewer", Answers.Error("range a from 1 to 100000 step 1 | extend k=1 | join kind=inner (range b from 1 to 100000 step 1 | extend k=1) on k"));
}
