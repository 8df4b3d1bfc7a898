using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Values;
using Xunit;

namespace ExposurePipeline.Tests.Hunting.Operators;

/// <summary>Operators that read texts: parse and its kin, search and find, and data from outside.</summary>
public sealed class SearchTests
{
    [Theory]
    [InlineData("print s='id=7 name=ann' | parse s with 'id=' id:long ' name=' name | project id, name", "id name; 7 ann")]
    [InlineData("print s='xx id=7, rest' | parse s with * 'id=' id:long * | project id", "id; 7")] // a star passes over
    [InlineData("print s='a-b-c' | parse s with x '-' y | project x, y", "x y; a b-c")] // the first that follows
    [InlineData("print s='a b c' | parse s with x ' ' y ' c' | project x, y", "x y; a b")] // the last fixed text ends the text
    [InlineData("print s='id=seven name=ann' | parse s with 'id=' id:long ' name=' name | project id, name", "id name; null ''")] // one that fails fails all
    [InlineData("print s='id=seven name=ann' | parse kind=relaxed s with 'id=' id:long ' name=' name | project id, name", "id name; null ann")]
    [InlineData(@"print s='Mixed123end' | parse kind=regex s with up @'\d+' tail | project up, tail", "up tail; Mixed12 end")] // a column takes as much as fits
    [InlineData(@"print s='Mixed123end' | parse kind=regex flags=Ui s with up @'\d+' tail | project up, tail", "up tail; Mixed 23end")] // or as little
    [InlineData("print s='v1.20.3' | parse kind=regex s with 'v' a:int '.' b:int '.' c:int | project a, b, c", "a b c; 1 20 3")]
    [InlineData("datatable(s:string)['k=1','none'] | parse-where s with 'k=' k:int | project k", "k; 1")]
    [InlineData("print s='k=1', k=5 | parse s with 'k=' k:int", "s k; k=1 1")] // in the place of the column of that name
    [InlineData("print s='a=1; b=x y; a=2' | parse-kv s as (b:string, a:long) with (pair_delimiter=';', kv_delimiter='=')", "s b a; a=1; b=x y; a=2 x y 1")]
    public void texts_are_taken_apart(string query, string rows) => Assert.Equal(rows, Answers.Of(query));

    private const string Rows = "datatable(s:string, n:long)['error in web-01',1, 'Errors',2, 'fine',77] | as T | ";

    [Theory]
    [InlineData("search 'error'", "$table s n; T error in web-01 1")] // a term, not a part of one
    [InlineData("search 'error*'", "$table s n; T error in web-01 1; T Errors 2")]
    [InlineData("search '*rr*' and not('web')", "$table s n; T Errors 2")]
    [InlineData("search '77' or n == 2", "$table s n; T Errors 2; T fine 77")]
    [InlineData("search s:'web'", "$table s n; T error in web-01 1")]
    [InlineData("search kind=case_sensitive 'errors'", "$table s n")]
    [InlineData("find where n > 50 project s", "source_ s; T fine")]
    [InlineData("find where n > 50", "source_ n pack_; T 77 {\"s\":\"fine\"}")] // what the predicate names, and the rest together
    public void terms_are_looked_for_in_every_column(string search, string rows) => Assert.Equal(rows, Answers.Of(Rows + search));

    [Fact]
    public void all_tables_are_searched_where_none_is_named()
        => Assert.Equal("$table a b; One x ''; Two '' x", Answers.Of("search 'x'", new([Table("One", "a"), Table("Two", "b")], [])));

    [Fact]
    public void outside_data_is_what_was_registered_and_nothing_else()
    {
        const string Query = "externaldata(a:string)[h@'https://example.org/list.csv;key'] with (format='csv')";
        var registered = HuntingSources.None with { ExternalData = [new Registered("https://example.org/list.csv", Table("T", "a"))] };

        Assert.Equal("a; x", Answers.Of(Query, registered));
        Assert.Equal("1:24: externaldata reads registered data only, and nothing is registered under this address", Answers.Error(Query));
    }

    [Theory]
    [InlineData("datatable(k:string, v:long)['a',1, 'b',5, 'a',3] | partition by k (top 1 by v) | project k, v", "k v; a 3; b 5")]
    [InlineData("datatable(k:string, v:long)['a',1, 'b',5, 'a',3] | top-hitters 1 of k by v", "k approximate_sum_v; b 5")]
    [InlineData("print a=1, b='x' | getschema | project ColumnName, ColumnType", "ColumnName ColumnType; a long; b string")]
    [InlineData("print ab=1, ac=2, b=3 | project-by-names 'b', 'a*'", "b ab ac; 3 1 2")]
    public void parts_and_schemas_are_tables_too(string query, string rows) => Assert.Equal(rows, Answers.Of(query));

    private static OneRow Table(string name, string column) => new(name, new([new(column, ScalarType.String)]));

    private sealed record OneRow(string Name, Schema Schema) : IHuntingTable
    {
        public IEnumerable<Batch> Read(TableScan scan) => [new([new Column<string>(["x"])], 1)];
    }

    private sealed record Registered(string Address, IHuntingTable Table) : IExternalData
    {
        public IEnumerable<Batch>? Find(string address, Schema columns, IReadOnlyDictionary<string, string> properties)
            => address == Address && properties["format"] == "csv" ? Table.Read(TableScan.Everything) : null;
    }
}
