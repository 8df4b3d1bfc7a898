using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators.Graphs;

/// <summary>graph-mark-components: numbers the nodes' components; weak ones disregard direction, in strong ones each node reaches each other.</summary>
internal sealed class MarkComponents(GraphPlan graph, string name, bool strong)
    : GraphPlan(new([.. graph.Nodes.Columns, new ColumnSchema(name, ScalarType.Long)]), graph.Edges)
{
    public static Plan Bind(GraphMarkComponentsOperator syntax, Plan input, OperatorSite site)
    {
        var kind = syntax.Parameters.FirstOrDefault(p => p.Name == "kind")?.Word ?? "weak";
        return kind is "weak" or "strong"
            ? new MarkComponents(GraphPlan.Of(input, syntax), syntax.Parameters.FirstOrDefault(p => p.Name == "with_component_id")?.Word ?? "ComponentId", kind == "strong")
            : throw QueryException.Refused(syntax.Position, $"components are weak or strong, not '{kind}'");
    }

    protected override GraphData BuildNew(QueryContext context)
    {
        var data = graph.Build(context);
        var components = new long[data.Nodes.Length];
        Array.Fill(components, -1);
        var next = 0L;
        foreach (var root in strong ? FinishOrder(data) : Enumerable.Range(0, data.Nodes.Length))
        {
            next += Spread(data, root, components, next) ? 1 : 0;
        }

        return new(data.Nodes.With([new Column<long>(components)]), data.Edges, data.Sources, data.Targets);
    }

    // Kosaraju's algorithm: in reverse order of finishing, what reaches a node backwards is its component.
    private static int[] FinishOrder(GraphData data)
    {
        var (finished, seen, stack) = (new List<int>(data.Nodes.Length), new bool[data.Nodes.Length], new Stack<(int Node, int Next)>());
        for (var root = 0; root < data.Nodes.Length; root++)
        {
            if (!seen[root])
            {
                seen[root] = true;
                stack.Push((root, 0));
            }

            while (stack.TryPop(out var at))
            {
                var outgoing = data.Outgoing.Of(at.Node);
                if (at.Next == outgoing.Length)
                {
                    finished.Add(at.Node);
                    continue;
                }

                stack.Push((at.Node, at.Next + 1));
                var target = data.Targets[outgoing[at.Next]];
                if (!seen[target])
                {
                    seen[target] = true;
                    stack.Push((target, 0));
                }
            }
        }

        finished.Reverse();
        return [.. finished];
    }

    private bool Spread(GraphData data, int root, long[] components, long component)
    {
        if (components[root] >= 0)
        {
            return false;
        }

        var open = new Stack<int>([root]);
        components[root] = component;
        while (open.TryPop(out var node))
        {
            foreach (var edge in data.Incoming.Of(node))
            {
                Reach(data.Sources[edge]);
            }

            foreach (var edge in strong ? [] : data.Outgoing.Of(node))
            {
                Reach(data.Targets[edge]);
            }
        }

        return true;

        void Reach(int other)
        {
            if (components[other] < 0)
            {
                components[other] = component;
                open.Push(other);
            }
        }
    }
}
