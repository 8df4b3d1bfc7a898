using Xunit;

namespace ExposurePipeline.Tests.Hunting.Operators;

public sealed class GraphTests
{
    private const string Graph = """
        let N = datatable(id:string, kind:string)['i','ip', 'a','vm', 'b','vm', 'c','db'];
        let E = datatable(s:string, t:string, label:string, w:long)['i','a','reaches',1, 'a','b','runs',2, 'b','c','reads',3, 'b','a','runs',4, 'c','x','reads',5];
        let G = E | make-graph s --> t with N on id;
        G | 
        """;

    [Theory]
    [InlineData("graph-match (n)-[e]->(m) where n.kind == 'ip' project n.id, m.id, e.label", "n_id m_id e_label; i a reaches")]
    [InlineData("graph-match (m)<-[e]-(n) where n.kind == 'ip' project n.id, m.id", "n_id m_id; i a")] // read from right to left
    [InlineData("graph-match (n)-[e]-(m) where n.id == 'a' and m.id == 'i' project e.label", "e_label; reaches")] // either direction
    [InlineData("graph-match (n)-->(m) where m.id == 'x' project n.id, kind = m.kind", "n_id kind; c ''")] // an end in no node table
    [InlineData("graph-match (n)-[e1]->(m)-[e2]->(n) where n.id == 'a' project m.id", "m_id; b")] // one name, one node
    [InlineData("graph-match (n)-[e]->(m), (m)-[f]->(o) where n.id == 'i' project o.id", "o_id; b")]
    public void a_pattern_gives_a_row_for_each_way_it_lies_in_the_graph(string match, string rows) => Assert.Equal(rows, Answers.Of(Graph + match));

    [Theory]
    [InlineData("graph-match (n)-[e*1..3]->(m) where n.id == 'i' project m.id, path = e.label", "m_id path; a [\"reaches\"]; b [\"reaches\",\"runs\"]; c [\"reaches\",\"runs\",\"reads\"]; a [\"reaches\",\"runs\",\"runs\"]")]
    [InlineData("graph-match (n)-[e*0..1]->(m) where n.id == 'i' project m.id, all = all(e, w > 9), any = any(e, w > 0), list = map(e, w)", "m_id all any list; i True False []; a False True [1]")] // nothing walked: all holds, any does not
    [InlineData("graph-match (n)-[e*1..5]->(m) where n.id == 'i' and m.id == 'c' and e.label != 'reads' project m.id", "m_id")] // of every edge
    [InlineData("graph-match (n)-[e*1..5]->(m) where n.id == 'i' and m.id == 'c' and any(e, label == 'runs') project map(e, w)", "Column1; [1,2,3]")]
    [InlineData("graph-match (m)<-[e*1..5]-(n) where n.id == 'i' and m.id == 'c' project w = map(e, w), inner = map(inner_nodes(e), id)", "w inner; [3,2,1] [\"b\",\"a\"]")] // in the pattern's order
    [InlineData("graph-match (n)-[e*1..5]->(m) where n.id == 'i' and m.id == 'c' and all(inner_nodes(e), kind == 'vm') project node_degree_out(n), node_degree_in(m)", "Column1 Column2; 1 1")]
    public void an_edge_of_variable_length_stands_for_paths(string match, string rows) => Assert.Equal(rows, Answers.Of(Graph + match));

    [Theory]
    [InlineData("", 4)] // a-b-a is walked, no edge twice
    [InlineData("cycles=unique_edges", 4)]
    [InlineData("cycles=none", 3)] // no node twice
    [InlineData("cycles=all", 5)]
    public void what_may_be_walked_twice_is_told(string cycles, int count)
        => Assert.Equal($"n; {count}", Answers.Of($"{Graph} graph-match {cycles} (n)-[e*1..4]->(m) where n.id == 'i' and m.kind != '' project m.id | summarize n = count()"));

    [Theory]
    [InlineData("graph-to-table nodes | project id, kind", "id kind; i ip; a vm; b vm; c db; x ''")]
    [InlineData("graph-to-table edges with_source_id=S with_target_id=T | where S == T | count", "Count; 0")]
    [InlineData("graph-mark-components with_component_id=c | graph-to-table nodes | distinct c | count | project n = Count", "n; 1")]
    [InlineData("graph-mark-components kind=strong with_component_id=c | graph-to-table nodes | summarize n = count() by c | where n > 1 | project n", "n; 2")] // a and b reach each other
    [InlineData("graph-shortest-paths (n)-[e*1..5]->(m) where n.id == 'i' and m.id == 'a' project len = array_length(e.w)", "len; 1")]
    [InlineData("graph-shortest-paths output=all (n)-[e*1..5]->(m) where n.id == 'i' project m.id, len = array_length(e.w)", "m_id len; a 1; b 2; c 3; x 4")]
    public void graphs_become_tables_components_and_shortest_paths(string operation, string rows) => Assert.Equal(rows, Answers.Of(Graph + operation));

    [Fact]
    public void nodes_can_be_the_ends_alone()
        => Assert.Equal("who; b", Answers.Of("datatable(s:long, t:long)[1,2] | make-graph s --> t with_node_id=n | graph-match (x)-->(y) where y.n == 2 project who = iff(x.n == 1, 'b', 'c')"));

    [Fact]
    public void a_graph_may_be_made_of_each_part_of_the_edges()
        => Assert.Equal("p s; p 1; q 3", Answers.Of("datatable(p:string, s:long, t:long)['p',1,2, 'q',3,4, 'q',4,5, 'p',2,3] | make-graph s --> t with_node_id=n partitioned-by p (graph-match (x)-[e]->(y)-[f]->(z) project p = e.p, s = x.n)"));

    [Theory]
    [InlineData("print a=1 | graph-match (n)-->(m) project n.a", "1:13: 'graph-match' needs a graph to work on; make-graph makes one")]
    [InlineData("print a=1, b=2 | make-graph a --> b | count", "1:39: 'count' needs a table; graph-match or graph-to-table makes one of a graph")]
    [InlineData("print a=1, b=2 | make-graph a --> b | graph-match (n)-->(m), (o)-->(p) project n.a", "1:39: the sequences of a pattern must share nodes")]
    public void what_is_no_graph_or_no_pattern_is_refused(string query, string error) => Assert.Equal(error, Answers.Error(query));

    [Fact]
    public void a_pattern_that_explodes_ends_at_its_budget()
        => Assert.Contains("matches", Answers.Error(
            "range s from 1 to 30 step 1 | extend k = 1 | join kind=inner (range t from 1 to 30 step 1 | extend k = 1) on k | make-graph s --> t with_node_id=n | graph-match (a)-[e*1..10]->(b) project a.n", new(TimeProvider.System, MaxBytes: 1L << 32)), StringComparison.Ordinal);
}
