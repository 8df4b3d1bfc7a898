using ExposurePipeline.Hunting.Tables;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Functions.Hunting.Tables.Graph;

/// <summary>Nodes and edges as rows.</summary>
internal static class GraphRows
{
    private const int Portion = 4096;

    public static IEnumerable<Batch> Nodes(ExposureGraph graph) => graph.Nodes.Chunk(Portion).Select(static nodes => Batch(ExposureGraphTables.NodesSchema, nodes, static (table, node) =>
    {
        var column = Write(table, 0, node.Id, node.Label, node.Name);
        table.Add<Dynamic>(column++, Bag.Texts(node.Categories));
        table.Add<Dynamic>(column++, Properties(node.RawData));
        table.Add<Dynamic>(column, Bag.Nested(node.EntityIds.Select(static id => Bag.Of(("type", Dynamic.Of(id.Kind)), ("id", Dynamic.Of(id.Id))))));
    }));

    public static IEnumerable<Batch> Edges(ExposureGraph graph) => graph.Edges.Chunk(Portion).Select(static edges => Batch(ExposureGraphTables.EdgesSchema, edges, static (table, edge) =>
    {
        var column = Write(table, 0, edge.Id, edge.Label);
        foreach (var end in (GraphNode[])[edge.Source, edge.Target])
        {
            column = Write(table, column, end.Id, end.Name, end.Label);
            table.Add<Dynamic>(column++, Bag.Texts(end.Categories));
        }

        table.Add<Dynamic>(column, Properties(edge.RawData));
    }));

    private static Batch Batch<T>(Schema schema, IReadOnlyList<T> items, Action<TableBuilder, T> write)
    {
        var table = new TableBuilder(schema, items.Count);
        foreach (var item in items)
        {
            write(table, item);
            table.EndRow();
        }

        return table.Build();
    }

    private static int Write(TableBuilder table, int column, params IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            table.Add(column++, text);
        }

        return column;
    }

    private static DynamicBag Properties(DynamicBag rawData) => Bag.Of(("rawData", rawData));
}
