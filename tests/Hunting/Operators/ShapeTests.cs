using Xunit;

namespace ExposurePipeline.Tests.Hunting.Operators;

/// <summary>Operators that put tables together or take values apart.</summary>
public sealed class ShapeTests
{
    [Theory]
    [InlineData("print a=1, b='x' | union (print b='y', c=2)", "a b c; 1 x null; null y 2")]
    [InlineData("union kind=inner (print a=1, b='x'), (print b='y', c=2)", "b; x; y")]
    [InlineData("union (print a=1), (print a=1.5)", "a_long a_real; 1 null; null 1.5")] // one name, two types
    [InlineData("union withsource=T (print a=1 | as First), (print a=2)", "T a; First 1; union_arg1 2")]
    [InlineData("union isfuzzy=true Missing, (Missing | where a == 1), (print a=3)", "a; 3")]
    [InlineData("let V1 = view () { print a=1 }; let V2 = view () { print a=2 }; union V*", "a; 1; 2")]
    public void union_gives_the_columns_of_all_tables(string query, string rows) => Assert.Equal(rows, Answers.Of(query));

    [Theory]
    [InlineData("print a=dynamic([1,2]), b=5 | mv-expand a", "a b; 1 5; 2 5")]
    [InlineData("print a=dynamic(null) | mv-expand a", "a; null")] // null is a row
    [InlineData("print a=dynamic([]) | mv-expand a", "a")] // an empty array is none
    [InlineData("print a=dynamic({'p':1,'q':2}) | mv-expand a", "a; {\"p\":1}; {\"q\":2}")]
    [InlineData("print a=dynamic({'p':1}) | mv-expand kind=array a", "a; [\"p\",1]")]
    [InlineData("print a=dynamic([1,2,3]), b=dynamic(['x']) | mv-expand a, b to typeof(string)", "a b; 1 x; 2 ''; 3 ''")]
    [InlineData("print a=dynamic([7,8,9]) | mv-expand with_itemindex=i x=a to typeof(long) limit 2", "a x i; [7,8,9] 7 0; [7,8,9] 8 1")]
    public void mv_expand_gives_a_row_an_element(string query, string rows) => Assert.Equal(rows, Answers.Of(query));

    [Theory]
    [InlineData("datatable(k:string, v:dynamic)['a',dynamic([3,1]), 'b',dynamic([])] | mv-apply x=v to typeof(long) on (summarize s=sum(x))", "k v s; a [3,1] 4")]
    [InlineData("print k=2, v=dynamic([1,2,3]) | mv-apply v to typeof(long) on (where v >= k)", "k v; 2 2; 2 3")] // the row's columns are at hand
    [InlineData("print v=dynamic([5,9,7]) | mv-apply with_itemindex=i x=v to typeof(long) on (top 1 by x | project at=i)", "v at; [5,9,7] 1")]
    public void mv_apply_asks_a_question_of_each_row(string query, string rows) => Assert.Equal(rows, Answers.Of(query));

    [Fact]
    public void only_dynamic_values_are_expanded()
        => Assert.Equal("1:25: only dynamic values can be expanded, not a string", Answers.Error("print a='x' | mv-expand a"));

    [Theory]
    [InlineData("project-reorder c, a", "c a b; 3 1 2")]
    [InlineData("project-reorder * desc", "c b a; 3 2 1")]
    [InlineData("project-rename x = b", "a x c; 1 2 3")]
    public void columns_are_put_in_order_and_renamed(string operation, string rows) => Assert.Equal(rows, Answers.Of($"print a=1, b=2, c=3 | {operation}"));
}
