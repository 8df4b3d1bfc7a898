using ExposurePipeline.Hunting.Values;
using Xunit;

namespace ExposurePipeline.Tests.Hunting.Execution;

public sealed class FilterTests
{
    private static readonly Schema Columns = new([new("At", ScalarType.DateTime), new("Name", ScalarType.String), new("Port", ScalarType.Int), new("Id", ScalarType.Long)]);

    [Theory]
    [InlineData("where Name == 'a b'", "Name OneOf a b")]
    [InlineData("where 'a' == Name and Port in (80, 443)", "Name OneOf a; Port OneOf 80,443")]
    [InlineData("where Port between (80 .. 90)", "Port AtLeast 80; Port AtMost 90")]
    [InlineData("where 100 > Id", "Id AtMost 100")]
    [InlineData("where At > datetime(2026-01-02) | where At <= datetime(2026-01-02) + 1h", "At AtLeast 2026-01-02T00:00:00.0000000Z; At AtMost 2026-01-02T01:00:00.0000000Z")]
    [InlineData("where Name has 'TaniumClient.exe'", "Name HasTerm TaniumClient; Name HasTerm exe")]
    [InlineData("where Name has_any ('TaniumClient.exe', 'a-bc')", "Name HasTerm TaniumClient,bc")]
    [InlineData("where Name in~ ('A.b', 'c')", "Name HasTerm A,c")]
    [InlineData("extend Port = 1, n = Name | project n, Port | where n == 'a' and Port == 2", "Name OneOf a")]
    [InlineData("as T | extend x = Id | where x >= 3", "Id AtLeast 3")]
    public void what_a_predicate_implies_reaches_the_table(string operators, string filters) => Assert.Equal(filters, Asked(operators));

    [Theory]
    [InlineData("where not(Name == 'a')")]
    [InlineData("where Name != 'a' or Port == 3")]
    [InlineData("where Name contains 'a' and Name !in ('a') and Name !has 'b'")]
    [InlineData("where Name has_any ('a', '::')")]
    [InlineData("where Name has 'é' and tostring(Port) == '443'")]
    [InlineData("where Port == 5000000000 or Port == long(null)")]
    [InlineData("where Name == strcat(Name, 'a') and Port > Id")]
    [InlineData("summarize Id = count() by Name | where Id > 3")]
    [InlineData("take 10 | where Name == 'a'")]
    [InlineData("serialize n = prev(Name) | where Name == 'a'")]
    [InlineData("serialize | where prev(Port) == 3 | where Name == 'a'")]
    public void what_does_not_follow_from_a_predicate_is_not_asked_of_the_table(string operators) => Assert.Equal("", Asked(operators));

    [Fact]
    public void each_table_of_a_union_is_asked_for_its_own_columns()
    {
        var (one, other) = (new RememberingTable("One", Columns), new RememberingTable("Other", new([new("Id", ScalarType.Long), new("x", ScalarType.Long)])));

        Answer.Of("union withsource = source One, Other | where Id > 3 and Name == 'a' and source has 'One'", new([one, other], []));

        Assert.Equal(("Id AtLeast 3; Name OneOf a", "Id AtLeast 3"), (one.Filters, other.Filters));
    }

    private static string Asked(string operators)
    {
        var table = new RememberingTable("T", Columns);
        Answer.Of($"T | {operators}", new([table], []));
        return table.Filters;
    }
}
