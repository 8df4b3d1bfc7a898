using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators.Graphs;

/// <summary>A table of nodes, and what identifies its rows.</summary>
internal sealed record GraphNodeTable(Plan Rows, BoundExpression Key, string KeyName);

/// <summary>Where a graph's nodes get their properties: none, one or several tables by key.</summary>
internal sealed class GraphNodeTables(IReadOnlyList<GraphNodeTable> tables, UnionSchema columns, string? nodeId)
{
    /// <summary>The properties of the nodes.</summary>
    public Schema Schema => columns.Schema;

    public static GraphNodeTables Bind(MakeGraphOperator syntax, ScalarType type, OperatorSite site)
    {
        var tables = syntax.Nodes.Select(n => Table(n, type, site)).ToArray();
        var columns = syntax.NodeId is { } id ? new UnionSchema(new([new(id, type)]), [type], []) : UnionSchema.Of([.. tables.Select(t => t.Rows.Schema)], inner: false, source: null);
        return new(tables, columns, syntax.NodeId);
    }

    /// <summary>Numbers the nodes of the tables; for each table the row of each of its nodes.</summary>
    public IReadOnlyList<(Batch Rows, Dictionary<int, int> RowOfNode)> Assign(GroupIndex index, QueryContext context)
    {
        var assigned = new List<(Batch, Dictionary<int, int>)>();
        foreach (var table in tables)
        {
            var rows = table.Rows.Collect(context);
            var groups = index.Assign([table.Key.Evaluate(rows, context)], rows.Length);
            var rowOfNode = new Dictionary<int, int>(index.Count);
            for (var row = 0; row < groups.Length; row++)
            {
                rowOfNode.TryAdd(groups[row], row);
            }

            assigned.Add((rows, rowOfNode));
        }

        return assigned;
    }

    /// <summary>The nodes, each with its properties; where tables share a node and a property, the first that has a value gives it.</summary>
    public Batch Rows(GroupIndex index, IReadOnlyList<(Batch Rows, Dictionary<int, int> RowOfNode)> known)
    {
        var (count, key) = (index.Count, index.Keys()[0]);
        if (nodeId is not null)
        {
            return new([key], count);
        }

        var taken = known.Select(t => t.Rows.Take([.. Enumerable.Range(0, count).Select(node => t.RowOfNode.GetValueOrDefault(node, -1))])).ToArray();
        return new(columns.Types.Select((type, c) => IsKey(c, key) ? key : Merge(type, [.. taken.Where((_, t) => columns.Sources[t][c] >= 0).Select((t, i) => Of(taken, t, c))])), count);
    }

    private Column Of(Batch[] taken, Batch table, int column) => table[columns.Sources[Array.IndexOf(taken, table)][column]];

    private bool IsKey(int column, Column key)
        => tables.Any(t => t.KeyName == columns.Schema.Columns[column].Name) && columns.Types[column] == key.Type && tables.Count == 1;

    private static Column Merge(ScalarType type, IReadOnlyList<Column> candidates)
        => candidates.Count == 1 ? candidates[0] : Columns.Of(type, [.. Enumerable.Range(0, candidates[0].Length).Select(row => candidates.Select(c => c.Boxed(row)).FirstOrDefault(v => v is not null and not ""))]);

    private static GraphNodeTable Table(GraphNodes syntax, ScalarType type, OperatorSite site)
    {
        var rows = site.Query.BindTable(syntax.Table, site.Scope);
        var key = new RowNames(rows.Schema).Find(ColumnPatterns.Names(new NameExpression(syntax.Position, syntax.Key), rows.Schema).Single())!;
        key = key.Type is ScalarType.Int ? Widening.To(key, ScalarType.Long)! : key;
        return key.Type == type ? new(rows, key, syntax.Key) : throw QueryException.Refused(syntax.Position, $"nodes are identified by a {key.Type.Name()}, edges end at a {type.Name()}");
    }
}
